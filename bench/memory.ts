import { readFileSync, writeFileSync } from 'node:fs';

/**
 * Most bytes that a process holds while something runs, over what it held before. From the kernel's own high-water mark, which counts everything:
 * heap, typed arrays, compiled code. Undefined where the system keeps no such mark (it does on Linux) or there is no `--expose-gc`.
 */
export function peakOf(run: () => unknown): number | undefined {
  const { gc } = globalThis;
  if (!gc) return undefined;
  gc();
  gc();
  let before: number;
  try {
    writeFileSync('/proc/self/clear_refs', '5');
    before = held('VmRSS');
  } catch {
    return undefined;
  }
  run();
  return held('VmHWM') - before;
}

function held(name: string): number {
  const found = new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(found![1]) * 1024;
}
