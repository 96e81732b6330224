import { describe, expect, it } from 'vitest';
import { needsOf, providersOf } from '../../../src/model/network.js';
import { around, create, importing } from './inputs.js';

const meal = { capabilities: ['meal'], quantity: 2 };
const ask = { community: 'c', urgency: 'urgent', capability: 'meal' };

describe('conditions of offers', () => {
  it('are kept, with codes unpadded', () => {
    const restriction = { regions: ['460105000000'], communities: ['c'], groups: ['child'], categories: ['relief'] };
    const network = create(around({ resources: [{ id: 'r', kind: 'goods', ...meal, restriction }] }));
    const [offer] = providersOf(network).flatMap(({ offers }) => offers);
    expect(offer?.restriction).toEqual({ ...restriction, regions: ['460105'] });
  });

  it('may name the community that makes them', () => {
    const input = { communities: [{ id: 'c', ...meal, restriction: { communities: ['c'] } }], needs: [] };
    expect(() => create(input)).not.toThrow();
  });

  it.each([
    ['yuan', { perNeed: 250, limit: 1234 }],
    ['fen', { perNeed: undefined, limit: undefined }],
  ])('count in the unit of the line: %s', (unit, expected) => {
    const line = { ...meal, unit, perNeed: 2.5, approval: { limit: 12.34 } };
    const { network, issues } = importing(around({ resources: [{ id: 'r', kind: 'fund', ...line }] }));
    const [offer] = providersOf(network).flatMap(({ offers }) => offers);
    expect({ perNeed: offer?.perNeed, limit: offer?.approval?.limit }).toEqual(expected);
    expect(issues.map(({ code, path }) => [code, path.join('.')])).toEqual(
      unit === 'yuan'
        ? []
        : [
            ['NOT_AN_INTEGER', 'resources.0.perNeed'],
            ['NOT_AN_INTEGER', 'resources.0.approval.limit'],
          ],
    );
  });

  it('fall with the need they approve, and everything else stays', () => {
    const { network, issues } = importing(
      around({
        needs: [
          { ...ask, id: 'bad', severity: 9 },
          { ...ask, id: 'good', declines: ['volunteer:w'] },
        ],
        volunteers: [
          { id: 'v', ...meal, approval: { limit: 1, approved: ['bad'] } },
          { id: 'w', ...meal, approval: { limit: 1, approved: ['good'] } },
        ],
      }),
    );
    expect(issues.map(({ code, path }) => [code, path.join('.')])).toEqual([
      ['OUT_OF_RANGE', 'needs.0.severity'],
      ['DANGLING_REFERENCE', 'volunteers.0.approval.approved.0'],
    ]);
    expect(providersOf(network).map(({ id }) => id)).toEqual(['c', 'w']);
    expect(needsOf(network).map(({ id }) => id)).toEqual(['good']);
  });
});

it('stores an equity weight of 1 for communities that name none', () => {
  const network = create({ communities: [{ id: 'a' }, { id: 'b', equityWeight: 4 }], needs: [] });
  expect(providersOf(network)).toMatchObject([{ equityWeight: 1 }, { equityWeight: 4 }]);
});
