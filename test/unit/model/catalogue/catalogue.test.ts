import { describe, expect, it } from 'vitest';
import {
  assetDimensions,
  catalogue,
  linkageRoles,
  targetGroups,
  units,
} from '../../../../src/model/catalogue/index.js';
import { needsOf } from '../../../../src/model/network.js';
import { ASSET_DIMENSIONS, SOCIETIES } from '../../../../src/model/vocabulary.js';
import { around, create, faultsOf, smallest } from '../inputs.js';

const codes = catalogue.map(({ code }) => code);
const asking = (fields: object, more: object = {}) => {
  const needs = [{ id: 'n', community: 'c', urgency: '难', ...fields }];
  return needsOf(create({ ...around({}), ...more, needs }))[0]!.requirements.map((line) => [
    line.capability.code,
    line.societies?.join() ?? '',
    line.quantity,
    line.unit,
  ]);
};

describe('the built-in catalogue', () => {
  it('names every word in both languages, and no word twice', () => {
    for (const words of [catalogue, targetGroups, linkageRoles, assetDimensions, units]) {
      expect(new Set(words.map(({ code }) => code)).size).toBe(words.length);
      for (const { name } of words)
        expect(name).toEqual({
          zh: expect.stringMatching(/\p{Script=Han}/u),
          en: expect.stringMatching(/^[a-z ,’-]+$/),
        });
    }
    expect(linkageRoles.map(({ society }) => society)).toEqual(SOCIETIES);
    expect(assetDimensions.map(({ code }) => code)).toEqual(ASSET_DIMENSIONS);
  });

  it('asks only for capabilities that it lists', () => {
    for (const { requirements = [] } of catalogue) {
      for (const { capability } of requirements) if (capability) expect(codes).toContain(capability);
    }
  });

  it('gives a known category its usual requirements, money of unknown amount', () => {
    expect(asking({ category: 'relief' })).toEqual([
      ['casework', 'socialWorker', 1, 'session'],
      ['relief', 'resource', 'unknown', 'fen'],
    ]);
    expect(asking({ category: 'wish' }).map(([code]) => code)).toEqual(['gift', 'delivery']);
    expect(asking({ category: 'other' })).toEqual([['other', '', 1, 'session']]);
  });

  it('takes the unit in which a capability is offered', () => {
    const volunteers = [{ id: 'v', capabilities: ['companionship'], hours: 3 }];
    const socialWorkers = [{ id: 'w', capabilities: ['casework'], quantity: 3 }];
    expect(asking({ category: 'elderly' }, { volunteers, socialWorkers })).toEqual([
      ['casework', 'socialWorker', 1, 'case'],
      ['companionship', 'organisation,volunteer', 1, 'minute'],
    ]);
  });

  it('tells at the need where that unit is not clear', () => {
    const volunteers = [
      { id: '1', capabilities: ['companionship'], hours: 3 },
      { id: '2', capabilities: ['companionship'], quantity: 3 },
    ];
    const needs = [{ id: 'n', community: 'c', urgency: '难', category: 'elderly' }];
    expect(faultsOf({ ...around({ volunteers }), needs })[0]).toMatchObject({
      code: 'UNIT_AMBIGUOUS',
      path: ['needs', 0, 'category'],
    });
  });

  it('leaves what a need writes itself, and a category it does not know', () => {
    expect(asking({ category: 'elderly', capability: 'meal' })).toEqual([['meal', '', 1, 'session']]);
    expect(asking({ category: 'repair' })).toEqual([['repair', '', 1, 'session']]);
    expect(needsOf(create(smallest())).map(({ requirements }) => requirements.length)).toEqual([1, 2, 1]);
  });

  it('tells capabilities their names', () => {
    const record = create(smallest()).getNodeAttributes('capability:casework').record;
    expect(record).toEqual({ code: 'casework', name: { zh: '个案管理', en: 'casework' } });
  });

  it('is replaced by the input’s own, which may extend it', () => {
    const mine = { code: 'bath', requirements: [{ capability: 'bathing' }] };
    expect(asking({ category: 'wish' }, { catalogue: [] })).toEqual([['wish', '', 1, 'session']]);
    expect(asking({ category: 'bath' }, { catalogue: [...catalogue, mine] }).map(([code]) => code)).toEqual([
      'bathing',
    ]);
    expect(asking({ category: 'wish' }, { catalogue: [...catalogue, mine] })).toHaveLength(2);
    expect(asking({ category: 'wish' }, { catalogue })).toEqual(asking({ category: 'wish' }));
  });
});
