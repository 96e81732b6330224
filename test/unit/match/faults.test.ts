import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../src/compile/compile.js';
import {
  createNetwork,
  type Input,
  importNetwork,
  LinkageError,
  match,
  matchAsync,
  verify,
} from '../../../src/index.js';
import { metresBetween, pointAt } from '../../../src/kernel/place/sphere.js';
import { defaultPolicy } from '../../../src/policy/policy.js';
import { runs } from '../../support/runs.js';

/** Of the faults listed in ../faults.test.ts, those that only the whole pipe can meet. */
const base: Input = {
  communities: [{ id: 'c' }],
  volunteers: [{ id: 'v', community: 'c', capabilities: ['escort'], quantity: 2 }],
  needs: [{ id: 'n', community: 'c', urgency: '急', capability: 'escort' }],
};
const codes = (input: unknown) => importNetwork(input as Input).issues.map((issue) => issue.code);
const metres = (a: [number, number], b: [number, number]) => metresBetween(pointAt(...a), pointAt(...b));

describe('units, place and time', () => {
  it('fault 48: two scales of one unit convert exactly or are refused', () => {
    const money = (quantity: number) => ({
      ...base,
      resources: [{ id: 'f', kind: 'fund', capabilities: ['relief'], quantity, unit: 'yuan' }],
    });
    const network = createNetwork(money(12.34) as Input);
    expect(network.getNodeAttributes('resource:f').record).toMatchObject({ offers: [{ quantity: 1234, unit: 'fen' }] });
    expect(codes(money(0.001))).toEqual(['NOT_AN_INTEGER']);
  });

  it('fault 51: over the antimeridian the way is short', () => {
    expect(metres([0, 179.999], [0, -179.999])).toBe(222);
    expect(metres([0, 180], [0, -180])).toBe(0);
  });

  it('fault 52: poles and antipodes have a distance', () => {
    expect(metres([90, 0], [90, 123])).toBe(0);
    expect(metres([90, 0], [-90, 0])).toBe(metres([0, 0], [0, 180]));
    expect(Math.abs(metres([0, 0], [0, 180]) - Math.PI * 6_371_008.8)).toBeLessThan(2);
  });

  it('fault 53: two datums in one input are refused, not guessed at', () => {
    const here = { lat: 20, lng: 110 };
    const mixed = {
      ...base,
      communities: [{ id: 'c', location: here }],
      volunteers: [{ ...base.volunteers![0], location: { ...here, crs: 'GCJ02' } }],
    };
    expect(codes(mixed)).toContain('MIXED_CRS');
  });

  it('fault 54: instants without a zone are refused with the value', () => {
    const [issue] = importNetwork({ ...base, asOf: '2026-03-07T09:00:00' } as Input).issues;
    expect(issue).toMatchObject({ path: ['asOf'], value: '2026-03-07T09:00:00' });
  });

  it('fault 55: an instant in a gap or an overlap of summer time has one meaning, because it has an offset', () => {
    const until = (expiresAt: string) => ({ ...base, volunteers: [{ ...base.volunteers![0], expiresAt }] }) as Input;
    const served = (expiresAt: string) =>
      match(createNetwork(until(expiresAt)), { now: '2026-10-25T00:30:00Z' }).unmet.length === 0;
    expect(served('2026-10-25T02:29:00+02:00')).toBe(false);
    expect(served('2026-10-25T02:31:00+02:00')).toBe(true);
    expect(served('2026-10-25T01:29:00+01:00')).toBe(false);
    expect(served('2026-10-25T01:31:00+01:00')).toBe(true);
  });

  it('fault 57: an expired offer is left out and counted; a need past its due date moves up a class', () => {
    const now = '2026-03-07T09:00:00+08:00';
    const expired = {
      ...base,
      volunteers: [{ ...base.volunteers![0], expiresAt: '2026-03-07T08:59:00+08:00' }],
    } as Input;
    expect(match(createNetwork(expired), { now }).unmet[0]?.reason).toMatchObject({
      code: 'ruledOut',
      rules: { expiry: 1 },
    });
    const overdue = {
      ...base,
      needs: [{ ...base.needs[0], urgency: '盼', dueAt: '2026-03-01T00:00:00+08:00' }],
    } as Input;
    expect(match(createNetwork(overdue), { now }).linkages[0]?.rank[0]).toBe(2);
    expect(match(createNetwork(overdue)).linkages[0]?.rank[0]).toBe(3);
  });

  it('fault 58: empty and reversed intervals are refused', () => {
    const slot = (start: string, end: string) => ({ ...base, slots: [{ id: 's', start, end }] });
    expect(codes(slot('2026-03-07T09:00:00Z', '2026-03-07T09:00:00Z'))).toEqual(['CONTRADICTION']);
    expect(codes(slot('2026-03-07T09:00:00Z', '2026-03-07T08:00:00Z'))).toEqual(['CONTRADICTION']);
  });

  it('fault 59: no clock is read: without `now` time plays no part, and the plan says so', () => {
    const past = { ...base, volunteers: [{ ...base.volunteers![0], expiresAt: '1999-01-01T00:00:00Z' }] } as Input;
    expect(match(createNetwork(past))).toMatchObject({ timeRules: false, unmet: [] });
  });
});

describe('running', () => {
  it('fault 85: what the caller changes during an asynchronous match does not count', async () => {
    const needs = Array.from({ length: 1000 }, (_, i) => ({
      id: `n${i}`,
      community: 'c',
      urgency: '急',
      capability: 'escort',
    }));
    const volunteers = Array.from({ length: 60 }, (_, i) => ({
      id: `v${i}`,
      community: 'c',
      capabilities: ['escort'],
      quantity: 20,
    }));
    const network = createNetwork({ ...base, needs, volunteers } as Input);
    const before = match(network);
    const run = matchAsync(network);
    for (const { id } of needs.slice(0, 500)) network.dropNode(`need:${id}`);
    network.dropNode('volunteer:v7');
    expect(await run).toEqual(before);
  });

  it('fault 90: records in another order give the same plan', () => {
    const needs = ['b', 'a', 'c'].map((id) => ({ id, community: 'c', urgency: '急', capability: 'escort' }));
    const plans = [needs, [...needs].reverse()].map((list) =>
      JSON.stringify(match(createNetwork({ ...base, needs: list } as Input))),
    );
    expect(plans[0]).toBe(plans[1]);
  });

  it('fault 91: no decision hangs on Math.sin and its kin, which differ between machines', () => {
    const point = fc.record({ lat: fc.integer({ min: -90, max: 90 }), lng: fc.integer({ min: -180, max: 180 }) });
    const names = ['sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'atan2', 'exp', 'log', 'pow', 'hypot'] as const;
    const kept = names.map((name) => Math[name]);
    fc.assert(
      fc.property(point, point, (a, b) => {
        const expected = metresBetween(pointAt(a.lat, a.lng), pointAt(b.lat, b.lng));
        try {
          for (const name of names) Object.assign(Math, { [name]: () => Number.NaN });
          expect(metresBetween(pointAt(a.lat, a.lng), pointAt(b.lat, b.lng))).toBe(expected);
        } finally {
          for (const [i, name] of names.entries()) Object.assign(Math, { [name]: kept[i] });
        }
      }),
      runs(50),
    );
  });

  it('fault 92: too many candidates are refused before they are stored, naming the limit', () => {
    const many = {
      ...base,
      volunteers: Array.from({ length: 300 }, (_, i) => ({
        id: `v${i}`,
        community: 'c',
        capabilities: ['escort'],
        quantity: 1,
      })),
      needs: Array.from({ length: 300 }, (_, i) => ({
        id: `n${i}`,
        community: 'c',
        urgency: '急',
        capability: 'escort',
      })),
    };
    const call = () => compile(createNetwork(many as Input), defaultPolicy, { maxCandidates: 1000 });
    expect(call).toThrow(LinkageError);
    expect(call).toThrow(
      expect.objectContaining({ code: 'CANDIDATES_TOO_MANY', message: expect.stringContaining('000') }),
    );
  });

  it('fault 93: a plan that says optimal and is not is refused', () => {
    const network = createNetwork(base);
    const plan = match(network);
    const emptied = { ...plan, linkages: [] };
    expect(verify(network, plan).ok).toBe(true);
    expect(verify(network, emptied).ok).toBe(false);
  });
});
