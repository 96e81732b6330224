/** Everything that can be changed in a result of `matchPairs`, one change at a time, and results made for other plans. */
import type { Dice } from './dice.js';
import type { PairsInput, PairsQuantity, PairsValue } from './pairs-types.js';
import { faultsOfPairs, valueOfPairs } from './pairs-value.js';

/** A result as JSON, declared here a second time. */
export interface PairsJson {
  allocations: { need: string; offer: string; quantity: number }[];
  coverage: { rank: number; demanded: number; covered: number }[];
  cost: number | string;
  certificate: {
    digest: string;
    marks: { rank: number; unit: number; demand: number; offset: number }[];
    position: number[];
    keep: number[];
    load?: number[];
    cost: number[];
  };
}

/** The same result with `change` made to a copy. */
export function changed(result: PairsJson, change: (copy: PairsJson) => void): PairsJson {
  const copy = structuredClone(result);
  change(copy);
  return copy;
}

/** Coverage as results state it, by rank. */
export function coverageRows(
  { needs }: PairsInput,
  { coverageByRank }: Pick<PairsValue, 'coverageByRank'>,
): PairsJson['coverage'] {
  return [...coverageByRank].map(([rank, covered]) => {
    const demanded = needs.reduce((sum, need) => (need.rank === rank ? sum + need.demand : sum), 0);
    return { rank, demanded, covered };
  });
}

/** A result that states the figures of these allocations truly, with the given certificate. */
export function resultOf(
  input: PairsInput,
  allocations: readonly PairsQuantity[],
  certificate: PairsJson['certificate'],
): PairsJson {
  const value = valueOfPairs(input, allocations);
  return {
    allocations: allocations.filter(({ quantity }) => quantity > 0).map((allocation) => ({ ...allocation })),
    coverage: coverageRows(input, value),
    cost: Number(value.cost),
    certificate: structuredClone(certificate),
  };
}

type Change = (copy: PairsJson) => void;

/** Changes after which a result is wrong whatever the instance: a figure, a name, an amount, the fingerprint, a shape. */
export function falsifications(input: PairsInput, { allocations, coverage, cost, certificate }: PairsJson): Change[] {
  const changes: Change[] = [];
  allocations.forEach(({ quantity }, i) => {
    for (const units of [quantity + 1, quantity - 1, 0, -quantity, quantity + 0.5, quantity + 2 ** 32, 2 ** 53]) {
      changes.push((copy) => (copy.allocations[i]!.quantity = units));
    }
    changes.push((copy) => copy.allocations.splice(i, 1));
    changes.push((copy) => copy.allocations.push(copy.allocations[i]!));
    changes.push((copy) => (copy.allocations[i]!.need = 'nobody'));
    changes.push((copy) => (copy.allocations[i]!.offer = 'nothing'));
    changes.push((copy) => delete (copy.allocations[i] as { quantity?: number }).quantity);
    if (quantity > 1) {
      changes.push((copy) => {
        copy.allocations[i]!.quantity--;
        copy.allocations.push({ ...copy.allocations[i]!, quantity: 1 });
      });
    }
  });
  for (const { need, offer } of input.pairs) {
    if (allocations.some((one) => one.need === need && one.offer === offer)) continue;
    changes.push((copy) => copy.allocations.push({ need, offer, quantity: 1 }));
    changes.push((copy) => copy.allocations.unshift({ need, offer, quantity: 0 }));
  }
  coverage.forEach((_, i) => {
    for (const field of ['rank', 'demanded', 'covered'] as const) {
      for (const by of [1, -1, 0.5]) changes.push((copy) => (copy.coverage[i]![field] += by));
    }
    changes.push((copy) => copy.coverage.splice(i, 1));
  });
  changes.push((copy) => copy.coverage.push({ rank: 77, demanded: 0, covered: 0 }));
  if (coverage.length > 1) changes.push((copy) => copy.coverage.reverse());
  for (const by of [1, -1, 0.5]) changes.push((copy) => (copy.cost = Number(cost) + by));
  changes.push((copy) => (copy.cost = String(cost)));
  if (cost === 0) changes.push((copy) => (copy.cost = -0));
  for (let i = 0; i < certificate.digest.length; i += 5) {
    changes.push((copy) => {
      const digits = [...copy.certificate.digest];
      digits[i] = digits[i] === '0' ? '1' : '0';
      copy.certificate.digest = digits.join('');
    });
  }
  changes.push((copy) => (copy.certificate.digest = copy.certificate.digest.slice(1)));
  for (const column of ['position', 'keep', 'cost'] as const) {
    changes.push((copy) => copy.certificate[column].push(0));
    if (certificate[column].length > 0) {
      changes.push((copy) => copy.certificate[column].pop());
      changes.push((copy) => (copy.certificate[column][0]! += 0.5));
      changes.push((copy) => (copy.certificate[column][0] = Number.NaN));
      changes.push((copy) => (copy.certificate[column][0] = 2 ** 53));
    }
  }
  certificate.position.forEach((_, c) => {
    changes.push((copy) => (copy.certificate.position[c]! += 2 ** 32));
    changes.push((copy) => (copy.certificate.position[c] = copy.certificate.marks.length));
    changes.push((copy) => (copy.certificate.position[c] = -2));
  });
  certificate.marks.forEach((mark, j) => {
    changes.push((copy) => copy.certificate.marks.splice(j, 0, { ...mark }));
    changes.push((copy) => (copy.certificate.marks[j]!.unit = mark.demand + 1));
    changes.push((copy) => (copy.certificate.marks[j]!.unit = 0));
    changes.push((copy) => (copy.certificate.marks[j]!.rank = -1));
    changes.push((copy) => (copy.certificate.marks[j]!.offset += 0.5));
  });
  if (certificate.marks.length > 1) changes.push((copy) => copy.certificate.marks.reverse());
  return changes;
}

/** Changes one to three prices, positions or marks in place; they stay in shape, and may even prove the plan still. */
export function bendCertificate({ marks, position, keep, load, cost }: PairsJson['certificate'], roll: Dice): void {
  for (let turns = 1 + roll(3); turns > 0; turns--) {
    const c = roll(position.length);
    const j = roll(marks.length);
    const by = roll(19) - 9 || 100;
    const kind = roll(load ? 9 : 8);
    if (kind === 0 && position.length > 0) position[c] = roll(marks.length + 1) - 1;
    else if (kind === 1 && position.length > 0) keep[c]! += by;
    else if (kind === 2 && position.length > 0) cost[c]! += by;
    else if (kind === 3 && position.length > 1) {
      const d = roll(position.length);
      for (const column of [position, keep, cost]) [column[c], column[d]] = [column[d]!, column[c]!];
    } else if (kind === 4 && marks.length > 0) marks[j]!.offset += by;
    else if (kind === 5 && marks.length > 0) marks[j]!.unit += by;
    else if (kind === 6 && marks.length > 0) marks[j]!.rank += by;
    else if (kind === 8 && position.length > 0) load![c]! += Math.sign(by);
    else if (kind === 7 && marks.length > 0) marks[j]!.demand += by;
  }
}

/** Up to `most` other plans that are feasible, by moving, adding or taking units of the given one; the empty plan is among them. */
export function otherPlans(
  input: PairsInput,
  allocations: readonly PairsQuantity[],
  roll: Dice,
  most: number,
): PairsQuantity[][] {
  const key = (need: string, offer: string) => JSON.stringify([need, offer]);
  const start = new Map(allocations.map(({ need, offer, quantity }) => [key(need, offer), quantity]));
  const base = input.pairs.map(({ need, offer }) => ({ need, offer, quantity: start.get(key(need, offer)) ?? 0 }));
  const plans = [base.map((one) => ({ ...one, quantity: 0 }))];
  const seen = new Set([JSON.stringify(base), JSON.stringify(plans[0])]);
  for (let tries = 0; tries < 4 * most && plans.length < most && base.length > 0; tries++) {
    const plan = base.map((one) => ({ ...one }));
    for (let turns = 1 + roll(4); turns > 0; turns--) plan[roll(plan.length)]!.quantity += roll(2) === 0 ? 1 : -1;
    const text = JSON.stringify(plan);
    if (seen.has(text) || faultsOfPairs(input, plan).length > 0) continue;
    seen.add(text);
    plans.push(plan);
  }
  return plans;
}
