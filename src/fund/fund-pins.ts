import type { Pin } from '../compile/compiled.js';
import type { FundResult } from './fund-result.js';

/**
 * Pins of `match` that hold what residents voted for: every funded project gets its cost, in fen, from the fund; its id is that of the need.
 *
 * @param fund node key of the fund, such as `resource:community-fund`, and where it has several offers the id of the one
 * @example
 * match(network, { pins: fundPins(allocateFund(vote), { provider: 'resource:community-fund' }) });
 */
export function fundPins({ funded }: Pick<FundResult, 'funded'>, fund: Pick<Pin, 'provider' | 'offer'>): Pin[] {
  return funded.map(({ project, cost }) => ({ need: project, ...fund, quantity: cost }));
}
