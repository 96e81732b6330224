import { expect, it } from 'vitest';
import { createNetwork, match, sentences, shortages } from '../../../src/index.js';

const at = (hour: number) => `2026-03-07T${String(hour).padStart(2, '0')}:00:00+08:00`;
const CROSSING = ['盼', '急', '急'] as const;
/** One person, three slots of which the middle one overlaps both others, and a need for each. */
const input = (urgencies: readonly ('急' | '盼')[]) => ({
  catalogue: [],
  slots: [8, 9, 10].map((from, i) => ({ id: `s${i}`, start: at(from), end: at(from + 2) })),
  communities: [{ id: 'c' }],
  volunteers: [
    { id: 'v', community: 'c', capabilities: ['x'], unit: 'session', quantity: 2, windows: ['s0', 's1', 's2'] },
  ],
  needs: [0, 1, 2].map((i) => ({
    id: `n${i}`,
    community: 'c',
    urgency: urgencies[i]!,
    capability: 'x',
    unit: 'session',
    quantity: 1,
    windows: [`s${i}`],
  })),
});

it('shortages are told as bounded where times cross and the plan could share them otherwise', () => {
  for (const urgencies of [CROSSING, ['急', '盼', '急'] as const]) {
    const network = createNetwork(input(urgencies));
    const plan = match(network);
    const answer = shortages(network, plan);
    expect(answer.status).toBe(plan.time ? 'bounded' : 'exact');
    expect(sentences(answer, 'zh').some((text) => text.includes('时段互有重叠'))).toBe(plan.time !== undefined);
    expect(sentences(answer, 'en').some((text) => text.includes('cross'))).toBe(plan.time !== undefined);
  }
  expect(match(createNetwork(input(CROSSING))).time).toBeDefined();
});
