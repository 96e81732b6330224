/** Seconds of processor time that this process, threads and all, has used: other work on the machine stretches them less than those of the clock. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** Seconds of processor time of one stage after another: `lap` ends the one it names, whose outcome it passes on. */
export function startLaps<Stage extends string>() {
  const seconds = {} as Record<Stage, number>;
  let before = processorTime();
  return {
    seconds,
    lap<T>(stage: Stage, outcome: T): T {
      const now = processorTime();
      seconds[stage] = now - before;
      before = now;
      return outcome;
    },
  };
}

/** Seconds of the stages of `match`. */
export type Stages = Readonly<Record<'createNetwork' | 'compile' | 'solve' | 'check' | 'decode', number>>;
