import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Change, type Live, type Network, openLive, type PlanDiff } from '../src/index.js';

/** A live session in a folder: `session.json`, and in `journal.jsonl` what has been changed since. */
export interface Store {
  /** As it is now: another one whenever the journal is folded. */
  readonly live: Live;
  /** Changes that are answered for are in the journal: a process that is killed loses none of them. */
  apply(changes: readonly Change[]): PlanDiff;
  /** Folds the journal for the last time. */
  close(): void;
}

/** Calls that are kept in the journal: fewer make a quicker start, more make fewer pauses of the length of one `openLive`. */
const KEPT = 500;

/**
 * Opens the session of a folder again, or the first time on a network. Every line of the journal begins with the number of calls before it, so that what the
 * session has already is not made twice, whenever the process was stopped; what stands after the last line's end was never answered for.
 *
 * @param kept calls after which the journal is folded into the session
 * @throws Error that names the line of the journal which is broken or does not follow the one before; the file stays as it is
 */
export function openStore(folder: string, first: () => Network, kept = KEPT): Store {
  mkdirSync(folder, { recursive: true });
  const session = join(folder, 'session.json');
  const journal = join(folder, 'journal.jsonl');
  let count = 0;
  let folded = 0;
  const write = () => {
    const state = live.save();
    writeFileSync(`${session}.new`, `${count}\n${state}`);
    renameSync(`${session}.new`, session);
    folded = count;
    return state;
  };
  const saved = existsSync(session) ? split(readFileSync(session, 'utf8')) : undefined;
  let live = openLive(saved?.state ?? first());
  if (saved) count = folded = saved.count;
  else live = openLive(write());

  const text = existsSync(journal) ? readFileSync(journal, 'utf8') : '';
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  for (const [i, line] of whole.split('\n').slice(0, -1).entries()) {
    try {
      const { number, changes } = JSON.parse(line);
      if (!(number <= count)) throw new Error(`Expected call ${count}, found ${number}.`);
      if (number < count) continue;
      live.apply(changes);
      count++;
    } catch (cause) {
      throw new Error(`${journal}:${i + 1} is broken. ${(cause as Error).message}`, { cause });
    }
  }
  if (whole !== text) truncateSync(journal, Buffer.byteLength(whole));

  return {
    get live() {
      return live;
    },
    apply(changes) {
      const diff = live.apply(changes);
      try {
        appendFileSync(journal, `${JSON.stringify({ number: count, changes })}\n`);
        count++;
        if (count - folded >= kept) {
          // Begins where whoever opens the folder next will: between plans that are as good, the same changes then choose the same.
          live = openLive(write());
          writeFileSync(journal, '');
        }
      } catch (error) {
        // What is not in the journal is not answered for, and nothing may build on it.
        console.error(error);
        process.exit(1);
      }
      return diff;
    },
    close() {
      write();
      writeFileSync(journal, '');
    },
  };
}

function split(saved: string): { count: number; state: string } {
  const end = saved.indexOf('\n');
  return { count: Number(saved.slice(0, end)), state: saved.slice(end + 1) };
}
