import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usualDue, workdaysOf } from '../../../../src/model/catalogue/due.js';
import { needsOf } from '../../../../src/model/network.js';
import { runs } from '../../../support/runs.js';
import { around, create, importing, type Loose } from '../inputs.js';

const MONDAY = '2026-03-02T09:30:00+08:00';
const dueAt = (need: Loose, more: Loose = {}) => {
  const row = { id: 'n', community: 'c', capability: 'escort', urgency: '急', reportedAt: MONDAY, ...need };
  return needsOf(create(around({ needs: [row], ...more })))[0]!.dueAt;
};

describe('when a need is due that does not say so', () => {
  it.each([
    ['急', '2026-03-05T09:30:00+08:00'],
    ['难', '2026-03-23T09:30:00+08:00'],
    ['愁', '2026-04-01T09:30:00+08:00'],
    ['盼', '2026-05-31T09:30:00+08:00'],
  ])('%s: counted from the report', (urgency, due) => expect(dueAt({ urgency })).toBe(due));

  it('is not known without the day of the report, and is what is written where it is written', () => {
    expect(dueAt({ reportedAt: undefined })).toBeUndefined();
    expect(dueAt({ dueAt: MONDAY })).toBe(MONDAY);
  });

  it('goes by the calendar: holidays do not count, weekends that are worked do', () => {
    const calendar = [
      { day: '2026-03-03' },
      { day: '2026-03-07', working: true },
      { day: '2026-03-20', working: false },
    ];
    expect(dueAt({ urgency: '难' }, { calendar: calendar.slice(0, 1) })).toBe('2026-03-24T09:30:00+08:00');
    expect(dueAt({ urgency: '难' }, { calendar: calendar.slice(0, 2) })).toBe('2026-03-23T09:30:00+08:00');
    expect(dueAt({ urgency: '难' }, { calendar })).toBe('2026-03-24T09:30:00+08:00');
    expect(dueAt({ urgency: '愁' }, { calendar })).toBe('2026-04-01T09:30:00+08:00');
  });

  it('goes by the catalogue: the category first, then the urgency, each as far as it says', () => {
    const catalogue = [
      { code: 'relief', due: { urgent: 24, difficult: 3 } },
      { code: 'hoped', due: { hoped: 60 } },
      { code: 'urgent', due: { urgent: 48 } },
    ];
    const due = (category: string | undefined, urgency: string) =>
      dueAt({ category, urgency, reportedAt: '2026-03-02T00:00:00Z' }, { catalogue })?.slice(0, 10);
    expect(due('relief', '急')).toBe('2026-03-03');
    expect(due('relief', '难')).toBe('2026-03-05');
    expect(due('relief', '盼')).toBe('2026-05-01');
    expect(due(undefined, '急')).toBe('2026-03-04');
    expect(due('other', '难')).toBe('2026-03-23');
  });

  it('keeps the clock of the report, whatever the day is elsewhere', () => {
    // A Saturday in China, a Friday in Greenwich.
    expect(dueAt({ urgency: '难', reportedAt: '2026-03-07T01:00:00+08:00' })).toBe('2026-03-27T01:00:00+08:00');
    expect(dueAt({ urgency: '难', reportedAt: '2026-03-06T17:00:00Z' })).toBe('2026-03-27T17:00:00Z');
    expect(dueAt({ urgency: '难', reportedAt: '2026-03-08T20:00:00-05:30' })).toBe('2026-03-27T20:00:00-05:30');
  });

  it('ends where nobody ever works, and where days can no longer be written', () => {
    const { urgency, reportedAt } = { urgency: 'difficult' as const, reportedAt: MONDAY };
    expect(
      usualDue(
        { urgency, reportedAt },
        () => undefined,
        () => false,
      ),
    ).toBe('2027-03-18T09:30:00+08:00');
    expect(dueAt({ urgency: '盼', reportedAt: '9999-12-30T00:00:00Z' })).toBe('9999-12-31T00:00:00Z');
  });

  it('is at the same time of a working day, as many working days later', () => {
    const day = fc.integer({ min: 0, max: 30_000 });
    fc.assert(
      fc.property(
        day,
        fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.boolean())),
        fc.nat(40),
        (from, listed, within) => {
          const iso = (n: number) => new Date(n * 86_400_000).toISOString().slice(0, 10);
          const days = new Map(listed.map(([after, working]) => [iso(from + after), working]));
          const isWorkday = (n: number) => days.get(iso(n)) ?? ![0, 6].includes(new Date(iso(n)).getUTCDay());
          const known = workdaysOf([...days].map(([name, working]) => ({ day: name, working })));
          const need = { urgency: 'difficult' as const, reportedAt: `${iso(from)}T12:00:00Z` };
          const due = usualDue(need, () => ({ difficult: within + 1 }), known);
          const last = Date.parse(due.slice(0, 10)) / 86_400_000;
          let count = 0;
          for (let n = from + 1; n <= last; n++) if (isWorkday(n)) count++;
          expect([count, isWorkday(last), due.slice(10)]).toEqual([within + 1, true, 'T12:00:00Z']);
        },
      ),
      runs(200),
    );
  });
});

describe('the calendar', () => {
  it('has real days, each once', () => {
    const days = [{ day: '2026-02-30' }, { day: '2026-10-01' }, { day: '2026-10-01' }, {}];
    const { issues, network } = importing(around({ calendar: days }));
    expect(issues.map(({ code, path }) => `${code} ${path.join('.')}`).sort()).toEqual([
      'BAD_INSTANT calendar.0.day',
      'DUPLICATE_ID calendar.2.day',
      'REQUIRED calendar.3.day',
    ]);
    expect(issues.find(({ code }) => code === 'BAD_INSTANT')?.message).toMatch(/a real day, such as 2026-10-01/);
    expect(network.getAttribute('calendar')).toEqual([{ day: '2026-10-01', working: false }]);
  });
});
