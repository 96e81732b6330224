/** Rule of {@link among}. */
export const PARTICIPATION = 'participation';

/** Rule of {@link within}. */
export const ESCALATION = 'escalation';

/** Where rules come from that no policy names, by their names. No rule of a policy may have one. */
export const ADDED: ReadonlyMap<string, string> = new Map([
  [PARTICIPATION, 'option `societies` of `match`'],
  [ESCALATION, '`escalate`'],
]);
