import { LinkageError } from '../errors/linkage-error.js';
import { readOptions } from '../errors/read-options.js';
import type { Change } from '../live/changes.js';
import type { LiveOptions } from '../live/engine.js';
import { type Live, openLive } from '../live/open-live.js';
import { whole } from '../model/fields.js';
import type { Network } from '../model/graph.js';
import type { PlanDiff } from '../plan/plan-diff.js';
import type { Act } from './acting.js';
import { type Store, sqlState } from './store.js';

export interface SharedLiveOptions extends LiveOptions {
  /** Entries of the journal after which all servers begin again from what they have: fewer make a quicker start. Default 500; as the session was opened first. — 日志满多少条即折叠；默认 500。 */
  readonly every?: number | undefined;
}

/** A live session that several servers share. */
export interface SharedLive {
  /** As it is now, with what others have done as far as it is known here. Another one whenever the journal is folded. */
  readonly live: Live;
  /**
   * Makes changes, all or none. What is answered for is in the journal: a process that is killed loses none of it.
   *
   * @throws LinkageError as `apply` of a live session
   */
  apply(changes: readonly Change[]): Promise<PlanDiff>;
  /** Takes in what others have done. By itself it does so before its own changes, and whenever it is told of theirs. */
  catchUp(): Promise<void>;
  close(): Promise<void>;
}

interface Call {
  readonly changes: readonly Change[];
  readonly resolve: (diff: PlanDiff) => void;
  readonly reject: (error: unknown) => void;
}

/** A call that was made, or refused: how it is answered. */
interface Made {
  readonly changes?: readonly Change[];
  readonly answer: () => void;
}

/** What the database has of a session. */
function journalOf(act: Act, name: string) {
  return {
    session: () =>
      act(({ query }) =>
        query<{ number: number; state: string; every: number }>(
          'select number, state, every from fsl.session where name = $1',
          [name],
        ),
      ),
    begin: (every: number, state: string) =>
      act(({ query, area, station }) =>
        query(
          `insert into fsl.session (name, every, number, state, area, station) values ($1, $2, 0, $3, $4, $5)
            on conflict (name) do nothing`,
          [name, every, state, area, station],
        ),
      ),
    entries: (from: number) =>
      act(({ query }) =>
        query<{ calls: Change[][] }>(
          'select calls from fsl.journal where session = $1 and number >= $2 order by number',
          [name, from],
        ),
      ),
    /** Takes the lock of an entry, then makes the calls; gives nothing where another has taken it. An entry without a call that was made is none. */
    async enter(number: number, make: () => Made[]): Promise<Made[] | undefined> {
      let made: Made[] | undefined;
      try {
        await act(async ({ query, station, actor }) => {
          await query('insert into fsl.journal (session, number, station, actor) values ($1, $2, $3, $4)', [
            ...[name, number, station, actor],
          ]);
          made = make();
          const kept = made.flatMap(({ changes }) => (changes ? [changes] : []));
          if (kept.length === 0) throw EMPTY;
          await query('update fsl.journal set calls = $3 where session = $1 and number = $2', [
            ...[name, number, JSON.stringify(kept)],
          ]);
        });
      } catch (error) {
        if (error !== EMPTY && (made || sqlState(error) !== '23505')) throw error;
      }
      return made;
    },
    fold: (number: number, state: string) =>
      act(({ query }) =>
        query('update fsl.session set number = $2, state = $3 where name = $1 and number < $2', [name, number, state]),
      ),
  };
}

/** Takes the entry back. */
const EMPTY = new Error('nothing to write');

/** The session as it is here, in step with its journal. */
async function following(
  journal: ReturnType<typeof journalOf>,
  name: string,
  first: () => Network | Promise<Network>,
  { every, ...options }: LiveOptions & { readonly every: number },
) {
  const { policy } = options;
  let live!: Live;
  let number = 0;
  let fold = every;
  /** Whether `live` is just what the journal says. */
  let isKnown = false;

  /** One entry is made: by whoever wrote it, and by all others in its place. */
  async function passed(isOwn: boolean): Promise<void> {
    number++;
    if (number % fold !== 0) return;
    const state = live.save();
    live = openLive(state, policy ? { policy } : {});
    // Without it whoever opens the session has more to take in.
    if (isOwn) await journal.fold(number, state).catch(() => {});
  }
  async function takeIn(): Promise<void> {
    for (const { calls } of await journal.entries(number)) {
      isKnown = false;
      for (const changes of calls) live.apply(changes);
      await passed(false);
      isKnown = true;
    }
  }
  async function load(): Promise<void> {
    let [found] = await journal.session();
    if (!found) {
      await journal.begin(every, openLive(await first(), options).save());
      [found] = await journal.session();
    }
    if (!found) throw new LinkageError('FORBIDDEN', `The session '${name}' is not of this station's area.`);
    live = openLive(found.state, policy ? { policy } : {});
    ({ number, every: fold } = found);
    isKnown = true;
    await takeIn();
  }
  const made = ({ changes, resolve, reject }: Call): Made => {
    try {
      const diff = live.apply(changes);
      return { changes, answer: () => resolve(diff) };
    } catch (error) {
      return { answer: () => reject(error) };
    }
  };
  await load();
  return {
    live: () => live,
    catchUp: () => (isKnown ? takeIn() : load()),
    /** Makes calls as one entry, after all that others have made. What is not known to be kept is not answered for, and nothing builds on it. */
    async make(calls: readonly Call[]): Promise<void> {
      try {
        if (!isKnown) await load();
        let answers: Made[] | undefined;
        while (!answers) {
          isKnown = false;
          answers = await journal.enter(number, () => calls.map(made));
          isKnown = true;
          if (!answers) await takeIn();
        }
        if (answers.some(({ changes }) => changes)) await passed(true);
        for (const { answer } of answers) answer();
      } catch (error) {
        for (const { reject } of calls) reject(error);
      }
    },
  };
}

/**
 * Opens a session of a library, the first time on a network. An entry of the journal is written before it is made here: its number is the lock, so who comes late waits, takes in what the other did
 * and tries the next. What is asked for meanwhile goes into one entry. Every so many entries everybody begins again from what was saved: so between plans that are as good, all choose the same.
 *
 * @throws LinkageError as `openLive`
 */
export async function openShared(
  act: Act,
  store: Store,
  name: string,
  first: () => Network | Promise<Network>,
  { every: given = 500, ...options }: SharedLiveOptions = {},
): Promise<SharedLive> {
  const { every } = readOptions({ every: whole(1) }, { every: given });
  const session = await following(journalOf(act, name), name, first, { ...options, every });
  let waiting: Call[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  let isOpen = true;
  /** One thing after another. */
  const next = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => {});
    return done;
  };
  const stop = await store.listen((what) => {
    if (isOpen && (what === `live ${name}` || what === 'lost')) next(session.catchUp).catch(() => {});
  });
  return {
    get live() {
      return session.live();
    },
    apply(changes) {
      return new Promise((resolve, reject) => {
        // As others will read it; the caller may change what was passed before it is written.
        waiting.push({ changes: JSON.parse(JSON.stringify(changes) ?? 'null'), resolve, reject });
        void next(async () => {
          const calls = waiting;
          waiting = [];
          if (calls.length > 0) await session.make(calls);
        });
      });
    },
    catchUp: () => next(session.catchUp),
    async close() {
      isOpen = false;
      await next(async () => {});
      await stop();
    },
  };
}
