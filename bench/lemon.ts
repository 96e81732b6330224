import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Instance } from './instances.js';
import { penaltiesOf } from './outcome.js';

/** What LEMON answered: seconds of processor time from arrays to flow, of which in `run()`; units covered per rank; total cost in decimal. */
export interface LemonAnswer {
  readonly seconds: number;
  readonly run: number;
  readonly components: number;
  readonly optimal: boolean;
  readonly covered: readonly number[];
  readonly cost: string;
}

/** LEMON with an instance in its memory. `order` is what `lemon/main.cpp` reads: "whole" or "components" first. */
export interface Lemon {
  /** @param seconds most that an answer may take; then, or when it ends by itself, there is none, now and later */
  solve(order: string, seconds: number): Promise<LemonAnswer | undefined>;
  close(): void;
}

/** Compiles the driver; where there is no compiler or no LEMON, says so instead. */
export function buildLemon(): { driver: string; version: string; clean: () => void } | { missing: string } {
  const folder = mkdtempSync(join(tmpdir(), 'bench-lemon-'));
  const clean = () => rmSync(folder, { recursive: true, force: true });
  const driver = join(folder, 'lemon');
  const source = fileURLToPath(new URL('./lemon/main.cpp', import.meta.url));
  try {
    execFileSync('g++', ['-O3', '-march=native', '-w', '-o', driver, source], { stdio: ['ignore', 'ignore', 'pipe'] });
    return { driver, version: execFileSync(driver, { encoding: 'utf8' }), clean };
  } catch (error) {
    clean();
    const text = String(error);
    if (/ENOENT/.test(text)) return { missing: 'g++ is not there' };
    return {
      missing: /lemon\/.*No such file/.test(text) ? 'liblemon-dev is not there' : 'its driver does not compile',
    };
  }
}

/** Hands an instance to a process of its own, which keeps it. */
export function startLemon(driver: string, instance: Instance): Lemon {
  const folder = mkdtempSync(join(tmpdir(), 'bench-instance-'));
  const file = join(folder, 'instance.bin');
  writeInstance(file, instance);
  const child = spawn(driver, [file]);
  // What it does not read any more is no error of ours.
  child.stdin.on('error', () => {});
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async solve(order, seconds) {
      const timer = setTimeout(() => child.kill('SIGKILL'), seconds * 1000);
      child.stdin.write(`${order}\n`);
      const { value, done } = await answers.next();
      clearTimeout(timer);
      return done ? undefined : (JSON.parse(value) as LemonAnswer);
    },
    close() {
      child.stdin.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Pivot rules beside block search, LEMON's own choice. */
const RULES = ['first', 'best', 'candidate', 'altering'];

/**
 * A model, as an order, with the pivot rule that is fastest on an instance: each is tried three times, or once where that takes a second. One that takes
 * twice as long as the fastest before it is given up.
 */
export async function fastestRule(driver: string, instance: Instance, model: string): Promise<string> {
  let fastest = { order: model, seconds: Number.POSITIVE_INFINITY };
  let lemon = startLemon(driver, instance);
  for (const order of [model, ...RULES.map((rule) => `${model} ${rule}`)]) {
    let seconds = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 3 && (round === 0 || seconds < 1); round++) {
      const answer = await lemon.solve(order, Math.min(600, 2 * fastest.seconds + 1));
      if (answer) seconds = Math.min(seconds, answer.seconds);
      else {
        lemon.close();
        lemon = startLemon(driver, instance);
        break;
      }
    }
    if (seconds < fastest.seconds) fastest = { order, seconds };
  }
  lemon.close();
  return fastest.order;
}

function writeInstance(file: string, instance: Instance): void {
  const { demand, rank, capacity, candidateStart, head, cost, max } = instance.problem;
  const penalty = penaltiesOf(instance).map(BigInt);
  const columns = [
    Int32Array.of(demand.length, capacity.length, head.length, penalty.length),
    BigInt64Array.from(rank, (r) => penalty[r]!),
    ...[demand, rank, capacity, candidateStart, head, cost, max].map((column) => Int32Array.from(column)),
  ];
  const out = openSync(file, 'w');
  for (const column of columns) writeSync(out, column);
  closeSync(out);
}
