import { en } from 'zod/locales';
import * as z from 'zod/mini';
import { type Fault, LinkageError, printable } from './linkage-error.js';
import { nearestWord } from './nearest.js';

/** How plans and options are parsed: faults with what was found, in English, since the mini edition of zod has no words of its own. */
export const PARSING = { error: /* @__PURE__ */ en().localeError, reportInput: true };

/** Zod's findings in our own form. */
export function faultsOf(error: z.core.$ZodError, code: string): Fault[] {
  return error.issues.map((issue) => ({
    code,
    path: issue.path.map((step) => (typeof step === 'number' ? step : String(step))),
    value: printable(issue.input),
    message: issue.message,
  }));
}

/** When to be content with the best so far; see solve/control.ts. */
export const limits = {
  timeLimit: z.optional(z.number().check(z.gte(0))),
  workLimit: z.optional(z.int().check(z.gte(0))),
};

/**
 * Options checked against a schema; faults are told below `at`.
 *
 * @throws LinkageError `INVALID_OPTIONS`, with every fault: unknown names, wrong types.
 */
export function readOptions<S extends z.core.$ZodShape>(
  shape: S,
  options: unknown,
  at: Fault['path'] = [],
): z.output<z.ZodMiniObject<S>> {
  const known = Object.keys(shape);
  const parsed = z.object(shape).safeParse(options, PARSING);
  const faults = parsed.success ? [] : faultsOf(parsed.error, 'INVALID_OPTION');
  for (const name of typeof options === 'object' && options !== null ? Object.keys(options) : []) {
    if (!known.includes(name)) faults.push(unknownOption(name, known));
  }
  if (!parsed.success || faults.length > 0) {
    const below = faults.map((fault) => ({ ...fault, path: [...at, ...fault.path] }));
    throw new LinkageError('INVALID_OPTIONS', 'These options cannot be used.', below);
  }
  return parsed.data;
}

function unknownOption(name: string, known: readonly string[]): Fault {
  const near = nearestWord(name, known);
  const hint = near === undefined ? `Known are ${known.join(', ')}.` : `Maybe \`${near}\`.`;
  return { code: 'INVALID_OPTION', path: [name], value: printable(name), message: `No such option. ${hint}` };
}
