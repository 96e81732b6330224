import { isLead, isSupervision, needsLead } from '../leading.js';
import { where } from '../matters.js';
import type { BuiltInRule } from '../pair.js';

/**
 * Somebody else than a social worker in the lead of an urgent or difficult need, or of one of a protected group, whatever its pattern says. Source: H10 in
 * src/README.md.
 */
export const lead: BuiltInRule = {
  name: 'lead',
  forbids: where(
    { line: ({ need, requirement }) => isLead(requirement) && !isSupervision(requirement) && needsLead(need) },
    ({ need, requirement, provider }) =>
      provider.society !== 'socialWorker' && isLead(requirement) && !isSupervision(requirement) && needsLead(need),
  ),
  compared: ({ requirement: { role } }) => ({ field: 'requirement.role', actual: role ?? null, required: 'helper' }),
};
