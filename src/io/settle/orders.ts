import type { Pin } from '../../compile/compiled.js';
import { reporter } from '../../errors/fault-list.js';
import type { Fault } from '../../errors/linkage-error.js';
import { fold } from '../../errors/nearest.js';
import { groupsBy } from '../../kernel/maps.js';
import { type Network, providerKey, recordsOf } from '../../model/graph.js';
import { nearestNode } from '../../model/nearest-record.js';
import type { Need, Provider, Requirement } from '../../model/records.js';
import { convertFigures, sameUnit, storedUnit } from '../../model/units.js';
import { SOCIETIES, SOCIETY_NAMES } from '../../model/vocabulary.js';
import type { Ban } from '../../policy/pair.js';
import { inBoth } from '../../say/reading.js';
import { writtenAmount } from '../amounts.js';
import type { Table, TableIssue } from '../tables.js';
import { filledRows, issueIn } from './plain-rows.js';

const COMMON = {
  need: ['需求', '需求编号', 'need', 'needs'],
  provider: ['供给方', '供给方编号', '由谁', 'provider'],
  society: ['五社', '哪一社', 'society'],
  requirement: ['需求项', '需求项编号', '能力', 'requirement', 'capability'],
};
const PIN = {
  ...COMMON,
  quantity: ['数量', 'quantity'],
  unit: ['单位', 'unit'],
  slot: ['时段', 'slot', 'slots'],
  offer: ['供给', '供给编号', 'offer'],
};
type Row = Record<keyof typeof COMMON, string> & { readonly row: number };

/** Where an order stands. */
export interface OrderAt {
  readonly table: Table;
  readonly row: number;
}

/** What must be in a plan and what must not, as people have ordered it, and what could not be read of that. */
export interface Orders {
  readonly pins: readonly Pin[];
  /** Of each pin. */
  readonly pinsAt: readonly OrderAt[];
  readonly bans: readonly Ban[];
  readonly issues: readonly TableIssue[];
}

/**
 * The pins of sheets 指定 and the bans of sheets 不派, whose rows name a need and a provider by id or name. A pin without an amount is of all that the requirement asks for and the
 * offer has; a ban without a need is of all needs. A row that cannot be read is told and left out. O(cells + records).
 */
export function ordersIn(network: Network, pinned: readonly Table[], banned: readonly Table[]): Orders {
  const issues: TableIssue[] = [];
  const find = finderIn(network, issues);
  const pins: Pin[] = [];
  const pinsAt: OrderAt[] = [];
  for (const table of pinned) {
    for (const row of filledRows(table, PIN, ['society', 'requirement', 'quantity', 'unit', 'slot', 'offer'])) {
      if (row.need === '' && row.provider === '') continue;
      const [need, providers] = [find.need(table, row), find.providers(table, row)];
      if (need === undefined || providers.length === 0) continue;
      const tell = (column: string, value: string, say: Parameters<typeof inBoth>[0]) =>
        issues.push(issueIn(table, row.row, column, value, 'AMBIGUOUS_PIN', inBoth(say)));
      if (providers.length > 1) {
        tell('供给方', row.provider, (words) => words.severalOf(row.provider, providers.map(providerKey).join('、')));
        continue;
      }
      const pin = pinOf(row, need, providers[0]!, tell);
      if (pin === undefined) continue;
      pins.push(pin);
      pinsAt.push({ table, row: row.row });
    }
  }
  const bans = banned.flatMap((table) =>
    filledRows(table, COMMON, ['need', 'society', 'requirement']).flatMap((row): Ban[] => {
      if (row.need === '' && row.provider === '') return [];
      const needs = row.need === '' ? find.needs : [find.need(table, row)];
      // Of several of one name none is to be sent.
      return find.providers(table, row).flatMap((provider) =>
        needs.flatMap((need) => {
          if (need === undefined) return [];
          const line = lineOf(need, row.requirement);
          return [{ need: need.id, provider: providerKey(provider), ...(line && { requirement: line.id }) }];
        }),
      );
    }),
  );
  return { pins, pinsAt, bans, issues };
}

/** Finds records by what people call them; what is not there is told. */
function finderIn(network: Network, issues: TableIssue[]) {
  const { needs, providers } = recordsOf(network);
  const nearest = nearestNode(network);
  const namesOf = ({ id, name }: Provider | (Need & { name?: undefined })) =>
    [id, name?.zh, name?.en].flatMap((word) => (word ? [fold(word)] : []));
  const byWord = groupsBy(providers, (one) => [...new Set([fold(providerKey(one)), ...namesOf(one)])]);
  const needById = new Map(needs.map((need) => [fold(need.id), need]));
  const missing = (table: Table, row: number, column: string, text: string, near: string | undefined) => {
    const maybe = near?.slice(near.indexOf(':') + 1) ?? '';
    const said = inBoth((words) => words.notThere(column, text, maybe));
    issues.push(issueIn(table, row, column, text, 'DANGLING_REFERENCE', said));
  };
  return {
    needs,
    need(table: Table, { need, row }: Row): Need | undefined {
      const found = needById.get(fold(need));
      if (!found) missing(table, row, '需求', need, nearest(need, ['need']));
      return found;
    },
    providers(table: Table, { provider, society, row }: Row): Provider[] {
      const ofSociety = SOCIETIES.find((one) =>
        [one, ...Object.values(SOCIETY_NAMES[one])].some((word) => fold(word) === fold(society)),
      );
      const found = byWord.get(fold(provider)) ?? [];
      const own = ofSociety ? found.filter((one) => one.society === ofSociety) : found;
      // An id goes before a name.
      const byId = own.filter(({ id }) => fold(id) === fold(provider));
      if (own.length === 0) missing(table, row, '供给方', provider, nearest(provider, SOCIETIES));
      return byId.length > 0 ? byId : own;
    },
  };
}

/** The requirement that is meant: by its id or its capability, or the only one. */
function lineOf({ requirements }: Need, text: string): Requirement | undefined {
  if (text === '') return undefined;
  return requirements.find(({ id, capability }) => [id, capability.code].some((word) => fold(word) === fold(text)));
}

function pinOf(
  row: Row & Record<'quantity' | 'unit' | 'slot' | 'offer', string>,
  need: Need,
  provider: Provider,
  tell: (column: string, value: string, say: Parameters<typeof inBoth>[0]) => void,
): Pin | undefined {
  const lines = need.requirements;
  const line = lineOf(need, row.requirement) ?? (lines.length === 1 ? lines[0] : undefined);
  if (line === undefined) {
    const ids = lines.map(({ id, capability }) => `${id}（${capability.code}）`).join('、');
    tell('需求项', row.requirement, (words) => words.whichLine(need.id, ids));
    return undefined;
  }
  const most = provider.offers
    .filter(
      ({ unit, capabilities }) => unit === line.unit && capabilities.some(({ code }) => code === line.capability.code),
    )
    .map(({ quantity }) => (quantity === 'unlimited' ? Number.POSITIVE_INFINITY : quantity));
  const asked = line.quantity === 'unknown' ? Number.POSITIVE_INFINITY : line.quantity;
  const quantity = row.quantity === '' ? Math.min(asked, Math.max(0, ...most)) : amountIn(row, line.unit);
  if (quantity === undefined || !Number.isFinite(quantity)) {
    tell('数量', row.quantity, (words) =>
      words.pinAmount(line.unit === 'minute' ? '小时' : line.unit === 'fen' ? '元' : ''),
    );
    return undefined;
  }
  return {
    need: need.id,
    requirement: line.id,
    provider: providerKey(provider),
    quantity,
    ...(row.slot !== '' && { slot: row.slot }),
    ...(row.offer !== '' && { offer: row.offer }),
  };
}

/** An amount in the unit of its requirement; nothing where it does not say it, or another one. */
export function amountIn(
  { quantity, unit }: { readonly quantity: string; readonly unit: string },
  stored: string,
): number | undefined {
  const written = writtenAmount(quantity, false);
  if (written === undefined) return undefined;
  const word = unit || written.unit;
  // Hours and minutes, yuan and fen are not to be told apart without a word.
  const meant =
    word === undefined ? (['minute', 'fen'].includes(stored) ? undefined : stored) : (sameUnit(word) ?? word);
  if (meant === undefined || storedUnit(meant) !== stored) return undefined;
  const line = { quantity: written.value };
  const faults: Fault[] = [];
  convertFigures(line, ['quantity'], meant, [], reporter(faults));
  return faults.length === 0 && line.quantity > 0 ? line.quantity : undefined;
}
