import * as z from 'zod/mini';
import type { Compiled } from '../compile/compiled.js';
import { reporter } from '../errors/fault-list.js';
import { type Fault, LinkageError } from '../errors/linkage-error.js';
import { parseBy } from '../errors/zod-issues.js';
import { finish } from '../kernel/work.js';
import { record } from '../model/fields.js';
import { byCodeUnit } from '../model/order.js';
import { readCertificate } from '../plan/certificate.js';
import { decodedSteps } from '../plan/decode.js';
import { firstDifference } from '../plan/difference.js';
import { encode } from '../plan/encode.js';
import { islandProof, planSchema } from '../plan/plan.js';
import { LEVELS } from '../problem/problem.js';
import { checkSolution } from '../proof/check.js';
import { type Check, checkOf, type Verdict, verdictOf } from '../proof/verdict.js';
import { frameOf, joinFrames, sha256Of } from './frame.js';
import { partHead, partText, planTotals, rootsOfParts } from './merge.js';
import { type Compilation, compiledJoint, compiledShard, JOINT_PART, NOTHING, partOfPlan, runOf } from './settle.js';
import type { Frame, Manifest, Open, Part, Shard, ShardOptions, VerifiedPart } from './shard-part.js';

const { shape } = planSchema;
const numbers = z.array(z.int());

/** A part as it came: what is read of it here. */
const partSchema = record({
  version: z.literal(1),
  key: z.string(),
  run: z.string(),
  provedLevels: shape.provedLevels,
  linkages: shape.linkages,
  leaves: z.array(
    record({
      rank: numbers,
      need: z.string(),
      requirement: z.string(),
      problem: z.string(),
      all: z.string(),
      proof: z.exactOptional(islandProof),
    }),
  ),
});

/**
 * Checks a part from records alone, as `verify` checks a plan: of a shard from its network, of what hangs together across shards from what the shards leave open by their records (`open` of their
 * verdicts). Whatever is passed as the part, the answer is a verdict; every fault begins with the name of the part. O(candidates) after compiling.
 *
 * @throws LinkageError only for a network, a frame, options or open parts that cannot be used
 */
export function verifyPart(
  source: Shard | readonly Open[],
  part: unknown,
  frame: Frame,
  options: ShardOptions = {},
): VerifiedPart {
  const shard = Array.isArray(source) ? undefined : (source as Shard);
  const key = shard?.key ?? JOINT_PART;
  const own = shard && compiledShard(shard, frame, options);
  const compiled = own?.closed ?? compiledJoint(source as readonly Open[], frame, options);
  const { checks, found } = checked(key, compiled, part, own?.about ?? NOTHING, runOf(frame, options), options);
  const named = checks.map((check) => (check.ok ? check : { ...check, detail: `Part ${key}: ${check.detail}` }));
  return {
    key,
    ...verdictOf(named),
    sha256: found ? sha256Of(partText(part as Part)) : '',
    head: found && partHead(found),
    leaves: found?.leaves.map(({ proof: _, ...leaf }) => leaf) ?? [],
    open: own?.open,
    frame: shard && frameOf(shard, options),
  };
}

function checked(
  key: string,
  compiled: Compiled,
  part: unknown,
  about: Compilation['about'],
  run: string,
  { levels = LEVELS }: ShardOptions,
): { checks: Check[]; found?: Part } {
  const checks: Check[] = [];
  const note = (name: string, fault: string | undefined) => {
    checks.push(checkOf(name, fault ?? ''));
    return fault === undefined;
  };
  const faults: Fault[] = [];
  const claimed = parseBy(partSchema, part, [], reporter(faults));
  if (
    !note('shape', claimed ? undefined : new LinkageError('INVALID_PLAN', 'It is no part.', faults).message) ||
    !claimed
  )
    return { checks };
  if (!note('key', claimed.key === key ? undefined : `it is that of ${claimed.key}`)) return { checks };
  if (
    !note(
      'run',
      claimed.run === run ? undefined : 'it is of another run: of other shards, another policy, or other options',
    )
  )
    return { checks };
  const { flow, strangers } = encode(compiled, claimed);
  const unknown = `${strangers.length} allocations are no candidates or named twice. First: ${strangers[0]}.`;
  if (!note('candidates', strangers.length === 0 ? undefined : unknown)) return { checks };
  const certificate = finish(
    readCertificate(
      compiled,
      { digest: '', root: '', parts: claimed.leaves.flatMap(({ proof }) => proof ?? []) },
      levels,
    ),
  );
  if (typeof certificate === 'string') {
    note('certificate', certificate);
    return { checks };
  }
  const solution = { flow, proved: claimed.provedLevels, ...certificate };
  const judged = checkSolution(compiled.problem, claimed.provedLevels, solution, levels);
  checks.push(...judged.checks);
  if (!judged.ok) return { checks };
  const found = partOfPlan(key, compiled, finish(decodedSteps(compiled, solution, levels, judged)), run, about);
  // A part may come with fields of others, as a plan may.
  for (const name of Object.keys(found) as (keyof Part)[])
    note(name, firstDifference(Reflect.get(claimed, name), found[name], [name]));
  return { checks, found };
}

/**
 * Checks that verified parts are all there are, each once and as the manifest says, that the frame is what they tell together, and that their leaves and totals give those of the manifest. Every
 * fault names its part. O(leaves · log parts).
 *
 * @param options what the parts were planned with; `previous`, `pins` and `bans` are those of the whole
 */
export async function verifyManifest(
  manifest: Manifest,
  verified: readonly VerifiedPart[],
  frame: Frame,
  options: ShardOptions = {},
): Promise<Verdict> {
  const checks: Check[] = [];
  const note = (name: string, fault: string | undefined) => void checks.push(checkOf(name, fault ?? ''));
  note('run', manifest.run === runOf(frame, options) ? undefined : 'The manifest is of another run.');
  note('parts', faultOfParts(manifest, verified, frame));
  if (checks.some(({ ok }) => !ok)) return verdictOf(checks);
  const told = verified.flatMap((one) => one.frame ?? []).sort((a, b) => byCodeUnit(a.shards[0]!, b.shards[0]!));
  note('frame', firstDifference(frame, joinFrames(told), ['frame'])?.replace('the plan', 'the frame'));
  const sources = verified.map(({ head, leaves, sha256 }) => ({
    head: head!,
    sha256,
    rows: (name: string) => (name === 'leaves' ? leaves : []) as never[],
  }));
  const roots = await rootsOfParts(sources, frame);
  const { status, levels, provedLevels, withdrawn, cost, costScale } = planTotals(
    sources.map(({ head }) => head),
    options,
  );
  const found = { ...roots, status, levels, provedLevels, withdrawn, cost, costScale };
  for (const [name, value] of Object.entries(found))
    note(name, firstDifference(Reflect.get(manifest, name), value, [name])?.replace('the plan', 'the manifest'));
  return verdictOf(checks);
}

function faultOfParts(manifest: Manifest, verified: readonly VerifiedPart[], frame: Frame): string | undefined {
  const isJoint = verified.some(({ open }) => open !== undefined);
  const keys = [...frame.shards, ...(isJoint ? [JOINT_PART] : [])];
  for (const [what, list] of [
    ['The manifest has', manifest.parts],
    ['There was given', verified],
  ] as const)
    for (const key of new Set([...keys, ...list.map((one) => one.key)])) {
      const times = list.filter((one) => one.key === key).length;
      if (!keys.includes(key)) return `${what} a part ${key} that no shard has.`;
      if (times !== 1) return `${what} part ${key} ${times === 0 ? 'not at all' : `${times} times`}.`;
    }
  for (const { key, ok, checks, sha256 } of verified) {
    const failed = checks.find((check) => !check.ok);
    if (!ok) return failed?.detail ?? `Part ${key} did not pass.`;
    if (manifest.parts.find((one) => one.key === key)!.sha256 !== sha256)
      return `Part ${key} is not the one of the manifest.`;
  }
  return undefined;
}
