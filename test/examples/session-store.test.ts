import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openStore } from '../../examples/session-store.js';
import { createNetwork, type Input } from '../../src/index.js';
import { attempt, changesOf, history } from '../support/live-events.js';
import { runs } from '../support/runs.js';

it('a session that was killed begins again with the plan it had told, between equals too', () => {
  let made = 0;
  fc.assert(
    fc.property(history(8), ({ before: { input }, pool, calls }) => {
      const folder = mkdtempSync(join(tmpdir(), 'session-'));
      try {
        const open = () => openStore(folder, () => createNetwork(input as Input));
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
    runs(60, 20),
  );
  expect(made).toBeGreaterThan(60);
});
