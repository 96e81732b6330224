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
import { around, create, smallest } from '../inputs.js';

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
      ['casework', 'socialWorker', 1, 'case'],
      ['relief', 'resource', 'unknown', 'fen'],
    ]);
    expect(asking({ category: 'wish' }).map(([code]) => code)).toEqual(['gift', 'delivery']);
    expect(asking({ category: 'other' })).toEqual([['other', '', 1, 'session']]);
  });

  it('gives every capability its usual unit and amount', () => {
    for (const { code, requirements, unit, quantity } of catalogue) {
      if (requirements || code === 'other' || code === 'fen' || code === 'minute') continue;
      expect([code, unit, quantity]).toEqual([code, expect.any(String), unit === 'fen' ? 'unknown' : 1]);
    }
  });

  it('lets a category stand for the same lines whoever offers what in which unit', () => {
    const companion = (id: string, line: object) => ({ id, capabilities: ['companionship'], ...line });
    const hours = companion('1', { hours: 3 });
    const sessions = companion('2', { quantity: 3 });
    for (const volunteers of [[], [hours], [sessions], [hours, sessions]])
      expect(asking({ category: 'elderly' }, { volunteers })).toEqual([
        ['casework', 'socialWorker', 1, 'case'],
        ['companionship', 'organisation,volunteer', 1, 'session'],
      ]);
  });

  it('leaves what a need writes itself, and a category it does not know', () => {
    expect(asking({ category: 'elderly', capability: 'meal' })).toEqual([['meal', '', 1, 'session']]);
    expect(asking({ category: 'repair' })).toEqual([['repair', '', 1, 'session']]);
    expect(needsOf(create(smallest())).map(({ requirements }) => requirements.length)).toEqual([1, 2, 1]);
  });

  it('tells capabilities their names', () => {
    const record = create(smallest()).getNodeAttributes('capability:casework').record;
    expect(record).toEqual({ code: 'casework', name: { zh: '个案管理', en: 'casework' }, unit: 'case', quantity: 1 });
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
