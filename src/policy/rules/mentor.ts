import type { Need, Provider, Requirement } from '../../model/records.js';
import { where } from '../matters.js';
import type { BuiltInRule } from '../pair.js';
import { isProtected } from '../protected.js';

/** Months of service below which a social worker has a mentor on protected cases. */
const MONTHS = 12;

/**
 * A social worker of grade `auxiliary`, or with less than a year of service, on a case of a protected group, where no `supervision` comes with it: the
 * need is met whole and asks for it. Source: H12 in src/README.md, 老带新.
 */
export const mentor: BuiltInRule = {
  name: 'mentor',
  forbids: where(
    { line: ({ need, requirement }) => isProtected(need) && !isSupervised(need, requirement) },
    ({ need, requirement, provider }) =>
      isInexperienced(provider) && isProtected(need) && !isSupervised(need, requirement),
  ),
  compared: ({ provider }) =>
    provider.society === 'socialWorker' && provider.grade !== 'auxiliary'
      ? { field: 'provider.months', actual: provider.months ?? null, required: MONTHS }
      : { field: 'provider.grade', actual: 'auxiliary', required: 'assistant' },
};

function isInexperienced(provider: Provider): boolean {
  return (
    provider.society === 'socialWorker' &&
    (provider.grade === 'auxiliary' || (provider.months !== undefined && provider.months < MONTHS))
  );
}

/** Whether whoever serves the line is sure to have a supervisor beside them. */
function isSupervised({ partial, requirements }: Need, { pattern }: Requirement): boolean {
  return (
    !partial &&
    requirements.some((line) => line.pattern === pattern && line.capability.code === 'supervision' && !line.beyond)
  );
}
