/** Random small networks some of whose needs are met whole: `partial`, `minimum`, `single`, `patterns`. Always of valid records. */
import fc from 'fast-check';
import type { Input } from '../../src/index.js';
import { type Dice, dice, seeds } from './dice.js';
import { type NetworkCase, smallNetwork } from './network-arbitrary.js';
import type { WrittenNeed, WrittenProvider, WrittenRequirement } from './network-types.js';

export interface WholeCase extends Omit<NetworkCase, 'input'> {
  readonly input: Input;
}

/** Networks in which needs are met whole, or their requirements are. */
export const wholeNetwork: fc.Arbitrary<WholeCase> = fc.tuple(smallNetwork, seeds).map(([one, seed]) => {
  const roll = dice(seed);
  const offering = <T extends WrittenProvider>(records: readonly T[] = []) => records.map(uncrossed);
  const { needs, communities, socialWorkers, organisations, volunteers, resources } = one.input;
  const input = {
    ...one.input,
    needs: needs.map((need) => wishing(need, roll)),
    communities: offering(communities),
    socialWorkers: offering(socialWorkers),
    organisations: offering(organisations),
    volunteers: offering(volunteers),
    resources: offering(resources),
  };
  return { ...one, input: input as Input };
});

/** A record without bounds on a requirement where capacity counts by the slot: with a minimum the two cross. */
function uncrossed<T extends WrittenProvider>(record: T): T {
  const lose = <L extends Pick<WrittenProvider, 'perSlot' | 'perRequirement' | 'approval'>>(line: L): L => {
    if (line.perSlot === undefined && record.cap?.perSlot === undefined) return line;
    const { perRequirement: _, approval: __, ...rest } = line;
    return rest as L;
  };
  return lose(record.offers === undefined ? record : { ...record, offers: record.offers.map(lose) });
}

const KINDS = ['plain', 'plain', 'whole', 'whole', 'patterns'] as const;
const WAYS = ['as it is', 'as it is', 'single', 'minimum'] as const;

function wishing(need: WrittenNeed, roll: Dice): object {
  const kind = KINDS[roll(KINDS.length)];
  const beneficiaries = 1 + roll(4);
  const asking = ({ quantity = 1, ...line }: WrittenRequirement): object => {
    const way = WAYS[roll(WAYS.length)];
    const minimum = roll(3);
    if (way === 'single') return { ...line, quantity, single: true };
    const isCounted = typeof quantity === 'number' && Number.isInteger(quantity) && quantity >= minimum;
    return way === 'minimum' && isCounted ? { ...line, quantity, minimum } : { ...line, quantity };
  };
  const partial = kind === 'whole' ? { partial: false } : {};
  if (need.requirements === undefined && need.capability === undefined) return { ...need, beneficiaries, ...partial };
  const { capability, societies, quantity, unit, windows, remote, checks, role, requirements, ...rest } = need;
  const line = { capability: capability!, societies, quantity, unit, windows, remote, checks, role };
  const own = requirements ?? [given(line)];
  if (kind !== 'patterns') return { ...rest, beneficiaries, ...partial, requirements: own.map(asking) };
  const less = own.slice(0, 1 + roll(2)).map((line) => ({ ...line, quantity: 1 + roll(2), role: 'lead' }));
  // Amounts in yuan and hours are not whole numbers of these.
  const isWhole = less.every(({ unit: written }) => written !== 'yuan' && written !== 'hour');
  const patterns = [{ id: 'p', requirements: own.map(asking) }, ...(isWhole ? [{ id: 'q', requirements: less }] : [])];
  return { ...rest, beneficiaries, patterns };
}

function given(line: { [K in keyof WrittenRequirement]: WrittenRequirement[K] | undefined }): WrittenRequirement {
  return Object.fromEntries(Object.entries(line).filter(([, value]) => value !== undefined)) as WrittenRequirement;
}
