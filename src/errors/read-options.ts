import * as z from 'zod/mini';
import { reporter } from './fault-list.js';
import { faultOf, leftOut, notOfType, notOnTheList } from './findings.js';
import { type Fault, LinkageError } from './linkage-error.js';
import { parseBy, says } from './zod-issues.js';

/** When to be content with the best so far; see solve/control.ts. */
export interface Limits {
  /** Milliseconds after which the best so far will do, ≥ 0; none if absent; which plan comes of it depends on the machine. — 时间上限，毫秒；不填不限；结果因机器而异。 */
  readonly timeLimit?: number | undefined;
  /**
   * Units of work (about one per pair looked at) after which the best so far will do; none if absent; the same plan on every machine.
   * — 工作量上限（约每看一对计 1）；不填不限；各机器结果相同。
   */
  readonly workLimit?: number | undefined;
}
export const limits = {
  timeLimit: z.optional(z.number().check(z.gte(0))),
  workLimit: z.optional(z.int().check(z.gte(0))),
};

export const functionOption = <F>(what = 'a function') =>
  z.custom<F>((value) => typeof value === 'function', says('INVALID_OPTION', what));

/** @throws LinkageError `INVALID_OPTIONS` for a language that we do not speak. */
export function checkLocale(locale: unknown): void {
  if (locale === 'zh' || locale === 'en') return;
  const fault = faultOf(notOnTheList(locale, ['zh', 'en']), ['locale'], locale);
  throw new LinkageError('INVALID_OPTIONS', 'This cannot be said.', [fault]);
}

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
  const schema = z.strictObject(shape);
  const faults: Fault[] = [];
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    const [code, said] = notOfType(options, 'object');
    const message = options === null && schema.safeParse({}).success ? leftOut(said) : said;
    faults.push(faultOf([code, message], at.length > 0 ? at : ['options'], options));
  }
  const read = faults.length > 0 ? undefined : parseBy(schema, options, at, reporter(faults));
  if (read === undefined) throw new LinkageError('INVALID_OPTIONS', 'These options cannot be used.', faults);
  return read as z.output<z.ZodMiniObject<S>>;
}
