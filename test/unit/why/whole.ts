import { createNetwork, type Input, match } from '../../../src/index.js';

/** One community where needs are met whole by a pattern, by another, not at all, or only from a minimum on. */
export const WHOLE: Input = {
  communities: [{ id: 'c', offers: [{ id: 'v', capabilities: ['venue'], quantity: 2 }] }],
  socialWorkers: [{ id: '1', community: 'c', capabilities: ['casework'], quantity: 4 }],
  volunteers: [
    { id: '1', community: 'c', capabilities: ['escort'], quantity: 2 },
    { id: '2', community: 'c', capabilities: ['escort', 'companionship'], quantity: 2 },
    { id: 'spare', community: 'c', capabilities: ['meal'], quantity: 2 },
  ],
  organisations: [
    { id: '1', community: 'c', capabilities: ['escort'], quantity: 3 },
    { id: '2', community: 'c', capabilities: ['greening'], quantity: 3 },
  ],
  resources: [{ id: '1', kind: 'fund', capabilities: ['microGrant'], quantity: 10_000, unit: 'fen' }],
  needs: [
    { id: 'a', community: 'c', urgency: '急', capability: 'escort', quantity: 3, patterns: ['P2', 'P3', 'P5'] },
    { id: 'b', community: 'c', urgency: '难', capability: 'escort', quantity: 3, patterns: ['P2', 'P5'] },
    { id: 'd', community: 'c', urgency: '难', beneficiaries: 2, capability: 'escort', quantity: 3, patterns: ['P5'] },
    { id: 'e', community: 'c', urgency: '愁', capability: 'escort', quantity: 3, minimum: 2 },
    { id: 'f', community: 'c', urgency: '愁', capability: 'meal', quantity: 2, minimum: 1 },
    { id: 'g', community: 'c', urgency: '愁', category: 'relief', patterns: ['P4'] },
    { id: 'h', community: 'c', urgency: '盼', capability: 'greening', patterns: ['P7'] },
  ],
};
export const network = createNetwork(WHOLE);
export const plan = match(network);
