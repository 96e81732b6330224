import { describe, expect, it } from 'vitest';
import {
  createNetwork,
  type Input,
  type MatchOptions,
  match,
  measures,
  type Plan,
  verify,
} from '../../../src/index.js';
import { TIMES } from '../../support/runs.js';
import { RICH, SMALLEST } from '../../support/samples.js';

type Path = readonly (string | number)[];

/** Every copy of a JSON value that differs in one place: leaves changed, keys and elements left out or doubled. */
function* mutants(value: unknown, path: Path = []): Generator<{ path: Path; value: unknown }> {
  for (const other of others(value)) yield { path, value: other };
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    const step = Array.isArray(value) ? Number(key) : key;
    for (const inner of mutants(Reflect.get(value, key), [...path, step])) {
      const copy: object = Array.isArray(value) ? [...value] : { ...value };
      Reflect.set(copy, key, inner.value);
      yield { path: inner.path, value: copy };
    }
  }
}

function others(value: unknown): unknown[] {
  if (typeof value === 'number') return [value + 1, value - 1, value + 0.5, String(value)];
  if (typeof value === 'string') return [`${value}x`, 'urgent', 'volunteer:v2', '2026-03-07T09:00:00+08:00'];
  if (typeof value === 'boolean') return [!value, null];
  if (Array.isArray(value)) {
    const shorter = value.map((_, i) => value.toSpliced(i, 1));
    return [
      ...shorter,
      ...(value.length > 0 ? [[...value, value[0]]] : []),
      ...(value.length > 1 ? [value.toReversed()] : []),
      {},
    ];
  }
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value);
    const without = keys.map((key) => Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)));
    // Rules are a record: one more is a figure. Elsewhere it is a field of somebody else's.
    return [...without, ...(Object.values(value).every(Number.isInteger) ? [{ ...value, extra: 1 }] : []), []];
  }
  return [];
}

/** Paths at which some mutant is still accepted; of large plans every fifth in `npm test`, all in the long suites. */
function accepted(input: Input, plan: Plan): { tried: number; paths: string[] } {
  const network = createNetwork(input);
  const paths: string[] = [];
  let tried = 0;
  const each = TIMES > 1 || plan.linkages.length <= 2 ? 1 : 5;
  for (const { path, value } of mutants(plan)) {
    if (JSON.stringify(value) === JSON.stringify(plan)) continue;
    if (++tried % each === 0 && verify(network, value).ok) paths.push(path.join('.'));
  }
  return { tried, paths };
}

describe('verify', () => {
  it.each([
    ['best', 'smallest', SMALLEST, {}],
    ['best', 'rich', RICH, {}],
    ['greedy', 'rich', RICH, { method: 'greedy' as const }],
  ])('accepts the %s plan of the %s input, as object and as text, and refuses every change of it', (...given) => {
    const [, , input, options] = given;
    const network = createNetwork(input);
    const plan = match(network, options);
    expect(verify(network, plan)).toMatchObject({ ok: true });
    expect(verify(network, JSON.stringify(plan)).ok).toBe(true);
    const { tried, paths } = accepted(input, plan);
    expect(tried).toBeGreaterThan(500);
    // Prices are not unique: another price that proves the same plan best is a proof as good. Nothing else may differ.
    expect(paths.filter((path) => !/^certificate\.(marks|position|keep|load|cost)/.test(path))).toEqual([]);
  });

  it('names what is wrong', () => {
    const network = createNetwork(RICH);
    const plan = match(network);
    const failed = (value: unknown) =>
      verify(network, value)
        .checks.filter((check) => !check.ok)
        .map(({ name, detail }) => `${name}: ${detail}`)
        .join('\n');
    const changed = (change: (copy: Plan) => void) => {
      const copy = structuredClone(plan);
      change(copy);
      return failed(copy);
    };
    expect(failed(plan)).toBe('');
    expect(failed({})).toMatch(/^shape: .*version/);
    expect(changed((copy) => (copy.certificate.digest = '0'))).toMatch(/^instance: /);
    expect(changed((copy) => (copy.linkages[0]!.allocations[0]!.provider = 'volunteer:v1'))).toMatch(
      /^candidates: 1 .*First: need a, volunteer:v1/,
    );
    expect(changed((copy) => copy.linkages[0]!.allocations[0]!.quantity++)).toMatch(/^feasible: /);
    expect(changed((copy) => copy.linkages.pop())).toMatch(/^(demand: .*one more unit|supply: .*room for 1 more)/m);
    expect(changed((copy) => (copy.coverage.byUnit[0]!.covered = 5))).toBe(
      'coverage: coverage.byUnit[0].covered: the plan says 5, the data say 2.',
    );
    expect(changed((copy) => (copy.unmet[0]!.reason.code = 'noOffer'))).toMatch(/^unmet: unmet\[0\].reason.code/);
  });

  it('refuses a plan on other records', () => {
    const plan = match(createNetwork(SMALLEST));
    const other = createNetwork({ ...SMALLEST, volunteers: SMALLEST.volunteers!.slice(0, 1) });
    expect(verify(other, plan).ok).toBe(false);
    expect(verify(createNetwork(RICH), plan).ok).toBe(false);
  });

  it('refuses a plan that is feasible, truly reported and worse', () => {
    const volunteer = { community: 'd', capabilities: ['escort'], quantity: 1 };
    const network = createNetwork({
      asOf: '2026-03-07T00:00:00Z',
      communities: [{ id: 'd' }],
      volunteers: [
        { id: 'stale', ...volunteer, updatedAt: '2026-03-06T00:00:00Z' },
        { id: 'fresh', ...volunteer, updatedAt: '2026-03-07T00:00:00Z' },
      ],
      needs: [{ id: 'n', community: 'd', urgency: '难', capability: 'escort' }],
    });
    const plan = match(network);
    expect(plan.linkages[0]!.volunteers).toEqual(['volunteer:fresh']);
    const worse = structuredClone(plan);
    worse.cost = 10;
    worse.linkages[0]!.volunteers = ['volunteer:stale'];
    Object.assign(worse.linkages[0]!.allocations[0]!, { provider: 'volunteer:stale', cost: 10 });
    const failed = verify(network, worse).checks.filter((check) => !check.ok);
    expect(failed.length).toBeGreaterThan(0);
    for (const { name } of failed) expect(['supply', 'demand', 'certificate']).toContain(name);
    expect(failed.some(({ name }) => name !== 'certificate')).toBe(true);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a number', 1],
    ['text that is no JSON', '{'],
    ['deep text', '['.repeat(200_000)],
    ['a getter that throws', Object.defineProperty({}, 'version', { enumerable: true, get: () => raise(new Error()) })],
    ['a getter that throws null', Object.defineProperty({}, 'version', { enumerable: true, get: () => raise(null) })],
    ['a proxy that throws', new Proxy({}, { ownKeys: () => raise(new Error()), get: () => raise(new Error()) })],
  ])('answers no to %s', (_, plan) => {
    expect(verify(createNetwork(SMALLEST), plan)).toMatchObject({ ok: false, checks: [{ name: 'shape', ok: false }] });
  });

  it('refuses bad options', () => {
    const network = createNetwork(SMALLEST);
    const options: object = { polcy: undefined };
    expect(() => verify(network, match(network), options)).toThrow(/options/);
  });

  it('takes the options of `match` as they were', () => {
    const network = createNetwork(SMALLEST);
    const options: MatchOptions = {
      now: '2026-03-07T09:00:00+08:00',
      levels: ['rank', 'cost'],
      method: 'optimal',
      timeLimit: 3_600_000,
      workLimit: 1_000_000,
      societies: ['volunteer', 'resource'],
      bans: [],
      pins: [],
    };
    const plan = match(network, options);
    expect(verify(network, plan, options).ok).toBe(true);
    expect(measures(network, plan, options).coverage).toHaveLength(plan.coverage.byUnit.length);
  });
});

function raise(what: unknown): never {
  throw what;
}
