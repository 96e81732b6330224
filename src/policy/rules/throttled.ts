import { faultOf, notTheNumber } from '../../errors/findings.js';
import { LinkageError } from '../../errors/linkage-error.js';
import { where } from '../matters.js';
import type { BuiltInRule } from '../pair.js';

/** Requests in seven days from which on a provider is left in peace. */
const DEFAULT_LIMIT = 5;

/**
 * Rule `throttled` with a limit of one's own: the provider has been asked `limit` times or more in the last seven days. A person, a group, a room or a piece of equipment of which it is
 * known how often it was asked is not asked more often by the plan either: within seven days from `now` as often as is left of the limit, within any seven that follow as often as the limit.
 * A session or a case is one request; so are as many persons as a group has, and as many minutes as the catalogue says are usual, else an hour.
 * Source: H14 in src/README.md.
 *
 * @throws LinkageError `INVALID_OPTIONS` for a limit that is no whole number of at least 1.
 */
export function throttle(limit: number): BuiltInRule {
  if (!Number.isSafeInteger(limit) || limit < 1) {
    const fault = faultOf(notTheNumber(limit, { whole: true, least: 1 }), ['limit'], limit);
    throw new LinkageError('INVALID_OPTIONS', 'The limit cannot be used.', [fault]);
  }
  return {
    name: 'throttled',
    forbids: where(
      { offer: ({ provider }) => provider.askedLast7Days !== undefined },
      ({ provider: { askedLast7Days } }) => askedLast7Days !== undefined && askedLast7Days >= limit,
    ),
    requests: ({ askedLast7Days: asked }) => (asked === undefined ? undefined : { limit, asked }),
    compared: ({ provider: { askedLast7Days } }) => ({
      field: 'provider.askedLast7Days',
      actual: askedLast7Days ?? null,
      required: limit - 1,
    }),
  };
}

/** The provider has been asked five times or more in the last seven days. */
export const throttled: BuiltInRule = throttle(DEFAULT_LIMIT);
