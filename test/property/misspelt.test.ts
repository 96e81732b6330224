import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNetwork, importNetwork, match } from '../../src/index.js';
import type { Input } from '../../src/model/records.js';
import { runs } from '../support/runs.js';

/** Own words, far from each other, and words of the catalogue; all of some length. */
const CAPABILITIES = ['puppetry', 'gardening', 'escort', 'haircut', 'legalAid'];
const CATEGORIES = ['elderly', 'medical', 'festival'];
const GROUPS = ['distressed-child', 'vagrant', 'newcomers'];
const CHECKS = ['childSafety', 'driving'];
const PAPERS = ['hukouBook', 'passport'];

const some = (words: readonly string[]) => fc.option(fc.subarray([...words], { minLength: 1 }), { nil: undefined });
const one = (words: readonly string[]) => fc.constantFrom(...words);

const offer = fc.record({
  capabilities: fc.subarray(CAPABILITIES, { minLength: 1 }),
  declines: some([...CAPABILITIES, ...CATEGORIES]),
  prefers: some([...CAPABILITIES, ...CATEGORIES]),
  purposes: some([...CAPABILITIES, ...CATEGORIES]),
  checks: fc.subarray(CHECKS).map((codes) => codes.map((code) => ({ code }))),
  eligibility: fc.record({ groups: some(GROUPS), excludeGroups: some(GROUPS), documents: some(PAPERS) }),
  restriction: fc.record({ groups: some(GROUPS), categories: some(CATEGORIES) }),
});
const ask = fc.record({
  capability: one(CAPABILITIES),
  category: fc.option(one(CATEGORIES), { nil: undefined }),
  groups: fc.subarray(GROUPS),
  checks: some(CHECKS),
  documents: some(PAPERS),
});

const network = fc
  .record({
    offers: fc.array(offer, { minLength: 1, maxLength: 4 }),
    asks: fc.array(ask, { minLength: 1, maxLength: 4 }),
  })
  .map(({ offers, asks }) => ({
    communities: [{ id: 'c' }],
    volunteers: offers.map((fields, i) => ({ ...fields, id: `v${i}`, community: 'c', quantity: 2, unit: 'session' })),
    needs: asks.map((fields, i) => ({
      ...fields,
      id: `n${i}`,
      community: 'c',
      urgency: '难',
      quantity: 1,
      unit: 'session',
    })),
  }));

type Json = { [key: string]: Json } | Json[] | string | number | undefined;

/** Fields without words of ours. */
const FREE = new Set(['id', 'community', 'urgency', 'unit', 'quantity']);

/** Where the words of coded fields stand. */
function wordsIn(value: Json, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, child]) =>
    FREE.has(key) || key === 'communities' ? [] : wordsIn(child as Json, [...path, key]),
  );
}

/** The word with a letter too few, too many, wrong or swapped, in capitals, or with a blank. */
function misspelt(word: string, kind: number, at: number): string {
  const i = at % word.length;
  const j = at % (word.length - 1);
  return [
    word.slice(0, i) + word.slice(i + 1),
    `${word.slice(0, i)}q${word.slice(i)}`,
    `${word.slice(0, i)}q${word.slice(i + 1)}`,
    word.slice(0, j) + word[j + 1] + word[j] + word.slice(j + 2),
    word.toUpperCase(),
    `${word.slice(0, i)} ${word.slice(i)}`,
  ][kind]!;
}

describe('a misspelt word', () => {
  it('is told, or the plan is the same', () => {
    let told = 0;
    fc.assert(
      fc.property(network, fc.nat(1000), fc.nat(5), fc.nat(30), (input, which, kind, at) => {
        const places = wordsIn(input as unknown as Json);
        const path = places[which % places.length]!;
        const wrong = structuredClone(input) as unknown as Json;
        const holder = path.slice(0, -1).reduce((value, step) => Reflect.get(value as object, step), wrong) as object;
        const word = Reflect.get(holder, path.at(-1)!) as string;
        const slip = misspelt(word, kind, at);
        Reflect.set(holder, path.at(-1)!, slip);
        const { issues, hints } = importNetwork(wrong as unknown as Input);
        if ([...issues, ...hints].some(({ value }) => value === slip)) return void told++;
        // A list of what may be either leaves out a record where two words become one.
        expect(issues.map(({ code }) => code).filter((code) => code !== 'DUPLICATE')).toEqual([]);
        if (issues.length > 0) return;
        const plan = (records: unknown) => ({ ...match(createNetwork(records as Input)), certificate: undefined });
        expect(plan(wrong)).toEqual(plan(input));
      }),
      runs(100),
    );
    expect(told).toBeGreaterThan(0);
  });

  it('nothing is told of words that are right', () => {
    fc.assert(
      fc.property(network, (input) => {
        const { issues, hints } = importNetwork(input as unknown as Input);
        // Of one's own words those of one side alone are told, as such.
        expect([...issues, ...hints.filter(({ code }) => code !== 'LONE_WORD')]).toEqual([]);
      }),
      runs(100),
    );
  });
});
