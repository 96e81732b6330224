import type { proof as Proof } from '../zh/proof.js';

export const proof: typeof Proof = {
  met: 'All of it is covered. Who does it is proved, too: of all plans that are as good at the levels before, none costs less in sum.',
  stopped:
    'The certificate does not prove this one: the search was stopped at its limit. The plan keeps every rule all the same.',
  unknownQuantity: 'It is outside the proof: without a quantity there is nothing to count.',
  noOffer:
    'It can be checked without any computing: verify goes through all offers again, and none has this capability.',
  ruledOut: 'Verify applies the rules again: each offer of this kind is turned away by at least one.',
  exhausted: 'Whatever could serve it is given to it already. More would break a capacity.',
  heldByHigherRanks:
    'The certificate puts a price on every capacity. By these prices one unit more for it is one unit less for a need of better rank, and no plan that keeps the rules gets around that.',
  sharedFairly:
    'Its rank as a whole cannot get more, and no other way to share lets the worst-off have more, then the next.',
  heldByTeams:
    'Needs of its rank that are met whole hold the offers. That choice was searched for; the bound says how much better another could be at most.',
  heldByEarlier:
    'The plan serves whoever came first and is not optimised. Verify makes it again, to the same result: when its turn came, whatever could serve it was gone.',
  team: 'It is met whole or not at all. Verify follows the search again: given what was chosen, not all of it can be had.',
  pinned: 'The proof takes the pins as given: of all plans that keep them, none that is as good gives it more.',
  bounded: 'What each offer may give one requirement is used up. More would break that bound.',
  metOnly: 'All of it is covered: there can be no more.',
  greedy: 'The plan serves whoever came first and is not optimised. Verify makes it again, to the same result.',
  shared: 'Its rank as a whole cannot get more; this plan does not look at fairness within a rank.',
};
