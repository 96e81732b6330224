import { describe, expect, it } from 'vitest';
import { createNetwork, type Input, match, type Plan, verify } from '../../../src/index.js';
import { RICH, SMALLEST } from './samples.js';

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
  if (typeof value === 'number') return [value + 1, value - 1, value + 0.5, -value - 1, String(value), null];
  if (typeof value === 'string') return [`${value}x`, '', 'urgent', 'volunteer:v2', '2026-03-07T09:00:00+08:00', 7];
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
    return [...without, { ...value, extra: 1 }, []];
  }
  return [];
}

/** Paths at which some mutant is still accepted. */
function accepted(input: Input, plan: Plan): { tried: number; paths: string[] } {
  const network = createNetwork(input);
  const paths: string[] = [];
  let tried = 0;
  for (const { path, value } of mutants(plan)) {
    if (JSON.stringify(value) === JSON.stringify(plan)) continue;
    tried++;
    if (verify(network, value).ok) paths.push(path.join('.'));
  }
  return { tried, paths };
}

describe('verify', () => {
  it.each([
    ['smallest', SMALLEST],
    ['rich', RICH],
  ])('accepts the plan of the %s input, as object and as text, and refuses every change of it', (_, input) => {
    const network = createNetwork(input);
    const plan = match(network);
    expect(verify(network, plan)).toMatchObject({ ok: true });
    expect(verify(network, JSON.stringify(plan)).ok).toBe(true);
    const { tried, paths } = accepted(input, plan);
    expect(tried).toBeGreaterThan(500);
    // Prices are not unique: another price that proves the same plan best is a proof as good. Nothing else may differ.
    expect(paths.filter((path) => !/^certificate\.(marks|position|keep|cost)/.test(path))).toEqual([]);
    console.log(tried, paths);
  });
});
