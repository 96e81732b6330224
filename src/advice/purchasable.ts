import omit from 'lodash-es/omit.js';
import sumBy from 'lodash-es/sumBy.js';
import * as z from 'zod/mini';
import { type Fault, LinkageError } from '../errors/linkage-error.js';
import { groupsBy } from '../kernel/maps.js';
import { providerKey, recordsOf } from '../model/graph.js';
import { createNetwork, type Network, providersOf } from '../model/network.js';
import type { Input, Provider, VolunteerInput } from '../model/records.js';
import { COLLECTION_OF, SOCIETIES } from '../model/vocabulary.js';
import type { FixKind } from './advice.js';

const any = z.optional(z.unknown());
const place = { community: any, station: any, adminCode: any, location: any, reach: any };
const asInRecords = { name: any, ...place, windows: any, checks: any, eligibility: any, purposes: any };

/**
 * Capacity to be had for money: a provider that is not there yet, judged by the same rules as any. Where it is and whom it may serve is said as in records;
 * `windows` name slots of the network.
 */
export interface Purchasable extends Pick<VolunteerInput, keyof typeof asInRecords> {
  /** The id that its provider would have: new in its society. */
  readonly id: string;
  readonly kind: FixKind;
  readonly society: 'socialWorker' | 'organisation' | 'volunteer' | 'resource';
  readonly capability: string | { readonly code: string; readonly level?: 1 | 2 | 3 | 4 | 5 };
  /** As in records: `hour` and `yuan` are converted. */
  readonly unit: string;
  /** The most there is to be had, a whole number of `unit`. */
  readonly amount: number;
  /** What is bought at a time, a whole number ≥ 1 of `unit`; 1 if absent. With `lot` = `amount` it is all or nothing, at one price. */
  readonly lot?: number | undefined;
  /** Fen per lot, a whole number ≥ 0. */
  readonly price: number;
}

export const purchasableSchema = z.strictObject({
  ...asInRecords,
  id: z.string(),
  kind: z.enum(['training', 'hours', 'kit', 'incubation', 'fund'] satisfies FixKind[]),
  society: z.enum(SOCIETIES.filter((society) => society !== 'community')),
  capability: z.unknown(),
  unit: z.string(),
  amount: z.int().check(z.gte(0)),
  lot: z._default(z.int().check(z.gte(1)), 1),
  price: z.int().check(z.gte(0)),
});

/** One that is read: how much of it makes a lot, in stored units. */
export interface Offered {
  readonly fix: z.output<typeof purchasableSchema>;
  readonly provider: Provider;
  readonly key: string;
  readonly lot: number;
  /** How many lots there are at most. */
  readonly lots: number;
  readonly price: number;
}

const OWN = ['kind', 'society', 'capability', 'amount', 'lot', 'price'];

/** A row of the records with so many lots. */
export function rowOf(fix: Offered['fix'], lots: number): object {
  return {
    ...omit(fix, OWN),
    capabilities: [fix.capability],
    quantity: lots * fix.lot,
    ...(fix.society === 'resource' && {
      kind: fix.kind === 'fund' ? 'fund' : fix.kind === 'kit' ? 'goods' : 'equipment',
    }),
  };
}

/**
 * What can be bought, as providers of the network; in their order, without those of which there is no whole lot.
 *
 * @throws LinkageError `INVALID_OPTIONS`, with the faults that their records have; `SUM_TOO_LARGE` where all of it costs more than 2^53 − 1 fen
 */
export function offeredIn(network: Network, fixes: readonly Offered['fix'][]): Offered[] {
  const taken = fixes.flatMap((fix, i): Fault[] =>
    network.hasNode(`${fix.society}:${fix.id}`)
      ? [{ code: 'DUPLICATE_ID', path: ['prices', i, 'id'], value: fix.id, message: 'a provider has this id already.' }]
      : [],
  );
  if (taken.length > 0) throw new LinkageError('INVALID_OPTIONS', 'These prices cannot be used.', taken);
  const open = fixes.filter(({ amount, lot }) => amount >= lot);
  const records = recordsOf(network);
  const { slots, catalogue } = network.getAttributes();
  const input: Record<string, unknown> = {
    ...(slots.length > 0 && { slots }),
    catalogue,
    stations: records.stations,
    communities: records.providers.flatMap(({ society, id }) => (society === 'community' ? [{ id }] : [])),
    needs: [],
  };
  const lotsOf = ({ amount, lot }: Offered['fix']) => Math.floor(amount / lot);
  const rows: ReadonlyMap<string, readonly Offered['fix'][]> = groupsBy(open, ({ society }) => [
    COLLECTION_OF[society],
  ]);
  for (const [list, own] of rows) input[list] = own.map((fix) => rowOf(fix, lotsOf(fix)));
  /** −1: none of these. */
  const numberOf = (list: string, row: number) => {
    const fix = rows.get(list)?.[row];
    return fix === undefined ? -1 : fixes.indexOf(fix);
  };
  const priced = read(input as unknown as Input, numberOf);
  const providers = new Map(providersOf(priced).map((one) => [providerKey(one), one]));
  const offered = open.map((fix): Offered => {
    const key = `${fix.society}:${fix.id}`;
    const provider = providers.get(key)!;
    const lots = lotsOf(fix);
    return { fix, provider, key, lot: Number(provider.offers[0]!.quantity) / lots, lots, price: fix.price };
  });
  const sum = sumBy(offered, ({ lots, price }) => lots * price);
  if (sum > Number.MAX_SAFE_INTEGER) {
    throw new LinkageError('SUM_TOO_LARGE', `All that can be bought costs ${sum} fen together, beyond 2^53 − 1.`);
  }
  return offered;
}

/** Only the stations' and communities' ids matter to a provider that is not there yet. */
function read(input: Input, numberOf: (list: string, row: number) => number): Network {
  try {
    return createNetwork(input);
  } catch (error) {
    if (!(error instanceof LinkageError) || error.code !== 'INVALID_INPUT') throw error;
    const faults = error.details.map((fault) => {
      const [list, row, ...rest] = fault.path;
      const number = numberOf(String(list), Number(row));
      return number < 0 ? fault : { ...fault, path: ['prices', number, ...rest] };
    });
    throw new LinkageError('INVALID_OPTIONS', 'These prices cannot be used.', faults);
  }
}

/** The provider with so many lots. */
export function bought({ provider, lot }: Offered, lots: number): Provider {
  return { ...provider, offers: provider.offers.map((offer) => ({ ...offer, quantity: lots * lot })) } as Provider;
}
