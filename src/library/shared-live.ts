import { LinkageError } from '../errors/linkage-error.js';
import { readOptions } from '../errors/read-options.js';
import type { Change } from '../live/changes.js';
import type { LiveOptions } from '../live/engine.js';
import { type Live, openLive } from '../live/open-live.js';
import { whole } from '../model/fields.js';
import type { Network } from '../model/graph.js';
import type { PlanDiff } from '../plan/plan-diff.js';
import type { Act } from './roles.js';
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
  const { policy } = options;
  const again = (state: string): Live => openLive(state, policy ? { policy } : {});
  let live!: Live;
  let number = 0;
  let fold = every;
  let waiting: Call[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  let isOpen = true;
  /** Whether `live` is just what the journal says. */
  let isKnown = false;

  /** One entry is made: by whoever wrote it, and by all others in its place. */
  const passed = async (isOwn: boolean): Promise<void> => {
    number++;
    if (number % fold !== 0) return;
    const state = live.save();
    live = again(state);
    if (!isOwn) return;
    const folded = act(({ query }) =>
      query('update fsl.session set number = $2, state = $3 where name = $1 and number < $2', [name, number, state]),
    );
    // Without it whoever opens the session has more to take in.
    await folded.catch(() => {});
  };
  const takeIn = async (): Promise<void> => {
    const entries = await act(({ query }) =>
      query<{ calls: Change[][] }>(
        'select calls from fsl.journal where session = $1 and number >= $2 order by number',
        [name, number],
      ),
    );
    for (const { calls } of entries) {
      isKnown = false;
      for (const changes of calls) live.apply(changes);
      await passed(false);
      isKnown = true;
    }
  };
  const load = async (): Promise<void> => {
    const read = () =>
      act(({ query }) =>
        query<{ number: number; state: string; every: number }>(
          'select number, state, every from fsl.session where name = $1',
          [name],
        ),
      );
    let [found] = await read();
    if (!found) {
      const state = openLive(await first(), options).save();
      await act(({ query, area, station }) =>
        query(
          `insert into fsl.session (name, every, number, state, area, station) values ($1, $2, 0, $3, $4, $5) on conflict (name) do nothing`,
          [name, every, state, area, station],
        ),
      );
      [found] = await read();
    }
    if (!found) throw new LinkageError('FORBIDDEN', `The session '${name}' is of an area that is not this station's.`);
    live = again(found.state);
    ({ number, every: fold } = found);
    isKnown = true;
    await takeIn();
  };

  /** Writes what is waiting as one entry; false where another was faster. */
  const enter = async (calls: readonly Call[]): Promise<boolean> => {
    let isMade = false;
    try {
      const answers = await act(async ({ query, station, actor }) => {
        await query('insert into fsl.journal (session, number, station, actor) values ($1, $2, $3, $4)', [
          ...[name, number, station, actor],
        ]);
        isMade = true;
        const made = calls.map(({ changes, resolve, reject }) => {
          try {
            const diff = live.apply(changes);
            return { changes, answer: () => resolve(diff) };
          } catch (error) {
            return { answer: () => reject(error) };
          }
        });
        const kept = made.flatMap(({ changes }) => (changes ? [changes] : []));
        if (kept.length === 0) throw new Empty(made.map(({ answer }) => answer));
        await query('update fsl.journal set calls = $3 where session = $1 and number = $2', [
          ...[name, number, JSON.stringify(kept)],
        ]);
        return made.map(({ answer }) => answer);
      });
      await passed(true);
      for (const answer of answers) answer();
    } catch (error) {
      if (error instanceof Empty) for (const answer of error.answers) answer();
      else if (!isMade && sqlState(error) === '23505') return false;
      else {
        // What is not known to be kept is not answered for, and nothing may build on it.
        isKnown = false;
        throw error;
      }
    }
    return true;
  };
  /** One thing after another. */
  const next = <T>(work: () => Promise<T>): Promise<T> => {
    const done = turn.then(work);
    turn = done.catch(() => {});
    return done;
  };
  const work = async (): Promise<void> => {
    const calls = waiting;
    waiting = [];
    if (calls.length === 0) return;
    try {
      if (!isKnown) await load();
      while (!(await enter(calls))) await takeIn();
    } catch (error) {
      for (const { reject } of calls) reject(error);
    }
  };

  const catchUp = () => (isKnown ? takeIn() : load());

  await load();
  const stop = await store.listen((what) => {
    if (isOpen && (what === `live ${name}` || what === 'lost')) next(catchUp).catch(() => {});
  });
  return {
    get live() {
      return live;
    },
    apply(changes) {
      return new Promise((resolve, reject) => {
        // As it is now: the caller may change it before it is written.
        waiting.push({ changes: structuredClone(changes) as Change[], resolve, reject });
        void next(work);
      });
    },
    catchUp: () => next(catchUp),
    async close() {
      isOpen = false;
      await next(async () => {});
      await stop();
    },
  };
}

/** Nothing to write: all calls were refused. */
class Empty extends Error {
  constructor(readonly answers: readonly (() => void)[]) {
    super();
  }
}
