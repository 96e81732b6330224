import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { openStore } from '../../examples/session-store.js';
import { type Change, createNetwork, type Input } from '../../src/index.js';
import { attempt, changesOf, history } from '../support/live-events.js';
import { runs } from '../support/runs.js';

it('a session that was killed begins again with the plan it had told, between equals too', () => {
  let made = 0;
  fc.assert(
    fc.property(history(8), fc.integer({ min: 1, max: 4 }), ({ before: { input }, pool, calls }, kept) => {
      const folder = mkdtempSync(join(tmpdir(), 'session-'));
      try {
        const open = () => openStore(folder, () => createNetwork(input as Input), kept);
        let store = open();
        for (const [i, draws] of calls.entries()) {
          // Killed half-way, too.
          if (i === Math.floor(calls.length / 2)) store = open();
          const changes = changesOf(store.live, pool, draws);
          if (attempt(() => store.apply(changes)).value !== undefined) made++;
        }
        const again = open();
        expect(JSON.stringify(again.live.plan)).toBe(JSON.stringify(store.live.plan));
        expect(again.live.options).toEqual(JSON.parse(JSON.stringify(store.live.options)));
      } finally {
        rmSync(folder, { recursive: true });
      }
    }),
    runs(60),
  );
  expect(made).toBeGreaterThan(60);
});

describe('the journal', () => {
  let folder = '';
  const journal = () => join(folder, 'journal.jsonl');
  const lines = () => readFileSync(journal(), 'utf8').split('\n').slice(0, -1);
  const open = (kept?: number) => {
    folder ||= mkdtempSync(join(tmpdir(), 'session-'));
    return openStore(folder, () => createNetwork({ communities: [{ id: 'c' }], needs: [] }), kept);
  };
  const add = (i: number): Change[] => [
    { type: 'add', kind: 'need', record: { id: `n${i}`, community: 'c', urgency: '急', capability: 'meal' } },
  ];
  const needs = (store: ReturnType<typeof open>) => store.live.plan.unmet.map(({ need }) => need);
  const all = Array.from({ length: 10 }, (_, i) => `n${i}`);
  afterEach(() => {
    rmSync(folder, { recursive: true });
    folder = '';
  });

  it.each([
    ['cut off', (text: string) => text.slice(0, 20)],
    ['made something else', () => 'tea'],
    ['emptied', () => ''],
    ['no call', () => 'null'],
    ['without its number', (text: string) => text.replace('number', 'numero')],
    ['refused by the session', (text: string) => text.replace('"c"', '"nowhere"')],
    ['taken out', () => undefined],
  ])('of which a line is %s stops the start, names the line, and is kept as it is', (_, broken) => {
    const store = open();
    all.forEach((_, i) => void store.apply(add(i)));
    const text = lines()
      .flatMap((line, i) => (i === 4 ? (broken(line) ?? []) : line))
      .join('\n');
    writeFileSync(journal(), `${text}\n`);
    const session = readFileSync(join(folder, 'session.json'), 'utf8');
    expect(() => open()).toThrow(`${journal()}:5 is broken. `);
    expect(readFileSync(journal(), 'utf8')).toBe(`${text}\n`);
    expect(readFileSync(join(folder, 'session.json'), 'utf8')).toBe(session);
  });

  it('of which the last line was cut off goes on from the one before', () => {
    const store = open();
    all.forEach((_, i) => void store.apply(add(i)));
    const text = readFileSync(journal(), 'utf8');
    for (const cut of [1, 2, 30, lines().at(-1)!.length]) {
      writeFileSync(journal(), text.slice(0, -cut));
      const again = open();
      expect(needs(again)).toEqual(all.slice(0, 9));
      again.apply(add(9));
      expect(readFileSync(journal(), 'utf8')).toBe(text);
    }
    expect(needs(open())).toEqual(all);
  });

  it('is folded while the session runs, after as many calls as are kept', () => {
    const store = open(4);
    const kept = all.map((_, i) => {
      store.apply(add(i));
      return lines().length;
    });
    expect(kept).toEqual([1, 2, 3, 0, 1, 2, 3, 0, 1, 2]);
    expect(needs(open(4))).toEqual(all);
    open(4).close();
    expect(lines()).toEqual([]);
    expect(needs(open(4))).toEqual(all);
  });

  it('that could not be emptied after a fold is not made twice', () => {
    const store = open(5);
    for (let i = 0; i < 4; i++) store.apply(add(i));
    const four = readFileSync(journal(), 'utf8');
    store.apply(add(4));
    appendFileSync(journal(), four);
    const again = open(5);
    again.apply(add(5));
    expect(needs(open(5))).toEqual(all.slice(0, 6));
    expect(existsSync(join(folder, 'session.json.new'))).toBe(false);
  });
});
