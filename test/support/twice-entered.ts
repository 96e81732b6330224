import type { Input, NeedInput } from '../../src/index.js';
import type { Dice } from './dice.js';

/** Records entered twice, as clerks do it: with slips, short forms and in other words; and which are one. */

export interface Entered<R> {
  readonly records: R[];
  /** Ids of two that are one, as `a b` in order. */
  readonly same: ReadonlySet<string>;
}

const SAYINGS = [
  '家里老人腿脚不便，需要有人帮忙',
  '热线反映：居民行动困难，请求上门服务',
  '走访时了解到家庭生活有困难，希望得到帮助',
  '子女在外地，平时无人照看，想请人来',
  '邻居代为反映，住户近来身体不好',
  '居民来电咨询，希望尽快安排',
];
const ROADS = [
  '人民大道',
  '解放西路',
  '海府路',
  '龙昆南路',
  '博爱北路',
  '南沙路',
  '白龙南路',
  '金盘路',
  '滨濂北路',
  '义龙东路',
];

const pick = <T>(list: readonly T[], roll: Dice): T => list[roll(list.length)]!;

/** A text with a slip: a sign wrong, missing, or swapped with the next. */
export function slipped(text: string, roll: Dice): string {
  if (text.length < 3) return text;
  const at = roll(text.length - 1);
  const [before, sign, next, after] = [text.slice(0, at), text[at]!, text[at + 1]!, text.slice(at + 2)];
  return [before + next + sign + after, before + next + after, `${before}误${next}${after}`][roll(3)]!;
}

const surname = (roll: Dice): string => pick([...'王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗'], roll);

/** Needs with an address and with what was said; a part of them by the hotline as well as by a visit. */
export function needsTwice(needs: readonly NeedInput[], percent: number, roll: Dice): Entered<NeedInput> {
  const records: NeedInput[] = [];
  const same = new Set<string>();
  for (const need of needs) {
    const house = [roll(200) + 1, roll(9) + 1, `${roll(9) + 1}0${roll(9) + 1}`] as const;
    const road = pick(ROADS, roll);
    const who = surname(roll) + pick(['阿婆', '大爷', '女士', '先生'], roll);
    const told = {
      address: `${road}${house[0]}号${house[1]}栋${house[2]}室`,
      content: `${who}，${pick(SAYINGS, roll)}`,
    };
    records.push({ ...need, ...told } as NeedInput);
    if (roll(100) >= percent) continue;
    const id = `热线${need.id}`;
    const { beneficiaries, severity, age, ...kept } = need;
    const address = pick(
      [
        told.address,
        `${road}${house[0]}号${house[1]}幢${house[2]}`,
        `${house[0]}号${house[1]}栋${house[2]}室`,
        slipped(told.address, roll),
      ],
      roll,
    );
    const content = pick([told.content, slipped(told.content, roll), `${who}，${pick(SAYINGS, roll)}`], roll);
    const again = {
      ...kept,
      ...(roll(2) && { age }),
      id,
      address,
      content,
      reportedAt: new Date(Date.parse(String(need.reportedAt)) + roll(4) * 86_400_000).toISOString(),
    };
    records.push(again as NeedInput);
    same.add([need.id, id].sort().join(' '));
  }
  return { records, same };
}

const SHORT: readonly (readonly [RegExp, string])[] = [
  [/Services?/g, 'Svcs'],
  [/ and /g, ' & '],
  [/County/g, 'Co.'],
  [/, Inc\.?/g, ''],
  [/Legal Aid/g, 'LA'],
  [/Department/g, 'Dept'],
  [/服务中心|服务站/g, ''],
  [/社区/g, ''],
];
export const shortened = (text: string): string =>
  SHORT.reduce((short, [long, mark]) => short.replace(long, mark), text);

/** Records with texts, a part of them with slips, short forms and shorter texts. */
export function textsTwice<R extends { readonly id: string }>(
  list: readonly R[],
  texts: readonly (keyof R & string)[],
  percent: number,
  roll: Dice,
): Entered<R> {
  const records: R[] = [...list];
  const same = new Set<string>();
  for (const record of list) {
    if (roll(100) >= percent) continue;
    const again: Record<string, unknown> = { ...record, id: `${record.id}-2` };
    for (const field of texts) {
      const text = String(record[field] ?? '');
      again[field] = pick(
        [text, slipped(text, roll), shortened(text), text.slice(0, Math.max(20, text.length >> 1))],
        roll,
      );
    }
    records.push(again as R);
    same.add([record.id, `${record.id}-2`].sort().join(' '));
  }
  return { records, same };
}

/** The harmonic mean of how many of the found are right and how many of the right are found. */
export function f1(found: Iterable<string>, same: ReadonlySet<string>): number {
  const all = new Set(found);
  const right = [...all].filter((pair) => same.has(pair)).length;
  return (2 * right) / (all.size + same.size);
}

export type Records = Partial<Input>;
