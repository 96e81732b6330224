import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createNetwork,
  doneHistory,
  type Input,
  match,
  type Need,
  nextWeek,
  outcomeFigures,
  replay,
  timeBank,
  verify,
} from '../../src/index.js';
import { writtenInput } from '../../src/outcomes/written.js';
import { dice, seeds, shuffled } from '../support/dice.js';
import { smallNetwork } from '../support/network-arbitrary.js';
import { figuresOf, recount, weekOf } from '../support/outcome-oracle.js';
import { yearOf } from '../support/outcome-weeks.js';
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

describe('whatever happens', () => {
  const anyYear = seeds.map((seed) => ({ roll: dice(seed), ...yearOf(seed, 6) }));

  it('a list counts the same in any order of what is not of one instant, and however often', () => {
    fc.assert(
      fc.property(anyYear, ({ weeks, events, roll }) => {
        const first = events.filter(({ id }, i) => events.findIndex((one) => one.id === id) === i);
        const instants = new Set(first.map(({ at }) => at));
        const same = replay(weeks, events);
        expect(replay(weeks, [...events, ...events])).toEqual(same);
        if (instants.size === first.length) expect(replay(weeks, shuffled(first, roll))).toEqual(same);
      }),
      runs(3),
    );
  });

  it('the time bank balances to the minute', () => {
    fc.assert(
      fc.property(anyYear, fc.nat(600), ({ weeks, events, roll }, cap) => {
        const replayed = replay(weeks, events);
        const volunteers = ['volunteer:v0', 'volunteer:v1', 'volunteer:v9'];
        const accounts = Object.fromEntries(replayed.needs.map(({ need }) => [need, volunteers[roll(3)]!]));
        const opening = { 'volunteer:v9': 100 + roll(200) };
        const { postings, accounts: all } = timeBank(replayed, { accounts, opening, cap });
        const moved = (to: string, from?: string) =>
          postings
            .filter((one) => one.to === to && (from === undefined || one.from === from))
            .reduce((sum, { minutes }) => sum + minutes, 0);
        const sum = (of: (one: (typeof all)[number]) => number) => all.reduce((total, one) => total + of(one), 0);
        const given = replayed.providers.filter(({ provider }) => provider.startsWith('volunteer:'));
        expect(sum(({ earned }) => earned) + moved('overCap')).toBe(
          given.reduce((total, { minutes }) => total + minutes, 0),
        );
        expect(sum(({ balance }) => balance)).toBe(
          opening['volunteer:v9'] + sum(({ earned }) => earned) - moved('used'),
        );
        for (const one of all) {
          expect(one.balance).toBe(one.opening + moved(one.account) - moved('used', one.account));
          expect(one.balance).toBeGreaterThanOrEqual(0);
          expect(one.balance).toBeLessThanOrEqual(Math.max(cap, one.opening));
        }
        expect(postings.every(({ minutes }) => minutes > 0)).toBe(true);
      }),
      runs(5),
    );
  });

  it('the next week asks for what is left of what is open, and can be planned', () => {
    fc.assert(
      fc.property(anyYear, ({ weeks, events }) => {
        const { input, previous, bans } = nextWeek(weeks, events);
        const { episodes, outcomes } = recount(weeks, events);
        const last = weeks.at(-1)!;
        /** By need, of the last rows: lines of which something is left. */
        const left = new Map<string, [string, number][]>();
        for (const { need, state, asked: all, done } of episodes) {
          const key = `need:${need}`;
          left.delete(need);
          if (!['open', 'partly'].includes(state) || !last.network.hasNode(key)) continue;
          const row = last.network.getNodeAttribute(key, 'record') as Need;
          const lines = row.requirements.map(({ id }): [string, number] => [id, all.get(id)! - (done.get(id) ?? 0)]);
          if (lines.some(([, units]) => units > 0))
            left.set(
              need,
              lines.filter(([, units]) => units > 0),
            );
        }
        const asked = (
          input.needs as unknown as { id: string; requirements: { id: string; quantity: number }[] }[]
        ).map(({ id, requirements }) => [id, requirements.map((line) => [line.id, line.quantity])]);
        expect(asked).toEqual([...left].sort(([a], [b]) => (a < b ? -1 : 1)));
        const standing = outcomes.filter(
          ({ one, state }) =>
            one.week === weeks.length - 1 &&
            ['planned', 'accepted', 'started', 'partly'].includes(state) &&
            left.has(one.need),
        );
        const promised = previous.linkages.flatMap(({ need, degree, allocations }) =>
          allocations.map(({ requirement, provider, quantity }) => [need, requirement, provider, quantity, degree]),
        );
        const degrees = { planned: undefined, accepted: 'accepted', started: 'running', partly: 'running' };
        expect(promised.sort()).toEqual(
          standing
            .map(({ one, done, state }) => [
              one.need,
              one.requirement,
              one.provider,
              one.quantity - done,
              degrees[state as 'planned'],
            ])
            .sort(),
        );
        const network = createNetwork(input);
        const plan = match(network, { previous, bans });
        expect(verify(network, plan, { previous, bans }).ok).toBe(true);
        const history = doneHistory(weeks, events);
        expect(history.every(({ covered, share }) => covered >= 0 && covered <= share)).toBe(true);
      }),
      runs(3),
    );
  });

  it('records that are written read the same again', () => {
    fc.assert(
      fc.property(smallNetwork, ({ input }) => {
        const network = createNetwork(input as Input);
        expect(createNetwork(writtenInput(network)).export()).toEqual(network.export());
      }),
      runs(40),
    );
  });
});
