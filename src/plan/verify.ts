import { arrivalsOf } from '../compile/demand/arrivals.js';
import { LinkageError } from '../errors/linkage-error.js';
import { readOptions } from '../errors/read-options.js';
import { finish } from '../kernel/work.js';
import type { Network } from '../model/graph.js';
import { checkSolution } from '../proof/check.js';
import { checkFirstCome } from '../proof/first-come.js';
import type { Check, Verdict } from '../proof/verdict.js';
import { certified, leavesOf } from './certificate.js';
import { decode } from './decode.js';
import { firstDifference } from './difference.js';
import { encode } from './encode.js';
import { compiledBefore, compiledFor, type Made, type Method, madeWith } from './made.js';
import { checkNetwork } from './options.js';
import { type Plan, parsePlan, strippedPlan } from './plan.js';

/**
 * Checks a plan from the records alone: that it belongs to this network, breaks no rule and no capacity, is the best there
 * is on every level it names (or, with status `greedy`, is what first come, first served gives), and that every figure and
 * reason it reports is so. Exact, without tolerance; imports nothing of the solver. O(candidates) after compiling.
 *
 * Whatever is passed as the plan, the answer is a verdict, never an exception. `plan.now` is taken as the plan says.
 *
 * @throws LinkageError only for a network, options or a policy that cannot be used.
 */
export function verify(network: Network, plan: unknown, options: Made = {}): Verdict {
  return verifyBy(compiledFor, network, plan, options);
}

/** As {@link verify}, of a network of which nobody wrote into a record since a plan was made of it: what was compiled last is not compiled again. */
export function verifyBeside(network: Network, plan: unknown, options: Made): Verdict {
  return verifyBy(compiledBefore, network, plan, options);
}

function verifyBy(compile: typeof compiledFor, network: Network, plan: unknown, options: Made): Verdict {
  checkNetwork(network);
  const made = readOptions(madeWith, options);
  const checks: Check[] = [];
  /** Notes what was checked; a fault is what is wrong, in words. */
  const note = (name: string, fault: string | undefined) => {
    checks.push({ name, ok: fault === undefined, detail: fault ?? '' });
    return fault === undefined;
  };
  const verdict = () => ({ ok: checks.every((check) => check.ok), checks });

  const { claimed, refusal } = read(plan);
  if (!note('shape', refusal) || claimed === undefined) return verdict();

  const compiled = compile(network, made, claimed.now);
  const other = 'The plan was made for other records, another policy, time, levels or previous plan.';
  const leaves = leavesOf(compiled, claimed);
  if (!note('instance', leaves ? undefined : other)) return verdict();

  const { flow, strangers } = encode(compiled, claimed);
  const unknown = `${strangers.length} allocations are no candidates or named twice. First: ${strangers[0]}.`;
  if (!note('candidates', strangers.length === 0 ? undefined : unknown)) return verdict();

  const proved = claimed.provedLevels;
  const certificate = certified(compiled, claimed);
  if (typeof certificate === 'string') {
    note('certificate', certificate);
    return verdict();
  }
  const solution = { flow, proved, ...certificate };
  const method: Method = claimed.status === 'greedy' ? 'greedy' : 'optimal';
  const judged = checkSolution(compiled.problem, proved, solution, method === 'greedy' ? [] : claimed.levels);
  checks.push(...judged.checks);
  // What is wrong with a choice cannot be told apart from it.
  if ((solution.chosen || solution.split) && !judged.ok) return verdict();
  if (method === 'greedy') {
    checks.push(finish(checkFirstCome(compiled.problem, finish(arrivalsOf(compiled)), solution)));
  }

  const found = decode(compiled, solution, claimed.levels, { method, ...judged, leaves });
  for (const part of REPORTED)
    if (part !== 'certificate' || claimed.version === 2) note(part, differenceIn(part, claimed, found));
  return verdict();
}

/** What a part of a plan says otherwise than it is found to be; what others wrote on it does not count. */
function differenceIn(part: (typeof REPORTED)[number], claimed: Plan, found: Plan): string | undefined {
  if (firstDifference(claimed[part], found[part]) === undefined) return undefined;
  const named = strippedPlan(claimed);
  // Degrees are for whoever published it to say.
  const reported = { ...named, linkages: named.linkages.map(({ degree: _, ...linkage }) => linkage) };
  return firstDifference(reported[part], found[part], [part]);
}

/** What follows from the allocations, and is compared with what does follow. */
const REPORTED = [
  'status',
  'timeRules',
  'linkages',
  'unmet',
  'coverage',
  'teams',
  'time',
  'withdrawn',
  'cost',
  'costScale',
  'words',
  'idleBans',
  'idlePins',
  'dateDoubts',
  'certificate',
] as const;

function read(plan: unknown): { claimed?: Plan; refusal?: string } {
  try {
    return { claimed: parsePlan(plan) };
  } catch (error) {
    return { refusal: error instanceof LinkageError ? error.message : 'It cannot be read.' };
  }
}
