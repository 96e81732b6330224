import { describe, expect, it } from 'vitest';
import { createNetwork, type Input, LinkageError, match, type Pin, toMarkdown, verify } from '../../../src/index.js';

const input: Input = {
  communities: [{ id: 'c' }],
  volunteers: [
    { id: 'near', community: 'c', capabilities: ['escort'], quantity: 3 },
    { id: 'other', community: 'c', capabilities: ['escort', 'meal'], quantity: 1 },
  ],
  needs: [
    { id: 'a', community: 'c', urgency: '急', capability: 'escort', quantity: 2 },
    { id: 'b', community: 'c', urgency: '盼', capability: 'escort', quantity: 2 },
    { id: 'm', community: 'c', urgency: '盼', requirements: [{ capability: 'meal' }, { capability: 'escort' }] },
  ],
};
const network = createNetwork(input);
const given = (pins: readonly Pin[]) => {
  const plan = match(network, { pins });
  expect(verify(network, plan, { pins }).checks.filter((check) => !check.ok)).toEqual([]);
  return plan.linkages.flatMap(({ need, allocations }) =>
    allocations.map(({ requirement, provider, quantity }) => `${need}.${requirement} ${provider} ${quantity}`),
  );
};

function faults(pins: readonly Pin[]) {
  try {
    match(network, { pins });
  } catch (error) {
    if (error instanceof LinkageError)
      return [error.code, ...error.details.map(({ code, path, message }) => ({ code, path, message }))];
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('pins', () => {
  it('are in the plan, whatever they cost the ranks above', () => {
    const plain = given([]);
    expect(plain.filter((line) => line.startsWith('a.')).join()).toMatch(/2|1.*1/);
    const pinned = given([
      { need: 'b', provider: 'volunteer:near', quantity: 2 },
      { need: 'm', requirement: '2', provider: 'volunteer:other', quantity: 1 },
    ]);
    expect(pinned).toEqual(['a.1 volunteer:near 1', 'b.1 volunteer:near 2', 'm.2 volunteer:other 1']);
  });

  it('a line that lacks what pins give to worse ranks says so', () => {
    const { unmet } = match(network, {
      pins: [
        { need: 'b', provider: 'volunteer:near', quantity: 2 },
        { need: 'm', requirement: '2', provider: 'volunteer:near', quantity: 1 },
      ],
    });
    expect(unmet.find(({ need }) => need === 'a')).toMatchObject({
      covered: 1,
      reason: { code: 'pinned', heldByCount: 2 },
    });
  });

  it('a plan without the pins, or with others, is refused', () => {
    const pins = [{ need: 'b', provider: 'volunteer:near', quantity: 2 }];
    expect(verify(network, match(network), { pins }).ok).toBe(false);
    expect(verify(network, match(network, { pins })).ok).toBe(false);
  });

  it('fault 40: contradictory pins are refused with the smallest set that conflicts', () => {
    const tooMuch = faults([
      { need: 'a', provider: 'volunteer:near', quantity: 1 },
      { need: 'm', requirement: '2', provider: 'volunteer:near', quantity: 1 },
      { need: 'b', provider: 'volunteer:near', quantity: 2 },
    ]);
    expect(tooMuch[0]).toBe('INVALID_PINS');
    expect(tooMuch.slice(1)).toEqual([
      expect.objectContaining({
        code: 'PINS_CONTRADICT',
        message: expect.stringMatching(/pins\[0\], pins\[1\], pins\[2\] pin 4 .* 3/),
      }),
    ]);
    expect(faults([{ need: 'a', provider: 'volunteer:near', quantity: 3 }])[1]).toMatchObject({
      code: 'PINS_CONTRADICT',
      path: ['pins', 0],
    });
    expect(
      faults([
        { need: 'b', provider: 'volunteer:other', quantity: 1 },
        { need: 'm', requirement: '1', provider: 'volunteer:other', quantity: 1 },
      ])[1],
    ).toMatchObject({ code: 'PINS_CONTRADICT', message: expect.stringContaining('volunteer:other') });
  });

  it('that name what is gone are told in the plan; where a near name is there, or the name cannot be one, they are refused', () => {
    const gone = [
      { need: 'zzz', provider: 'volunteer:near', quantity: 1 },
      { need: 'a', provider: 'volunteer:zzzzzz', quantity: 1 },
    ];
    const kept = { need: 'b', provider: 'volunteer:near', quantity: 2 };
    const pins = [gone[0]!, kept, gone[1]!];
    const plan = match(network, { pins });
    expect(plan.idlePins).toEqual(gone);
    expect(plan.linkages).toEqual(match(network, { pins: [kept] }).linkages);
    expect(verify(network, plan, { pins }).ok).toBe(true);
    expect(verify(network, { ...plan, idlePins: gone.slice(1) }, { pins }).ok).toBe(false);
    expect(match(network, { pins: [kept] })).not.toHaveProperty('idlePins');
    expect(toMarkdown(network, plan, { pins, locale: 'zh' })).toContain('有 2 条固定分配所指的记录不在');
    expect(toMarkdown(network, plan, { pins, locale: 'en' })).toContain(
      '2 pins name what is not here, and hold nothing: zzz',
    );
    const [, near, plain] = faults([
      { need: 'a', provider: 'volunteer:neer', quantity: 1 },
      { need: 'a', provider: 'somebody else', quantity: 1 },
    ]);
    expect(near).toMatchObject({ code: 'NOT_A_CANDIDATE', message: expect.stringContaining('volunteer:near') });
    expect(plain).toMatchObject({ code: 'NOT_A_CANDIDATE', message: expect.stringContaining('by its key') });
  });

  it('fault 40: pins that name nothing, too little or a bad amount are refused, all of them at once', () => {
    const found = faults([
      { need: 'a', provider: 'volunteer:neer', quantity: 1 },
      { need: 'a', provider: 'near', quantity: 1 },
      { need: 'm', requirement: '1', provider: 'volunteer:near', quantity: 1 },
      { need: 'm', provider: 'volunteer:other', quantity: 1 },
      { need: 'a', provider: 'volunteer:near', quantity: 0 },
      { need: 'a', provider: 'volunteer:near', quantity: 1.5 },
    ]).slice(1);
    expect(found.map((fault) => (fault as { code: string }).code)).toEqual([
      'NOT_A_CANDIDATE',
      'NOT_A_CANDIDATE',
      'NOT_A_CANDIDATE',
      'AMBIGUOUS_PIN',
      'BAD_QUANTITY',
      'BAD_QUANTITY',
    ]);
  });
});
