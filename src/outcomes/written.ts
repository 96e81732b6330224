import { groupsBy } from '../kernel/maps.js';
import { writtenEntries } from '../model/catalogue/catalogue-entries.js';
import { type Network, recordsOf } from '../model/graph.js';
import { byIdentity, bySociety } from '../model/order.js';
import type { Input, Need, NeedInput, Provider, Requirement } from '../model/records.js';
import { unitFactor } from '../model/units.js';
import { COLLECTION_OF, SOCIETIES } from '../model/vocabulary.js';

/** A need as `createNetwork` takes it, so that it reads the same again. */
export function writtenNeed(need: Need): NeedInput {
  const { patterns, partial, requirements, ...rest } = need;
  if (!patterns) return { ...rest, partial, requirements: writtenLines(requirements) };
  const byPattern = groupsBy(requirements, ({ pattern = '' }) => [pattern]);
  const lines = (id: string) =>
    writtenLines(byPattern.get(id) ?? []).map((line) => ({ ...line, id: line.id.slice(id.length + 1) }));
  return { ...rest, patterns: patterns.map((id) => ({ id, requirements: lines(id) })) } as unknown as NeedInput;
}

/** A minimum and what is asked beyond it are one line again. */
function writtenLines(lines: readonly Requirement[]) {
  return lines.flatMap(({ pattern: _, beyond, ...line }) => {
    if (lines.some(({ id }) => id === beyond)) return [];
    const more = lines.find((other) => other.beyond === line.id);
    if (!more) return [line];
    const { quantity } = line;
    return [{ ...line, quantity: (quantity as number) + (more.quantity as number), minimum: quantity as number }];
  });
}

/** A provider as `createNetwork` takes it. */
export function writtenProvider({ society: _, ...record }: Provider): object {
  return record;
}

/** Records as `createNetwork` takes them, figures in stored units: it makes an equal network of them. O(records · log records). */
export function writtenInput(network: Network, { stations, providers, needs } = recordsOf(network)): Input {
  const { asOf, slots, slotsListed, catalogue, coarse } = network.getAttributes();
  const sorted = providers.toSorted(bySociety);
  return {
    ...(asOf !== undefined && { asOf }),
    ...(slotsListed && { slots }),
    catalogue: [...writtenEntries(catalogue, coarse).values()].map(({ value }) => {
      const { lot, code, unit = code } = value;
      return lot === undefined ? value : { ...value, lot: lot / unitFactor(unit) };
    }),
    stations: stations.toSorted(byIdentity('id')),
    ...Object.fromEntries(
      SOCIETIES.map((society) => [
        COLLECTION_OF[society],
        sorted.filter((one) => one.society === society).map(writtenProvider),
      ]),
    ),
    needs: needs.toSorted(byIdentity('id')).map(writtenNeed),
  } as unknown as Input;
}
