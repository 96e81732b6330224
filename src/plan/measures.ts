import { sumBy } from 'lodash-es';
import { byCodeUnit } from '../compile/order.js';
import { type Network, providerKey } from '../model/graph.js';
import { providersOf } from '../model/network.js';
import { SOCIETIES, type Society } from '../model/vocabulary.js';
import type { Ban } from '../policy/pair.js';
import type { Policy } from '../policy/policy.js';
import { type Evenness, evennessOf, rounded } from './evenness.js';
import type { Idle } from './explanation.js';
import { idleIn } from './idle.js';
import { bansSchema, checkNetwork, policyOption, readOptions } from './options.js';
import type { Plan } from './plan.js';
import { type View, viewOf } from './view.js';

export interface MeasureOptions {
  /** The policy the plan was made with; the default one if absent. */
  readonly policy?: Policy | undefined;
  /** The bans it was made with. */
  readonly bans?: readonly Ban[] | undefined;
}

/** Some quantity of a unit. */
export interface Amount {
  readonly unit: string;
  readonly quantity: number;
}

/**
 * Figures of a plan. Quantities are whole numbers of their unit and never added across units; shares, means and quotients
 * are rounded to four decimals.
 */
export interface Measures {
  /** By unit: asked, covered, the share, and how evenly the shares of the communities that ask for it are spread. */
  readonly coverage: readonly {
    readonly unit: string;
    readonly demanded: number;
    readonly covered: number;
    /** covered / demanded; 1 where nothing is asked. */
    readonly share: number;
    readonly communities: Evenness;
    /** Communities whose share is the smallest, by id. */
    readonly worst: readonly string[];
  }[];
  /**
   * Participation of the five societies 五社参与: the societies that give something to a need, over five. The need's own community
   * counts only where it gives.
   */
  readonly participation: {
    /** Mean over all linkages; 0 without any. */
    readonly mean: number;
    readonly linkages: readonly {
      readonly need: string;
      readonly societies: readonly Society[];
      readonly index: number;
    }[];
    /** In how many linkages each society takes part, and what it gives. */
    readonly bySociety: readonly {
      readonly society: Society;
      readonly linkages: number;
      readonly gives: readonly Amount[];
    }[];
  };
  /** Great-circle metres from provider to need, one way, once per requirement and offer. */
  readonly travel: {
    /** Pairs measured; those served from afar and those of unknown place are counted apart. */
    readonly pairs: number;
    readonly remote: number;
    readonly unknown: number;
    readonly metres: number;
    /** In whole metres, rounded; 0 without pairs. */
    readonly mean: number;
    readonly longest: number;
  };
  /** Social workers, all of the network: what the plan gives each. */
  readonly caseload: {
    readonly workers: readonly {
      readonly provider: string;
      /** Needs they work on. */
      readonly needs: number;
      readonly gives: readonly Amount[];
      /** Cases already open and the most there may be, where the record says. */
      readonly open?: number;
      readonly max?: number;
    }[];
    /** Needs per social worker; 0 without any. */
    readonly mean: number;
    readonly most: number;
  };
  /**
   * What the other societies give for each unit of social workers' work (hours where they count minutes) over the whole plan: how
   * far workers lever resources 撬动. Empty where no worker gives anything.
   */
  readonly leverage: readonly {
    readonly society: Society;
    readonly moved: Amount;
    readonly work: Amount;
    /** moved per unit of work, or per hour. */
    readonly ratio: number;
  }[];
  /** Offers of which something is left, in the order of societies and ids, and why 盘活. */
  readonly idle: readonly {
    readonly provider: string;
    readonly offer: string;
    readonly capabilities: readonly string[];
    readonly unit: string;
    readonly used: number;
    readonly left: number | 'unlimited';
    /** What caps of the provider and of slots still allow. */
    readonly free: number;
    readonly why: Idle;
  }[];
}

/** For each idle offer, rules are tried on at most this many of the requirements that ask for it, the most urgent ones. */
const MOST_EXAMINED = 200;

/**
 * Figures of a plan for those who answer for it: how much, how evenly, by whom, how far, and what lies idle. Compiles the network
 * again: O(candidates + offers left over × 200 × rules).
 *
 * @throws LinkageError `PLAN_MISMATCH` (made with another policy or network), `INVALID_PLAN`, `INVALID_OPTIONS`, `INVALID_NETWORK`
 */
export function measures(network: Network, plan: Plan, options: MeasureOptions = {}): Measures {
  checkNetwork(network);
  const { policy, bans } = readOptions({ policy: policyOption.optional(), bans: bansSchema.optional() }, options);
  const view = viewOf(network, plan, { policy, bans });
  return {
    coverage: coverage(view),
    participation: participation(view),
    travel: travel(view),
    caseload: caseload(view),
    leverage: leverage(view),
    idle: idle(view),
  };
}

function coverage({ plan: { coverage: totals } }: View): Measures['coverage'] {
  return totals.byUnit.map(({ unit, demanded, covered }) => {
    const asking = totals.byCommunity.filter((one) => one.unit === unit && one.demanded > 0);
    const shares = asking.map((one) => one.covered / one.demanded);
    const least = Math.min(...shares);
    const worst = asking.filter((_, i) => shares[i] === least).map(({ community }) => community);
    return { unit, demanded, covered, share: share(covered, demanded), communities: evennessOf(shares), worst };
  });
}

function participation({ plan: { linkages, coverage: totals } }: View): Measures['participation'] {
  const each = linkages.map(({ need, allocations }) => {
    const societies = SOCIETIES.filter((society) => allocations.some((one) => one.society === society));
    return { need, societies, index: rounded(societies.length / SOCIETIES.length) };
  });
  return {
    mean: mean(sumBy(each, ({ societies }) => societies.length) / SOCIETIES.length, each.length),
    linkages: each,
    bySociety: SOCIETIES.map((society) => ({
      society,
      linkages: each.filter(({ societies }) => societies.includes(society)).length,
      gives: totals.bySociety
        .filter((one) => one.society === society)
        .map(({ unit, covered }) => ({ unit, quantity: covered })),
    })),
  };
}

function travel({ compiled, usage, sight }: View): Measures['travel'] {
  const { candidates, lines } = compiled;
  const figures = { pairs: 0, remote: 0, unknown: 0, metres: 0, longest: 0 };
  usage.candidate.forEach((units, p) => {
    if (units === 0) return;
    const way = sight.way(lines[usage.lineOf[p]!]!, candidates.offer[p]!);
    if (way === 'remote' || way === undefined) figures[way ?? 'unknown']++;
    else {
      figures.pairs++;
      figures.metres += way;
      figures.longest = Math.max(figures.longest, way);
    }
  });
  const { pairs, remote, unknown, metres, longest } = figures;
  return { pairs, remote, unknown, metres, mean: pairs === 0 ? 0 : Math.round(metres / pairs), longest };
}

function caseload({ plan: { linkages }, network }: View): Measures['caseload'] {
  const given = new Map<string, { needs: Set<string>; byUnit: Map<string, number> }>();
  for (const { need, allocations } of linkages) {
    for (const { provider, unit, quantity } of allocations) {
      let one = given.get(provider);
      if (one === undefined) given.set(provider, (one = { needs: new Set(), byUnit: new Map() }));
      one.needs.add(need);
      one.byUnit.set(unit, (one.byUnit.get(unit) ?? 0) + quantity);
    }
  }
  const workers = providersOf(network).flatMap((record) => {
    if (record.society !== 'socialWorker') return [];
    const provider = providerKey(record);
    const { needs, byUnit } = given.get(provider) ?? { needs: new Set(), byUnit: new Map<string, number>() };
    const gives = [...byUnit]
      .map(([unit, quantity]) => ({ unit, quantity }))
      .sort((a, b) => byCodeUnit(a.unit, b.unit));
    return [{ provider, needs: needs.size, gives, ...record.caseload }];
  });
  const counts = workers.map(({ needs }) => needs);
  return {
    workers,
    mean: mean(sumBy(counts), workers.length),
    most: counts.reduce((most, count) => Math.max(most, count), 0),
  };
}

function leverage({ plan: { coverage: totals } }: View): Measures['leverage'] {
  const given = totals.bySociety.filter(({ covered }) => covered > 0);
  const works = given.filter(({ society }) => society === 'socialWorker');
  return given
    .filter(({ society }) => society !== 'socialWorker')
    .flatMap(({ society, unit, covered }) =>
      works.map((work) => ({
        society,
        moved: { unit, quantity: covered },
        work: { unit: work.unit, quantity: work.covered },
        ratio: rounded((covered * (work.unit === 'minute' ? 60 : 1)) / work.covered),
      })),
    );
}

function idle(view: View): Measures['idle'] {
  const rest = idleIn(view, MOST_EXAMINED);
  return view.compiled.offers.flatMap(({ provider, offer }, number) => {
    const { idle: why, ...figures } = rest(number);
    // Without a quantity of its own, an offer of a provider who can give no more has nothing left.
    if (why === undefined || (figures.left === 'unlimited' && figures.free === 0)) return [];
    const capabilities = offer.capabilities.map(({ code }) => code);
    return [{ provider: providerKey(provider), offer: offer.id, capabilities, unit: offer.unit, ...figures, why }];
  });
}

function share(covered: number, demanded: number): number {
  return demanded === 0 ? 1 : rounded(covered / demanded);
}

function mean(sum: number, count: number): number {
  return count === 0 ? 0 : rounded(sum / count);
}
