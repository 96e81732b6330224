import { type Fault, LinkageError } from '../errors/linkage-error.js';

/** One thing that was checked: by name, whether it holds, and if not where it fails. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** A check by what is wrong first; '' where nothing is. */
export function checkOf(name: string, fault: string): Check {
  return { name, ok: fault === '', detail: fault };
}

/** A check that something holds, and what is wrong if it does not. */
export function checkThat(name: string, holds: boolean, fault: string): Check {
  return checkOf(name, holds ? '' : fault);
}

/** All checks that were made, in order; ok where all are. */
export interface Verdict {
  readonly ok: boolean;
  readonly checks: Check[];
}

export function verdictOf(checks: Check[]): Verdict {
  return { ok: checks.every(({ ok }) => ok), checks };
}

/** @throws LinkageError `SELF_CHECK_FAILED`, with every check that failed */
export function throwUnlessOk(checks: readonly Check[]): void {
  const failed = checks.filter((check) => !check.ok);
  if (failed.length === 0) return;
  const faults = failed.map(
    ({ name, detail }): Fault => ({
      code: 'SELF_CHECK_FAILED',
      path: [name],
      value: undefined,
      message: detail,
    }),
  );
  throw new LinkageError('SELF_CHECK_FAILED', 'The plan did not pass its own check and is withheld.', faults);
}
