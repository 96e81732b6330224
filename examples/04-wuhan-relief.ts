import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Input,
  type Issue,
  importNetwork,
  match,
  type NeedInput,
  type Plan,
  type StationInput,
  toMarkdown,
  type Unmet,
  verify,
} from '../src/index.js';
import { dataFolder, languageFrom, numberFrom, readArguments, type Usage } from './arguments.js';
import { bold, dim, figure, heading, padEnd, textTable, wrap } from './terminal.js';
import { DISTRICTS_EN, type Hospital, ITEM_OF_PRODUCT, ITEMS_EN, readWuhan, type Wuhan } from './wuhan-data.js';

/**
 * Real needs of hospitals in Wuhan, January and February 2020, as volunteers collected them.
 *
 * A hospital is a community of its own with one need, so that hospitals share fairly what is scarce; its district is a
 * station. Most hospitals did not say how much they need: such a line is `'unknown'`, listed and never matched. The only
 * amounts on the other side are what one factory makes in a day: `--days` of it is offered, and nothing else is invented.
 */

const DATA = `This example reads public data that is not part of this package. To get it:

  1. download the repository wuhan2020/wuhan2020 (MIT licence) from GitHub,
  2. run: npx tsx examples/04-wuhan-relief.ts <its folder>

Instead of the argument, FSL_DATA may name a folder that holds the same rows as "wuhan2020-relief".`;

const USAGE: Usage = {
  call: 'npx tsx examples/04-wuhan-relief.ts <folder> [--days 1] [--lang zh|en] [--out out]',
  about: `Real needs of hospitals in Wuhan, January and February 2020.

  --days  how many days of a factory's output are offered
  --lang  language of the report
  --out   folder for wuhan.md

${DATA}`,
};

const COLUMNS = 100;

type Say = (zh: string, en: string) => string;

function toInput(wuhan: Wuhan, days: number): Input {
  const districts = [...new Set(wuhan.hospitals.flatMap(({ district }) => district ?? []))].sort();
  const items = new Set(wuhan.hospitals.flatMap(({ needs }) => needs.map(({ item }) => item)));
  return {
    catalogue: [...items].sort().map((code) => ({ code, name: { zh: code, en: ITEMS_EN.get(code) ?? code } })),
    stations: [
      { id: '武汉市', tier: 'city' },
      ...districts.map((id): StationInput => ({ id, tier: 'district', parent: '武汉市' })),
    ],
    communities: wuhan.hospitals.map(({ id, name, district = '武汉市' }) => ({ id, name, station: district })),
    resources: wuhan.factories.map(({ id, name, output }) => ({
      id,
      name,
      kind: 'goods',
      offers: output.flatMap(({ item, quantity }) =>
        quantity === undefined
          ? []
          : [{ capabilities: [ITEM_OF_PRODUCT.get(item) ?? item], quantity: quantity * days, unit: 'item' }],
      ),
    })),
    needs: wuhan.hospitals.map(
      ({ id, needs }): NeedInput => ({
        id,
        community: id,
        // The form did not ask how urgent it was: one rank for all.
        urgency: '急',
        requirements: needs.map(({ item, quantity }) => ({
          capability: item,
          quantity: quantity ?? 'unknown',
          unit: 'item',
        })),
      }),
    ),
  };
}

/** What is short of one item in one place. */
interface Gap {
  readonly place: string;
  readonly item: string;
  demanded: number;
  covered: number;
  /** Hospitals that need it and do not say how much. */
  unknown: number;
}

/** Unmet lines added up by place and item; the items of one unit are still different things and never added up. */
function gapsBy(unmet: readonly Unmet[], placeOf: (community: string) => string): Gap[] {
  const gaps = new Map<string, Gap>();
  for (const { community, capability, demanded, covered } of unmet) {
    const place = placeOf(community);
    const key = JSON.stringify([place, capability]);
    let gap = gaps.get(key);
    if (!gap) gaps.set(key, (gap = { place, item: capability, demanded: 0, covered: 0, unknown: 0 }));
    if (demanded === 'unknown') gap.unknown++;
    else {
      gap.demanded += demanded;
      gap.covered += covered;
    }
  }
  return [...gaps.values()].sort((a, b) => b.demanded - b.covered - (a.demanded - a.covered) || b.unknown - a.unknown);
}

function main(): number {
  const { values, positionals } = readArguments(
    USAGE,
    {
      days: { type: 'string', default: '1' },
      lang: { type: 'string', default: 'zh' },
      out: { type: 'string', default: 'out' },
    },
    1,
  );
  const days = numberFrom(USAGE, 'days', values.days, (count) => Number.isSafeInteger(count) && count >= 0);
  const language = languageFrom(USAGE, values.lang);
  const folder = dataFolder(positionals, 'wuhan2020-relief');
  const wuhan = folder === undefined ? undefined : readWuhan(folder);
  if (!wuhan) {
    console.error(DATA);
    return 2;
  }
  const say: Say = (zh, en) => (language === 'zh' ? zh : en);

  // Hospitals that name nothing they need are issues, and the rest goes on.
  const { network, issues } = importNetwork(toInput(wuhan, days));
  const plan = match(network);
  const proof = verify(network, plan);
  mkdirSync(values.out, { recursive: true });
  const report = join(values.out, 'wuhan.md');
  writeFileSync(report, toMarkdown(network, plan, { locale: language }));

  console.log(title(wuhan, plan, days, say));
  console.log(byItem(plan, say));
  console.log(byDistrict(wuhan.hospitals, plan, say));
  console.log(causes(plan, say));
  console.log(leftOut(wuhan.hospitals, issues, say));
  const passed = proof.checks.filter(({ ok }) => ok).length;
  console.log(
    `\n${say('证书', 'proved')}  ${passed}/${proof.checks.length} · ${plan.certificate.digest.slice(0, 16)}… · ${say('报告', 'report')} ${report}`,
  );
  for (const { name, ok, detail } of proof.checks) if (!ok) console.log(`REFUSED  ${name}: ${detail}`);
  return proof.ok ? 0 : 1;
}

function title(wuhan: Wuhan, plan: Plan, days: number, say: Say): string {
  const lines = wuhan.hospitals.flatMap(({ needs }) => needs);
  const known = lines.filter(({ quantity }) => quantity !== undefined).length;
  const making = wuhan.factories.filter(({ output }) => output.some(({ quantity }) => quantity !== undefined));
  const covered = plan.coverage.byUnit.reduce((sum, row) => sum + row.covered, 0);
  const doubtful = wuhan.hospitals.filter(({ verified }) => !verified).length;
  const text = say(
    `${wuhan.hospitals.length} 家医院（${doubtful} 家未核实）、${lines.length} 项需求，只有 ${known} 项写明数量。` +
      `${wuhan.factories.length} 家工厂中 ${making.length} 家写明日产量，按 ${days} 天计为供给；` +
      `${wuhan.charities} 家慈善组织、${wuhan.carriers} 家物流、${wuhan.hotels} 家武汉酒店没有可用于这些需求的数量，不作任何假设。` +
      `可送达 ${figure(covered)} 件。`,
    `${wuhan.hospitals.length} hospitals (${doubtful} not verified) with ${lines.length} needs, ${known} of them with an amount. ` +
      `${making.length} of ${wuhan.factories.length} factories states what it makes in a day: ${days} day(s) of it is offered. ` +
      `${wuhan.charities} charities, ${wuhan.carriers} carriers and ${wuhan.hotels} hotels in Wuhan state no amount of anything asked for: ` +
      `nothing is assumed. ${figure(covered)} items can be delivered.`,
  );
  return `${bold(say('武汉 2020：医院物资需求', 'Wuhan 2020: what hospitals asked for'))}\n${wrap(text, COLUMNS, '')}`;
}

function byItem(plan: Plan, say: Say): string {
  const rows = gapsBy(plan.unmet, () => '').map(({ item, unknown }) => {
    const total = plan.coverage.byCapability.find((row) => row.capability === item);
    const [demanded, covered] = [total?.demanded ?? 0, total?.covered ?? 0];
    return [itemName(item, say), figure(demanded), figure(covered), figure(demanded - covered), String(unknown)];
  });
  const head = [
    say('物资', 'item'),
    say('写明需要', 'asked'),
    say('可送达', 'covered'),
    say('缺', 'missing'),
    say('数量不明（家）', 'no amount'),
  ];
  return `${heading(say('按物资', 'By item'), COLUMNS)}\n${textTable(head, rows)}`;
}

function byDistrict(hospitals: readonly Hospital[], plan: Plan, say: Say): string {
  const districts = new Map(hospitals.map(({ id, district }) => [id, district ?? '']));
  const gaps = gapsBy(plan.unmet, (community) => districts.get(community) ?? '');
  const places = [...new Set(districts.values())].map((place) => {
    const own = gaps.filter((gap) => gap.place === place);
    const count = [...districts.values()].filter((each) => each === place).length;
    return { place, count, own, unknown: own.reduce((sum, gap) => sum + gap.unknown, 0) };
  });
  places.sort((a, b) => b.count - a.count || (a.place < b.place ? -1 : 1));
  const blocks = places.map(({ place, count, own, unknown }) => {
    const name = place === '' ? say('未写明区县', 'no district') : say(place, DISTRICTS_EN.get(place) ?? place);
    const short = own.filter(({ demanded }) => demanded > 0);
    const parts = short.map(({ item, demanded, covered }) =>
      say(
        `${itemName(item, say)}缺${figure(demanded - covered)}／${figure(demanded)}`,
        `${itemName(item, say)} ${figure(demanded - covered)} of ${figure(demanded)}`,
      ),
    );
    const listed =
      parts.length === 0 ? say('没有写明数量的缺口', 'no shortage with an amount') : parts.join(say('、', ', '));
    const rest = say(
      `另有 ${unknown} 项需求数量不明`,
      `${unknown} need${unknown === 1 ? '' : 's'} of unknown amount besides`,
    );
    const sentence = unknown === 0 ? listed : `${listed}${say('；', '; ')}${rest}`;
    const head = `${bold(padEnd(name, 16))} ${say(`${count} 家医院`, `${count} hospital${count === 1 ? '' : 's'}`)}`;
    return `${head}\n${wrap(`${sentence}${say('。', '.')}`, COLUMNS - 2, '  ')}`;
  });
  return [heading(say('各区未满足的需求', 'Unmet needs by district'), COLUMNS), ...blocks].join('\n');
}

function causes(plan: Plan, say: Say): string {
  const words: Readonly<Record<string, [zh: string, en: string]>> = {
    unknownQuantity: ['没有写明数量，先核实', 'no amount is stated: ask first'],
    noOffer: ['没有人提供', 'nobody offers it'],
    sharedFairly: ['各医院公平分享后仍不够', 'shared fairly between hospitals, and not enough'],
  };
  const counts = new Map<string, number>();
  for (const { reason } of plan.unmet) counts.set(reason.code, (counts.get(reason.code) ?? 0) + 1);
  const rows = [...counts].sort((a, b) => b[1] - a[1]);
  const lines = rows.map(([code, count]) => {
    const [zh, en] = words[code] ?? [code, code];
    return `${figure(count).padStart(5)}  ${say(zh, en)}`;
  });
  return [heading(say('原因', 'Why'), COLUMNS), ...lines, dim(say('单位：需求项', 'counted in requirements'))].join(
    '\n',
  );
}

function leftOut(hospitals: readonly Hospital[], issues: readonly Issue[], say: Say): string {
  if (issues.length === 0) return '';
  const names = issues.map(({ code, row = -1 }) => `${hospitals[row]?.name ?? row} (${code})`);
  const text = say(
    `${issues.length} 行未能读入：${names.join('、')}`,
    `${issues.length} rows are left out: ${names.join(', ')}`,
  );
  return `${heading(say('数据问题', 'Issues'), COLUMNS)}\n${wrap(text, COLUMNS, '')}`;
}

function itemName(item: string, say: Say): string {
  return say(item.split(/[/|]/)[0]!.trim(), ITEMS_EN.get(item) ?? item);
}

process.exitCode = main();
