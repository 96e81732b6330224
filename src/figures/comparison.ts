import type { Society, Urgency } from '../model/vocabulary.js';
import type { Evenness } from './evenness.js';

/** A figure of both plans; `difference` is b − a. */
export interface Sides {
  readonly a: number;
  readonly b: number;
  readonly difference: number;
}

/** Asked, covered, and covered / asked (1 where nothing is asked). */
export interface CoveredSides {
  readonly unit: string;
  readonly demanded: Sides;
  readonly covered: Sides;
  readonly share: Sides;
}

/** How evenly coverage ratios are spread. */
export type EvennessSides = Readonly<Record<keyof Evenness, Sides>>;

/**
 * Two plans side by side, as plain JSON; {@link comparisonSentences} and {@link comparisonToMarkdown} put it in words. Figures are those of
 * {@link Measures}, with their units and rounding. Swapping the plans swaps `a` and `b` and turns the signs, no more.
 */
export interface Comparison {
  readonly coverage: {
    readonly byRank: readonly (CoveredSides & { readonly rank: readonly number[] })[];
    readonly byUrgency: readonly (CoveredSides & { readonly urgency: Urgency })[];
    readonly byUnit: readonly CoveredSides[];
  };
  /** Needs of which every requirement is wholly covered (with patterns, every one of the pattern taken); one of unknown quantity never is. */
  readonly needs: {
    readonly byUrgency: readonly { readonly urgency: Urgency; readonly needs: number; readonly met: Sides }[];
    /** Met in plan a and not in b, by id. */
    readonly onlyA: readonly string[];
    readonly onlyB: readonly string[];
  };
  readonly fairness: {
    /** Over the fair-share classes of a rank. */
    readonly byRank: readonly (EvennessSides & { readonly rank: readonly number[] })[];
    /** Over the communities that ask for a unit. */
    readonly communities: readonly (EvennessSides & { readonly unit: string })[];
  };
  readonly travel: Readonly<Record<'pairs' | 'remote' | 'unknown' | 'metres' | 'mean' | 'longest', Sides>> & {
    /** Pairs by tiers between them. */
    readonly hops: readonly Sides[];
  };
  readonly participation: {
    /** Participation index: the societies that give to a need, over five; mean over all linkages. */
    readonly mean: Sides;
    readonly linkages: Sides;
    readonly bySociety: readonly {
      readonly society: Society;
      readonly linkages: Sides;
      readonly providers: Sides;
      readonly gives: readonly { readonly unit: string; readonly quantity: Sides }[];
    }[];
  };
  /** What organisations, volunteers and resources add to communities and social workers 撬动. */
  readonly leverage: {
    /** Linkages in which one of the three takes part, or a role other than platform and lead. */
    readonly linkages: Sides;
    readonly byUnit: readonly {
      readonly unit: string;
      readonly own: Sides;
      readonly moved: Sides;
      readonly share: Sides;
    }[];
  };
}
