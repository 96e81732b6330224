import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createNetwork,
  doneHistory,
  match,
  nextWeek,
  outcomeFigures,
  replay,
  timeBank,
  verify,
} from '../../src/index.js';
import { seeds } from '../support/dice.js';
import { figuresOf, recount, weekOf } from '../support/outcome-oracle.js';
import { sinceOf, yearOf } from '../support/outcome-weeks.js';
import { runs } from '../support/runs.js';

const PRICES = { rice: 350 };

describe('52 weeks of what happened', () => {
  it('come to what is counted again from the definitions, figure by figure', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { weeks, events } = yearOf(seed, 52);
        const replayed = replay(weeks, events, { matter: 'person' });
        const figures = outcomeFigures(replayed, { prices: PRICES, before: { 'volunteer:v0': 6000 } });
        const count = recount(weeks, events);
        const iso = (at: number | undefined) => (at === undefined ? undefined : new Date(at).toISOString());

        expect(Date.parse(replayed.now)).toBe(count.now.valueOf());
        expect(
          replayed.allocations.map((one) => [
            one.week,
            one.need,
            one.provider,
            one.planned,
            one.carried,
            one.done,
            one.state,
          ]),
        ).toEqual(
          count.outcomes.map(({ one, done, state }, i) => [
            one.week,
            one.need,
            one.provider,
            one.quantity,
            count.carried[i],
            done,
            state,
          ]),
        );
        expect(
          replayed.needs.map((one) => [
            one.need,
            one.week,
            one.state,
            one.closedAt,
            one.respondedAt,
            one.repeat,
            one.satisfaction,
            one.goal,
            one.servedBy,
          ]),
        ).toEqual(
          count.episodes.map((one) => [
            one.need,
            one.week,
            one.state,
            iso(one.closed),
            iso(one.responded),
            count.repeats.has(one),
            one.satisfaction,
            one.goal,
            one.servedBy,
          ]),
        );
        for (const one of replayed.providers) {
          const own = count.events.filter((event) => 'provider' in event && event.provider === one.provider);
          const of = (type: string) => own.filter((event) => event.type === type).length;
          const month = own.filter(
            ({ type, at }) => type === 'done' && count.now.valueOf() - Date.parse(at) < 2_592_000_000,
          );
          const minutes = count.services.filter((s) => s.one.provider === one.provider && s.one.unit === 'minute');
          const cases = count.outcomes.filter(
            ({ one: { week, provider, unit }, state }) =>
              week === weeks.length - 1 &&
              provider === one.provider &&
              unit === 'case' &&
              ['accepted', 'started', 'partly'].includes(state),
          );
          expect(one).toEqual({
            provider: one.provider,
            shows: of('done'),
            noShows: of('noShow'),
            declines: of('decline'),
            minutes: minutes.reduce((sum, { quantity }) => sum + quantity, 0),
            servedLast30Days: month.length,
            openCases: cases.reduce((sum, { one: { quantity }, done }) => sum + quantity - done, 0),
          });
        }
        expect(figures.all).toEqual(figuresOf(count, () => true, PRICES));
        expect(figures.communities.map(({ community }) => community)).toEqual(
          [...new Set(count.episodes.map(({ record }) => record.community))].sort(),
        );
        for (const { community, ...row } of figures.communities)
          expect(row).toEqual(figuresOf(count, (other) => other === community, PRICES));
        expect(figures.weeks).toEqual(weeks.map((_, week) => weekOf(count, week)));
        for (const { provider, minutes, stars } of figures.volunteers) {
          const given = count.services.filter(({ one }) => one.provider === provider && one.unit === 'minute');
          expect(minutes).toBe(
            given.reduce((sum, { quantity }) => sum + quantity, provider === 'volunteer:v0' ? 6000 : 0),
          );
          expect(stars).toBe([6000, 18_000, 36_000, 60_000, 90_000].filter((least) => least <= minutes).length);
        }
      }),
      runs(1),
    );
  });
});
