import type { Role, Society } from '../model/vocabulary.js';
import type { Idle } from '../why/explanation.js';
import type { Evenness } from './evenness.js';

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
  /** By rank, best first: how evenly the coverage of its fair-share classes is spread, each measured as level 2 measures it. */
  readonly fairness: readonly { readonly rank: readonly number[]; readonly classes: Evenness }[];
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
      /** What is done in it: roles that requirements name, else those of the societies. */
      readonly roles: readonly Role[];
      readonly index: number;
    }[];
    /** In how many linkages each society takes part, how many of its providers give, and what. */
    readonly bySociety: readonly {
      readonly society: Society;
      readonly linkages: number;
      readonly providers: number;
      readonly gives: readonly Amount[];
    }[];
    /** In how many linkages each role is filled, and by how many providers. */
    readonly byRole: readonly { readonly role: Role; readonly linkages: number; readonly providers: number }[];
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
    /**
     * All pairs of known stations by tiers between them: `hops[0]` share the need's own community or station, `hops[1]` the one above it,
     * and so on.
     */
    readonly hops: readonly number[];
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
  /**
   * What the plan moves beyond communities and their social workers 撬动, by unit: what organisations, volunteers and resources give
   * against what the two give themselves; where requirements name roles, what others give against platform and lead. Source: domain 1 (what 五社
   * adds is leverage) and 2.6 (社工+社区 is the first pattern, the others add to it).
   */
  readonly levered: readonly {
    readonly unit: string;
    /** Given by communities and social workers, or as platform and lead. */
    readonly own: number;
    /** Given by the other three, or in other roles. */
    readonly moved: number;
    /** moved / (own + moved). */
    readonly share: number;
  }[];
  /** What provinces publish of their stations, of this plan. Source: src/README.md, the practice. */
  readonly outcome: {
    /** All of the network; social workers without the inactive ones. */
    readonly stations: number;
    readonly workers: number;
    /** Community organisations that give something. */
    readonly organisations: number;
    /** Sessions that volunteers give, and requirements they serve in other units; a group counts by its size. */
    readonly volunteerTimes: number;
    /** Of charitable resources, in fen. */
    readonly money: number;
    /** Of charitable resources but venues: what is given in other units, unit by unit; it has no price here. */
    readonly goods: readonly Amount[];
    /** Places given where people are counted, else the beneficiaries of a need, once for each of its requirements that is served. */
    readonly personTimes: number;
  };
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
