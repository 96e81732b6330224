import { finish } from '../../src/kernel/work.js';
import type { Network } from '../../src/model/graph.js';
import { certificateOf, certified, provedIslands } from '../../src/plan/certificate.js';
import { encode } from '../../src/plan/encode.js';
import { compiledFor, type Made } from '../../src/plan/made.js';
import type { Certificate, IslandProof, Plan } from '../../src/plan/plan.js';
import type { Solution } from '../../src/problem/problem.js';

/** The certificate of a plan of today. */
export function certificateIn({ certificate }: Plan): Certificate {
  if ('parts' in certificate) return certificate;
  throw new Error('a plan of version 1');
}

/** The proofs of a plan, by what hangs together. */
export const proofsIn = (plan: Plan): IslandProof[] => certificateIn(plan).parts;

/** Option taken per whole, −1 for none. */
export function optionsIn(network: Network, plan: Plan, made: Made = {}): Int32Array {
  const read = certified(compiledFor(network, made, plan.now), plan);
  if (typeof read === 'string') throw new Error(read);
  return read.chosen?.choice.option ?? new Int32Array(0);
}

/** The plan with other proofs, whose root is theirs. */
export function withProofs(
  network: Network,
  plan: Plan,
  made: Made,
  change: (proof: IslandProof) => IslandProof,
): Plan {
  const compiled = compiledFor(network, made, plan.now);
  const certificate = { ...certificateIn(plan), parts: proofsIn(plan).map(change) };
  const read = certified(compiled, { ...plan, certificate });
  if (typeof read === 'string') throw new Error(read);
  const solution: Omit<Solution, 'proved'> = { flow: encode(compiled, plan).flow, ...read };
  const { islands } = finish(provedIslands(compiled, solution, plan.levels));
  return { ...plan, certificate: finish(certificateOf(compiled, islands, plan.levels)) };
}
