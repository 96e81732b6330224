/** Seconds of one stage after another: `lap` ends the one it names, whose outcome it passes on. */
export function startLaps<Stage extends string>() {
  const seconds = {} as Record<Stage, number>;
  let before = performance.now();
  return {
    seconds,
    lap<T>(stage: Stage, outcome: T): T {
      const now = performance.now();
      seconds[stage] = (now - before) / 1000;
      before = now;
      return outcome;
    },
  };
}

/** Seconds of the stages of `match`. */
export type Stages = Readonly<Record<'createNetwork' | 'compile' | 'solve' | 'check' | 'decode', number>>;
