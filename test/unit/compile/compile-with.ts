import { compile } from '../../../src/compile/compile.js';
import type { CompileOptions } from '../../../src/compile/compiled.js';
import { createNetwork } from '../../../src/model/network.js';
import type { Input, NeedInput, VolunteerInput } from '../../../src/model/records.js';
import { definePolicy, type PolicyOptions } from '../../../src/policy/policy.js';

/** Compiles needs and volunteers of one community; what they leave out is filled in. */
export function compileWith(
  needs: readonly Partial<NeedInput>[],
  volunteers: readonly Partial<VolunteerInput>[] = [],
  { policy, input, ...options }: CompileOptions & { policy?: PolicyOptions; input?: Partial<Input> } = {},
) {
  const network = createNetwork({
    communities: [{ id: 'c' }],
    volunteers: volunteers.map((row, i) => ({
      id: `${i}`,
      community: 'c',
      ...('offers' in row ? {} : { capabilities: ['meal'], quantity: 1, unit: 'session' }),
      ...row,
    })),
    needs: needs.map((row, i) => ({
      id: `${i}`,
      community: 'c',
      urgency: 'urgent' as const,
      ...('requirements' in row ? {} : { capability: 'meal', unit: 'session' }),
      ...row,
    })),
    ...input,
  });
  return compile(network, definePolicy(policy), options);
}
