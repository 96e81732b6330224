import { compile } from '../../src/compile/compile.js';
import { createNetwork, definePolicy, type Input, type Network } from '../../src/index.js';
import { providerKey, recordsOf } from '../../src/model/graph.js';
import { eachReference } from '../../src/model/references.js';
import { coarseUnit } from '../../src/model/units.js';
import { COLLECTION_OF, SOCIETIES } from '../../src/model/vocabulary.js';
import type { Shard } from '../../src/shard/shard-part.js';

/** Whoever reaches a need counts for it, whatever else forbids; and where a lead worker may be asked for, those too. */
const REACH = definePolicy({
  rules: Object.fromEntries([...definePolicy().rules.keys()].map((name) => [name, name === 'reach'])),
  lead: true,
});

type Records = Record<string, { id: string; community?: string; approval?: object; offers?: object[] }[] | undefined>;

type Line = { capability?: unknown; unit?: string; quantity?: unknown };
type Lined = Line & { id: string; requirements?: Line[]; patterns?: (Lined | string)[] };

/** The input with every unit written, hours rather than minutes: one taken from what others offer would hang on the shard. */
export function withUnits(input: Input): Input {
  const asked = new Map(recordsOf(createNetwork(input)).needs.map(({ id, requirements }) => [id, requirements]));
  const needs = (input.needs as unknown as Lined[]).map((need) => {
    const unitOf = (line: Line): Line => {
      const code = typeof line.capability === 'string' ? line.capability : (line.capability as { code?: string })?.code;
      const own = asked.get(need.id)?.find(({ capability }) => capability.code === code);
      return line.unit !== undefined || own === undefined ? line : { ...line, unit: coarseUnit(own.unit) };
    };
    const within = (one: Lined): Lined => ({
      ...one,
      ...(one.capability !== undefined && unitOf(one)),
      ...(one.requirements && { requirements: one.requirements.map(unitOf) }),
      ...(one.patterns && { patterns: one.patterns.map((each) => (typeof each === 'string' ? each : within(each))) }),
    });
    return within(need);
  });
  return { ...input, needs: needs as unknown as Input['needs'] };
}

/** An input cut by community: every shard has its needs, who is at home there, whoever else may serve them, and what all these name. */
export function shardsOf(input: Input, shardOf: (community: string) => string): Shard[] {
  const network = createNetwork(input);
  const { providers, needs } = recordsOf(network);
  const { lines, offers, candidates, problem } = compile(network, REACH);
  const records = input as unknown as Records;
  const keys = [...new Set((records['communities'] ?? []).map(({ id }) => shardOf(id)))].sort();
  const homeOf = new Map(
    providers.map((one) => [providerKey(one), one.community === undefined ? keys[0]! : shardOf(one.community)]),
  );
  const byKey = new Map(providers.map((one) => [providerKey(one), one]));
  return keys.map((key) => {
    const own = needs.filter(({ community }) => shardOf(community) === key);
    const ids = new Set(own.map(({ id }) => id));
    const wanted = new Set<string>();
    const add = (name: string) => {
      const provider = byKey.get(name);
      if (!provider || wanted.has(name)) return;
      wanted.add(name);
      eachReference({ kind: 'provider', record: provider, inline: false }, add);
      if (provider.society !== 'socialWorker') return;
      for (const one of providers)
        if (one.society === 'socialWorker' && one.supervisor === provider.id) add(providerKey(one));
    };
    for (const [name, home] of homeOf) if (home === key) add(name);
    for (const need of own) eachReference({ kind: 'need', record: need }, add);
    lines.forEach(({ need }, n) => {
      if (!ids.has(need.id)) return;
      for (let p = problem.candidateStart[n]!; p < problem.candidateStart[n + 1]!; p++)
        add(offers[candidates.offer[p]!]!.key);
    });
    const part: Record<string, unknown> = { ...input };
    for (const society of SOCIETIES) {
      const name = COLLECTION_OF[society];
      const kept = records[name]?.filter(({ id }) => wanted.has(`${society}:${id}`));
      if (kept) part[name] = kept.map((one) => narrowed(one, ids));
    }
    part['needs'] = records['needs']!.filter(({ id }) => ids.has(id));
    const guests = [...wanted].filter((name) => homeOf.get(name) !== key).sort();
    return { key, network: createNetwork(part as unknown as Input) as Network, guests };
  });
}

/** An offer names needs that are approved: those of other shards are none of this one's business. */
function narrowed<T extends { approval?: object; offers?: object[] }>(record: T, needs: ReadonlySet<string>): T {
  const own = <L extends { approval?: object }>(line: L): L => {
    const { approved } = (line.approval ?? {}) as { approved?: string[] };
    if (approved === undefined) return line;
    return { ...line, approval: { ...line.approval, approved: approved.filter((id) => needs.has(id)) } };
  };
  const one = own(record);
  return one.offers ? { ...one, offers: one.offers.map(own) } : one;
}
