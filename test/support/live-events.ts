/** Random changes of a session: records of another random network, in the place of those that are there or beside them. */
import fc from 'fast-check';
import { type Change, definePolicy, LinkageError, type Live, type Society } from '../../src/index.js';
import { smallNetwork } from './network-arbitrary.js';
import type { WrittenInput } from './network-types.js';
import { NOW } from './network-world.js';

type Kind = Society | 'need';
type Row = { id: string } & Record<string, unknown>;

/** What an event is made of; which record it means depends on what is there when it comes. */
const draw = fc.record({
  what: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom('add' as const, 'change' as const, 'remove' as const) },
    { weight: 3, arbitrary: fc.constantFrom('pin' as const, 'unpin' as const, 'ban' as const, 'unban' as const) },
    { weight: 2, arbitrary: fc.constantFrom('publish' as const, 'quantity' as const) },
    { weight: 1, arbitrary: fc.constantFrom('now' as const, 'nonsense' as const) },
    { weight: 3, arbitrary: fc.constantFrom('done' as const, 'happened' as const) },
  ),
  need: fc.boolean(),
  from: fc.nat(30),
  at: fc.nat(30),
  amount: fc.nat(3),
  whole: fc.boolean(),
});
export type EventDraw = typeof draw extends fc.Arbitrary<infer T> ? T : never;

/** Mostly the default. */
const POLICIES = [
  ...Array.from({ length: 6 }, () => undefined),
  definePolicy({ rank: ['dueAt', 'severity'], fairBy: 'need' }),
  definePolicy({ rules: { reach: false }, fairBy: () => undefined }),
  definePolicy({ lead: true }),
];

/** A network to begin with, another one that new records are taken from, and calls of one or several events. */
export const history = (calls: number) =>
  fc.record({
    before: smallNetwork,
    pool: smallNetwork.map(({ input }) => input),
    calls: fc.array(fc.array(draw, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: calls }),
    policy: fc.constantFrom(...POLICIES),
    /** After this call the session is saved and opened again. */
    restart: fc.nat(2 * calls),
  });

const COLLECTIONS: readonly [Kind, keyof WrittenInput][] = [
  ['community', 'communities'],
  ['socialWorker', 'socialWorkers'],
  ['organisation', 'organisations'],
  ['volunteer', 'volunteers'],
  ['resource', 'resources'],
];

function pick<T>(list: readonly T[], at: number): T | undefined {
  return list.length === 0 ? undefined : list[at % list.length];
}

/** The record without what it would name and is not there. */
function fitting(record: Row, exists: (key: string) => boolean): Row {
  const row = structuredClone(record);
  delete row['station'];
  delete row['guardian'];
  delete row['incubatedBy'];
  for (const field of ['previousProviders', 'conflicts', 'declines', 'prefers']) {
    const keys = row[field] as string[] | undefined;
    if (keys?.some((key) => key.includes(':'))) row[field] = keys.filter(exists);
  }
  const lines = (row['offers'] as Record<string, unknown>[] | undefined) ?? [row];
  for (const line of lines) {
    const approval = line['approval'] as { approved?: string[] } | undefined;
    if (approval?.approved) approval.approved = approval.approved.filter((id) => exists(`need:${id}`));
  }
  return row;
}

/** The changes that events come to on a session as it stands. */
export function changesOf(live: Live, pool: WrittenInput, draws: readonly EventDraw[]): Change[] {
  const { network, plan, options } = live;
  const nodes = network.nodes();
  const needs = nodes.filter((key) => key.startsWith('need:'));
  const providers = nodes.filter((key) => !/^(?:need|capability|station):/.test(key));
  const rows = COLLECTIONS.flatMap(([kind, name]) => ((pool[name] ?? []) as Row[]).map((record) => ({ kind, record })));
  const given = plan.linkages.flatMap(({ need, allocations }) => allocations.map((one) => ({ need, ...one })));
  return draws.flatMap(({ what, need, from, at, amount, whole }, i): Change[] => {
    const one = pick(given, at);
    const pinned = one && {
      need: one.need,
      requirement: one.requirement,
      provider: one.provider,
      offer: one.offer,
      ...(one.slot !== undefined && { slot: one.slot }),
      quantity: Math.max(1, one.quantity - amount),
    };
    const there = pick(need ? needs : providers, at);
    const [kind, id] = there === undefined ? [] : (there.split(':') as [Kind, string]);
    const source = need ? { kind: 'need' as Kind, record: pick(pool.needs as Row[], from) } : pick(rows, from);
    switch (what) {
      case 'add':
      case 'change': {
        const other = what === 'add' ? source : source?.kind === kind ? source : rows.find((row) => row.kind === kind);
        if (!other?.record) return [];
        const record = { ...fitting(other.record, (key) => network.hasNode(key)), id: `x${from}-${i}-${at}` };
        if (what === 'change') record.id = id!;
        return [{ type: what, kind: other.kind, record } as unknown as Change];
      }
      case 'quantity': {
        const key = pick(needs, at);
        const record = key && structuredClone(network.getNodeAttribute(key, 'record') as unknown as Row);
        if (!record) return [];
        for (const line of record['requirements'] as { quantity: number | string }[]) line.quantity = amount + 1;
        return [{ type: 'change', kind: 'need', record } as unknown as Change];
      }
      case 'remove':
        return kind === undefined ? [] : [{ type: 'remove', kind, id: id! }];
      case 'pin':
        return pinned ? [{ type: 'pin', pin: pinned }] : [];
      case 'unpin':
        return pick(options.pins ?? [], at) ? [{ type: 'unpin', pin: pick(options.pins ?? [], at)! as never }] : [];
      case 'ban':
        return one
          ? [
              {
                type: 'ban',
                ban: { need: one.need, provider: one.provider, ...(whole ? {} : { requirement: one.requirement }) },
              },
            ]
          : [];
      case 'unban':
        return pick(options.bans ?? [], at) ? [{ type: 'unban', ban: pick(options.bans ?? [], at)! as never }] : [];
      case 'publish':
        return [{ type: 'publish' }];
      case 'done': {
        if (!one) return [];
        const { need: id, requirement, provider, offer, slot, quantity } = one;
        const named = { need: id, provider, requirement, offer, ...(slot !== undefined && { slot }) };
        return [{ type: 'done', ...named, ...(!whole && { quantity: Math.max(1, quantity - amount) }) }];
      }
      case 'happened': {
        if (!one) return [];
        const types = ['accept', 'start', 'decline', 'noShow', 'withdraw', 'closeUnmet'] as const;
        const type = types[from % types.length]!;
        if (type === 'withdraw' || type === 'closeUnmet') return [{ type, need: one.need }];
        return [{ type, need: one.need, provider: one.provider, ...(whole && { requirement: one.requirement }) }];
      }
      case 'now':
        return [{ type: 'now', now: whole ? NOW : '2026-03-09T08:00:00+08:00' }];
      default:
        return [
          pinned && whole
            ? { type: 'pin', pin: { ...pinned, quantity: 1000 } }
            : { type: 'remove', kind: 'need', id: '?' },
        ];
    }
  });
}

/** What a call gives, or the code with which it is refused. */
export function attempt<T>(call: () => T): { value?: T; code?: string } {
  try {
    return { value: call() };
  } catch (error) {
    if (error instanceof LinkageError) return { code: error.code };
    throw error;
  }
}
