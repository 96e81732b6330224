import { describe, expect, it, vi } from 'vitest';
import type { Work } from '../../../src/kernel/work.js';
import { enoughBy, finishAsync, SLICE, startRun } from '../../../src/solve/control.js';

/** Work that counts; told to stop, it gives how far it came. */
function* counting(to: number, each = 1, wait = 0): Work<number> {
  for (let i = 1; i <= to; i++) {
    const until = performance.now() + wait;
    while (performance.now() < until);
    if (yield each) return i;
  }
  return to;
}

describe('limits', () => {
  it('are used up by what is done, or by the clock, or never', () => {
    expect([0, 9, 10, 11].map(enoughBy({ workLimit: 10 }))).toEqual([false, false, true, true]);
    expect(enoughBy({ workLimit: 0 })(0)).toBe(true);
    expect(enoughBy({ timeLimit: 0 })(0)).toBe(true);
    expect(enoughBy({})(Number.MAX_SAFE_INTEGER)).toBe(false);
  });

  it('have less left the more is done', () => {
    const run = startRun({ workLimit: 10, timeLimit: 3_600_000 }, {}, []);
    run.done = 4;
    const { workLimit, timeLimit } = run.left();
    expect(workLimit).toBe(6);
    expect(timeLimit).toBeLessThanOrEqual(3_600_000);
    run.done = 40;
    expect(run.left().workLimit).toBe(0);
  });
});

describe('finishAsync', () => {
  it('goes on to the end, or to a limit, counting what is done', async () => {
    const whole = startRun({}, {}, []);
    expect(await finishAsync(counting(5, 3), whole)).toBe(5);
    expect(whole.done).toBe(15);
    const limited = startRun({ workLimit: 7 }, {}, []);
    expect(await finishAsync(counting(5, 3), limited)).toBe(3);
    expect(limited.done).toBe(9);
  });

  it('gives way between slices, and tells how far it is', async () => {
    const onProgress = vi.fn();
    const run = startRun({}, { onProgress }, []);
    let ticks = 0;
    const timer = setInterval(() => ticks++, 0);
    await finishAsync(counting(4, 1, 2 * SLICE), run);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(0);
    expect(onProgress.mock.calls.map(([progress]) => progress)).toEqual(
      [1, 2, 3, 4].map((work) => ({ stage: 'compile', work })),
    );
  });

  it('ends with the reason of the first signal, before and during the work, and with what is thrown at it', async () => {
    const signal = AbortSignal.abort(new Error('first'));
    await expect(finishAsync(counting(1), startRun({}, {}, [signal, AbortSignal.abort()]))).rejects.toThrow('first');
    const stop = new AbortController();
    const onProgress = () => stop.abort(new Error('enough'));
    const run = startRun({}, { onProgress }, [stop.signal]);
    await expect(finishAsync(counting(9, 1, 2 * SLICE), run)).rejects.toThrow('enough');
    expect(run.done).toBe(1);
  });
});
