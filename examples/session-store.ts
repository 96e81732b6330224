import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Change, type Live, type Network, openLive, type PlanDiff } from '../src/index.js';

/** A live session in a folder: `session.json`, and in `journal.jsonl` what has been changed since. */
export interface Store {
  readonly live: Live;
  /** Changes that are answered for are in the journal: a process that is killed loses none of them. */
  apply(changes: readonly Change[]): PlanDiff;
  /** Writes the session anew and empties the journal. */
  close(): void;
}

/**
 * Opens the session of a folder again, or the first time on a network. Every line of the journal begins with the number of changes before it, so that what the
 * session has already is not made twice, whenever the process was stopped; a last line that was cut off was never answered for.
 */
export function openStore(folder: string, first: () => Network): Store {
  mkdirSync(folder, { recursive: true });
  const session = join(folder, 'session.json');
  const journal = join(folder, 'journal.jsonl');
  const saved = existsSync(session) ? readFileSync(session, 'utf8') : undefined;
  const [head = '0', state] = saved === undefined ? [] : split(saved);
  let live = state === undefined ? openLive(first()) : openLive(state);
  let count = Number(head);
  for (const line of existsSync(journal) ? readFileSync(journal, 'utf8').split('\n') : []) {
    const { number, changes } = read(line);
    if (number !== count) continue;
    live.apply(changes);
    count++;
  }
  const write = () => {
    writeFileSync(`${session}.new`, `${count}\n${live.save()}`);
    renameSync(`${session}.new`, session);
    writeFileSync(journal, '');
  };
  write();
  // Begins where whoever opens the folder next will: between plans that are as good, the same changes then choose the same.
  live = openLive(live.save());
  return {
    live,
    apply(changes) {
      const diff = live.apply(changes);
      try {
        appendFileSync(journal, `${JSON.stringify({ number: count, changes })}\n`);
      } catch (error) {
        // What is not in the journal is not answered for, and nothing may build on it.
        console.error(error);
        process.exit(1);
      }
      count++;
      return diff;
    },
    close: write,
  };
}

function split(saved: string): [head: string, state: string] {
  const end = saved.indexOf('\n');
  return [saved.slice(0, end), saved.slice(end + 1)];
}

function read(line: string): { number: number; changes: Change[] } {
  try {
    return JSON.parse(line);
  } catch {
    return { number: -1, changes: [] };
  }
}
