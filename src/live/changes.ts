import isEqual from 'lodash-es/isEqual.js';
import * as z from 'zod/mini';
import { type Path, reporter } from '../errors/fault-list.js';
import { faultOf, finding } from '../errors/findings.js';
import { type Fault, LinkageError } from '../errors/linkage-error.js';
import { parseBy, says } from '../errors/zod-issues.js';
import { instant } from '../model/fields.js';
import type {
  CommunityInput,
  NeedInput,
  OrganisationInput,
  ResourceInput,
  SocialWorkerInput,
  VolunteerInput,
} from '../model/records.js';
import type { Edit } from '../model/register.js';
import { SOCIETIES } from '../model/vocabulary.js';
import { happenedSchemas, type LiveEvent } from '../outcomes/events.js';
import { banSchema, pinSchema } from '../plan/options.js';
import { type Plan, parsePlan } from '../plan/plan.js';
import type { LiveOptions } from './engine.js';
import { type Finished, happenedTo, type Standing } from './happened.js';

const record = <R>() =>
  z.custom<R>((value) => value !== undefined, says('NOT_AN_OBJECT', 'a record, as `createNetwork` takes it'));

const comes = <K extends string, R>(kind: K, one: z.ZodMiniType<R, R>) =>
  z.strictObject({ type: z.enum(['add', 'change']), kind: z.literal(kind), record: one });

/**
 * One thing that happens. Records are written as in the input of `createNetwork`; one that is changed is given whole. `unpin` and `unban` name a pin or a ban
 * as it was given. `publish` makes a plan the promise that level `keep` holds on to: the one given, else the session's as it stood before the call.
 * `accept`, `start`, `decline`, `noShow`, `done`, `closeUnmet` and `withdraw` are events as they happen to the plan as it stood before the call: what is accepted or begun is promised
 * by its degree, who declines or does not come is banned from the need, what is done, closed or withdrawn leaves.
 * Whether the records are good is for `apply` to say.
 */
export const changeSchema = z.discriminatedUnion('type', [
  z.discriminatedUnion('kind', [
    comes('need', record<NeedInput>()),
    comes('community', record<CommunityInput>()),
    comes('socialWorker', record<SocialWorkerInput>()),
    comes('organisation', record<OrganisationInput>()),
    comes('volunteer', record<VolunteerInput>()),
    comes('resource', record<ResourceInput>()),
  ]),
  z.strictObject({ type: z.literal('remove'), kind: z.enum([...SOCIETIES, 'need']), id: z.string() }),
  z.strictObject({ type: z.literal('pin'), pin: pinSchema }),
  z.strictObject({ type: z.literal('unpin'), pin: pinSchema }),
  z.strictObject({ type: z.literal('ban'), ban: banSchema }),
  z.strictObject({ type: z.literal('unban'), ban: banSchema }),
  z.strictObject({ type: z.literal('publish'), plan: z.optional(z.custom<Plan>()) }),
  z.strictObject({ type: z.literal('now'), now: instant }),
  ...happenedSchemas,
]);

export type Change = z.input<typeof changeSchema>;

/** What a plan is made by, as far as changes change it. */
export type Settings = Pick<LiveOptions, 'now' | 'previous' | 'pins' | 'bans'>;

/** Changes sorted into those of records and what the others make of the settings. */
export interface Sorted<S> {
  readonly edits: readonly Edit[];
  readonly settings: S;
  /** What was done. */
  readonly finished: ReadonlyMap<string, Finished>;
}

/**
 * Reads changes as they come from outside, sorted into those of records and what the others make of the settings. O(changes · (1 + pins + bans)).
 *
 * @param standing the session as it stands: its plan is what `publish` means where it gives none
 * @throws LinkageError `INVALID_INPUT`, with every fault; `INVALID_PLAN`
 */
export function readChanges<S extends Settings>(changes: unknown, settings: S, standing: Standing): Sorted<S> {
  const faults: Fault[] = [];
  const report = reporter(faults);
  const read = parseBy(z.array(changeSchema), changes, ['changes'], report);
  if (read === undefined) throw refusedChanges(faults);
  const edits: Edit[] = [];
  const events: [LiveEvent, Path][] = [];
  let { now, previous, pins = [], bans = [] } = settings;
  read.forEach((change, i) => {
    const path = ['changes', i];
    const without = <T>(list: readonly T[], one: T, field: string): T[] => {
      const at = list.findIndex((other) => isEqual(one, other));
      if (at === -1) {
        const none = finding(
          'DANGLING_REFERENCE',
          `a ${field} that there is`,
          one,
          'Maybe write it just as it was given.',
        );
        faults.push(faultOf(none, [...path, field], one));
      }
      return list.filter((_, j) => j !== at);
    };
    if (change.type === 'pin') pins = [...pins, change.pin];
    else if (change.type === 'unpin') pins = without(pins, change.pin, 'pin');
    else if (change.type === 'ban') bans = [...bans, change.ban];
    else if (change.type === 'unban') bans = without(bans, change.ban, 'ban');
    else if (change.type === 'publish') previous = change.plan === undefined ? standing.plan() : parsePlan(change.plan);
    else if (change.type === 'now') now = change.now;
    else if (!('kind' in change)) events.push([change, path]);
    else edits.push({ type: change.type, kind: change.kind, path, given: change });
  });
  let finished: Sorted<S>['finished'] = new Map();
  if (events.length > 0) {
    const happened = happenedTo(standing, new Set(edits.map(keyOf)), report);
    for (const [event, path] of events) happened.enter(event, path);
    edits.push(...happened.edits());
    if (happened.bans.length > 0) bans = [...bans, ...happened.bans];
    previous = happened.promised(previous);
    finished = happened.finished;
  }
  if (faults.length > 0) throw refusedChanges(faults);
  return { edits, settings: { ...settings, now, previous, pins, bans }, finished };
}

/** Key of the record that an edit is about. */
function keyOf({ kind, given }: Edit): string {
  const { id, record = { id } } = given as { id?: unknown; record?: { id?: unknown } };
  return `${kind}:${record?.id}`;
}

export function refusedChanges(faults: readonly Fault[]): LinkageError {
  return new LinkageError('INVALID_INPUT', 'These changes cannot be made; nothing is changed.', faults);
}
