import { describe, expect, it } from 'vitest';
import { pairMentors } from '../../../src/advice/mentors.js';
import { createNetwork, type SocialWorkerInput, verifyStable } from '../../../src/index.js';
import { thrown } from '../../support/thrown.js';

const stations = [
  { id: 'city', tier: 'city' },
  { id: 'd', tier: 'district', parent: 'city' },
  { id: 's1', tier: 'street', parent: 'd' },
  { id: 's2', tier: 'street', parent: 'd' },
] as const;
const worker = (id: string, more: object): SocialWorkerInput => ({
  id,
  station: 's1',
  capabilities: ['casework'],
  quantity: 2,
  months: 60,
  ...more,
});
const paired = (socialWorkers: SocialWorkerInput[], options = {}, more: object = {}) => {
  const result = pairMentors(
    createNetwork({ stations, communities: [{ id: 'c', station: 's1' }], needs: [], socialWorkers, ...more }),
    options,
  );
  expect(verifyStable(result.lists, result.matching).ok).toBe(true);
  return { ...result, names: result.pairs.map((pair) => `${pair.worker}-${pair.mentor}`) };
};
const fresh = (id: string, more: object = {}) => worker(id, { months: 3, ...more });

describe('pairMentors', () => {
  it('pairs the new with the experienced of their own station before those above it, and never with others', () => {
    const { names, unpaired, pairs } = paired([
      fresh('n1'),
      fresh('n2', { station: 's2' }),
      fresh('n3', { station: 'd' }),
      worker('own', {}),
      worker('above', { station: 'd' }),
      worker('aide', { grade: 'auxiliary', station: 'city' }),
    ]);
    expect(names).toEqual(['n1-own', 'n2-above', 'n3-above']);
    expect(pairs.map(({ steps }) => steps)).toEqual([0, 1, 0]);
    expect(unpaired).toEqual([{ worker: 'aide', reason: 'noMentor' }]);
  });

  it('prefers the supervisor on record, wherever they are, then what both can do', () => {
    const skills = (...capabilities: string[]) => ({ capabilities });
    const { names, pairs } = paired([
      fresh('n1', { supervisor: 'far', ...skills('casework', 'grief') }),
      fresh('n2', skills('casework', 'grief')),
      worker('far', { station: 's2' }),
      worker('a', skills('casework')),
      worker('b', skills('casework', 'grief')),
    ]);
    expect(names).toEqual(['n1-far', 'n2-b']);
    expect(pairs.map(({ recorded, shared }) => [recorded, shared])).toEqual([
      [true, ['casework']],
      [false, ['casework', 'grief']],
    ]);
  });

  it('holds the span, of which those already supervised take their part', () => {
    const many = ['1', '2', '3'].map((id) => fresh(id));
    const mentors = [worker('m', {}), worker('s', { supervisor: 'm', station: 's2' })];
    const { names, unpaired, mentors: told } = paired([...many, ...mentors], { span: 3 });
    expect(names).toEqual(['1-m', '2-m']);
    expect(unpaired).toEqual([{ worker: '3', reason: 'noRoom' }]);
    expect(told).toEqual([
      { mentor: 'm', room: 2, taken: 2 },
      { mentor: 's', room: 3, taken: 0 },
    ]);
    expect(paired([...Array(9).keys()].map((id) => fresh(String(id))).concat(worker('m', {}))).names).toHaveLength(8);
  });

  it('prefers the shorter way, and knows a limit to it', () => {
    const at = (lat: number) => ({ location: { lat, lng: 110 } });
    const workers = [fresh('n', at(20)), worker('a', at(20.02)), worker('b', at(20.01)), worker('c', {})];
    expect(paired(workers).pairs).toEqual([
      { worker: 'n', mentor: 'b', recorded: false, steps: 0, shared: ['casework'], metres: 1112 },
    ]);
    expect(paired(workers.slice(0, 3), { radius: 1000 }).unpaired).toEqual([{ worker: 'n', reason: 'noMentor' }]);
  });

  it('without stations pairs within one community; the inactive take no part', () => {
    const at = (id: string, community: string, more: object = {}) =>
      fresh(id, { station: undefined, community, ...more });
    const { names, unpaired } = paired(
      [
        at('n1', 'a'),
        at('n2', 'b'),
        at('gone', 'a', { status: 'inactive' }),
        at('m', 'a', { months: 12 }),
        at('off', 'b', { months: 99, status: 'inactive' }),
      ],
      {},
      { stations: [], communities: [{ id: 'a' }, { id: 'b' }] },
    );
    expect(names).toEqual(['n1-m']);
    expect(unpaired).toEqual([{ worker: 'n2', reason: 'noMentor' }]);
  });

  it('refuses a span of none', () => {
    expect(thrown(() => paired([], { span: 0 })).code).toBe('INVALID_OPTIONS');
  });
});
