import type { plan as Plan } from '../zh/plan.js';

export const plan: typeof Plan = {
  states: { met: 'met', partly: 'partly met', unmet: 'unmet' },
  statuses: {
    optimal: 'proved optimal',
    bounded: 'near the best, by a proved bound',
    stopped: 'stopped at a limit',
    greedy: 'first come, first served; not optimised',
  },
  causes: {
    unknownQuantity: 'does not say how much',
    noOffer: 'nobody offers it',
    ruledOut: 'offers there are, none of use',
    exhausted: 'too little, though nobody else holds it',
    heldByHigherRanks: 'held by needs of better rank',
    sharedFairly: 'shared with needs of the same rank',
    heldByTeams: 'held by needs that are met whole',
    team: 'met whole or not at all, and not all is to be had',
    pinned: 'held by pins',
    bounded: 'at the bound of what one may be given',
    heldByEarlier: 'first come, first served: gone to earlier needs',
    stopped: 'not settled when the limit was reached',
  },
  unknown: 'not known',
  units: { fen: 'Money', case: 'Cases', session: 'Sessions', minute: 'Hours', person: 'Seats', item: 'Items' },
  coarse: { fen: 'yuan', minute: 'hour' },
};
