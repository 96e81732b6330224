import isEqual from 'lodash-es/isEqual.js';
import * as z from 'zod/mini';
import type { Report } from '../errors/fault-list.js';
import { nearestWord } from '../errors/nearest.js';
import { parseBy } from '../errors/zod-issues.js';
import { closedRecord, id, instant, nodeKey, text, whole } from '../model/fields.js';

const said = {
  /** Its id in the list. — 记录编号。 */
  id,
  /** When it happened, with offset. — 发生时间，须带时区。 */
  at: instant,
  /** Who says so: the sheet, the call, the voucher. — 依据：派单表、回访或凭证。 */
  source: text.check(z.minLength(1, 'EMPTY')),
};
const ofNeed = {
  /** Id of the need. — 需求编号。 */
  need: id,
};
/** Allocations, named as far as is needed to tell them apart. */
const ofAllocations = {
  ...ofNeed,
  /** Node key of the provider, such as `volunteer:7`. — 供给方，如 volunteer:7。 */
  provider: nodeKey,
  /** Id of the requirement; all that the provider serves if absent. — 需求项编号；不填则为其承担的各项。 */
  requirement: z.optional(id),
  /** Id of the offer; all if absent. — 供给编号；不填则不限。 */
  offer: z.optional(id),
  /** Id of the slot; all if absent. — 时段编号；不填则不限。 */
  slot: z.optional(id),
};
const doneOf = {
  /** It was done, or some of it; more may follow. — 已完成（或完成一部分，可续报）。 */
  type: z.literal('done'),
  ...ofAllocations,
  /** How much of one allocation, in its unit (`minute`, `fen` …); all that is left of it if absent. — 完成多少，按分配的单位计；不填为余下全部。 */
  quantity: z.optional(whole(1)),
};
const wordOf = {
  /** The provider accepts, declines, begins, or did not come. — 接受、谢绝、开始或未到。 */
  type: z.enum(['accept', 'decline', 'start', 'noShow']),
  ...ofAllocations,
};
const endOf = {
  /** The need is closed unmet, or withdrawn by who had it. — 未满足而结案，或本人撤回。 */
  type: z.enum(['closeUnmet', 'withdraw']),
  ...ofNeed,
};

const event = z.discriminatedUnion('type', [
  closedRecord({ ...wordOf, ...said }),
  closedRecord({ ...doneOf, ...said }),
  closedRecord({ ...endOf, ...said }),
  closedRecord({
    /** How satisfied people are; the last word counts. — 满意度；以最后一次为准。 */
    type: z.literal('satisfaction'),
    ...said,
    ...ofNeed,
    /** From 1, not at all, to 5, very. — 1 至 5，5 最满意。 */
    score: whole(1, 5),
  }),
  closedRecord({
    /** How far the goal was reached, as in goal attainment scaling; the last word counts. — 目标达成度；以最后一次为准。 */
    type: z.literal('goal'),
    ...said,
    ...ofNeed,
    /** From −2, much less than expected, over 0, as expected, to 2, much more. — −2 至 2，0 为符合预期。 */
    score: whole(-2, 2),
  }),
  closedRecord({
    /** An event was entered by mistake. — 作废误记的一条。 */
    type: z.literal('void'),
    ...said,
    /** Id of that event. — 该条的编号。 */
    event: id,
  }),
]);

/** A list of them, each by itself. */
export const eventsSchema = z.array(event);

/** One thing that happened: written once, never changed; what was wrong is made `void` by another. */
export type OutcomeEvent = z.input<typeof event>;
/** Of an allocation, or of a need as a whole. */
export type Happened = Exclude<z.output<typeof event>, { type: 'void' }>;

const mayBeSaid = { id: z.optional(id), at: z.optional(instant), source: z.optional(text) };

/** The events that change what is to be planned; what else an event says may be left out. */
export const happenedSchemas = [
  closedRecord({ ...wordOf, ...mayBeSaid }),
  closedRecord({ ...doneOf, ...mayBeSaid }),
  closedRecord({ ...endOf, ...mayBeSaid }),
] as const;
export type LiveEvent = z.output<(typeof happenedSchemas)[number]>;

/** Events in the order of their time, those of one instant as listed, each with its place; without what is void, and once each. */
export function readEvents(events: unknown, report: Report): { readonly event: Happened; readonly i: number }[] {
  const read = parseBy(eventsSchema, events, ['events'], report) ?? [];
  const byId = new Map<string, z.output<typeof event>>();
  const once = read.map((one, i) => {
    const known = byId.get(one.id);
    if (known && !isEqual(known, one))
      report('DUPLICATE_ID', ['events', i, 'id'], one.id, 'another event has this id. Maybe number them anew.');
    byId.set(one.id, known ?? one);
    return known ? [] : [{ event: one, i }];
  });
  const voided = new Set<string>();
  const happened = once.flat().flatMap(({ event: one, i }) => {
    if (one.type !== 'void') return [{ event: one, i }];
    voided.add(one.event);
    const near = byId.has(one.event) ? undefined : nearestWord(one.event, byId.keys());
    if (!byId.has(one.event))
      report(
        'DANGLING_REFERENCE',
        ['events', i, 'event'],
        one.event,
        `no event has this id.${near ? ` Maybe '${near}'.` : ''}`,
      );
    else if (byId.get(one.event)!.type === 'void')
      report('CONTRADICTION', ['events', i, 'event'], one.event, 'this is void itself. Maybe enter the event anew.');
    return [];
  });
  return happened
    .filter(({ event: one }) => !voided.has(one.id))
    .sort((a, b) => Date.parse(a.event.at) - Date.parse(b.event.at));
}
