import { expect, it } from 'vitest';
import { compile } from '../../../src/compile/compile.js';
import { createNetwork } from '../../../src/model/network.js';
import { defaultPolicy } from '../../../src/policy/policy.js';
import { thrown } from '../../support/thrown.js';

const COUNT = 20_000;

/** Needs of one community and volunteers of one capability, so many of each. */
const city = (volunteer: object) =>
  createNetwork({
    communities: [{ id: 'c', location: { lat: 20, lng: 110 } }],
    volunteers: Array.from({ length: COUNT }, (_, i) => ({
      id: `v${i}`,
      capabilities: ['visit'],
      quantity: 1,
      ...volunteer,
    })),
    needs: Array.from({ length: COUNT }, (_, i) => ({
      id: `n${i}`,
      community: 'c',
      urgency: 'urgent' as const,
      capability: 'visit',
    })),
  });

it.each([
  ['reach everywhere', {}, undefined],
  ['reach each other by radius', { location: { lat: 20.01, lng: 110.01 }, reach: { radius: 50_000 } }, 1_000_000],
])(
  '20,000 needs and 20,000 providers that %s are refused with their count, soon and in little memory',
  (_, how, maxCandidates) => {
    const network = city(how);
    const before = process.memoryUsage().arrayBuffers;
    const { user } = process.cpuUsage();
    const error = thrown(() => compile(network, defaultPolicy, { maxCandidates }));
    const seconds = (process.cpuUsage().user - user) / 1e6;
    expect(error).toMatchObject({
      code: 'CANDIDATES_TOO_MANY',
      message: expect.stringContaining('About 400000000 pairs'),
    });
    expect(seconds).toBeLessThan(2);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200 * COUNT);
  },
);
