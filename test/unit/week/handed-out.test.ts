import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNetwork, match } from '../../../src/index.js';
import { dispatchCalendar, dispatchText } from '../../../src/io/dispatch/dispatch-out.js';
import { handedOut } from '../../../src/week/handed-out.js';
import { runs } from '../../support/runs.js';

const SLOT = { id: 'sat', start: '2026-03-07T09:00:00+08:00', end: '2026-03-07T12:00:00+08:00' };
/** Volunteers who all have something to do on Saturday, an organisation that has, and one who has at no known time. */
const town = (people: readonly { readonly id: string; readonly name?: string }[]) =>
  createNetwork({
    asOf: '2026-03-05T08:00:00+08:00',
    slots: [SLOT],
    communities: [{ id: 'c', name: '大同' }],
    volunteers: [
      ...people.map((one) => ({
        ...one,
        community: 'c',
        capabilities: ['escort'],
        quantity: 1,
        unit: 'session',
        windows: ['sat'],
      })),
      { id: 'any', name: '随时', community: 'c', capabilities: ['meal'], quantity: 1, unit: 'session' },
    ],
    organisations: [
      { id: 'o', name: '协会', community: 'c', capabilities: ['bath'], quantity: 1, unit: 'session', windows: ['sat'] },
    ],
    needs: [
      {
        id: 'n1',
        community: 'c',
        urgency: '急',
        resident: '张桂芳',
        requirements: [{ capability: 'escort', quantity: people.length, unit: 'session', windows: ['sat'] }],
      },
      { id: 'n2', community: 'c', urgency: '愁', requirements: [{ capability: 'meal', quantity: 1, unit: 'session' }] },
      {
        id: 'n3',
        community: 'c',
        urgency: '愁',
        requirements: [{ capability: 'bath', quantity: 1, unit: 'session', windows: ['sat'] }],
      },
    ],
  } as never);

describe('what is handed out', () => {
  it('is the text of everybody in one file, and a calendar for each person with a time', () => {
    const network = town([{ id: '7', name: '李某' }, { id: '8' }]);
    const plan = match(network);
    const files = new Map(handedOut(network, plan, 'zh'));
    expect([...files.keys()]).toEqual(['派单文字/派单文字.txt', '派单文字/日程/李某 7.ics', '派单文字/日程/8.ics']);
    const text = files.get('派单文字/派单文字.txt')!;
    for (const key of ['volunteer:7', 'volunteer:8', 'volunteer:any', 'organisation:o'])
      expect(text).toContain(dispatchText(network, plan, key));
    expect(files.get('派单文字/日程/李某 7.ics')).toBe(dispatchCalendar(network, plan, 'volunteer:7'));
    expect([...files.values()].join()).not.toContain('张桂芳');
    const bare = createNetwork({ communities: [], needs: [] });
    expect(handedOut(bare, match(bare), 'zh')).toEqual([]);
  });

  it('fault 82: has a file of its own for each, inside its folder, whatever people are called', () => {
    const word = fc.oneof(
      fc.constantFrom('../../etc/passwd', '..', 'a/b', 'a\\b', 'A', 'a', 'con:', 'x. '),
      fc.string(),
    );
    const person = fc.record({ id: fc.string({ minLength: 1 }), name: word });
    const people = fc.uniqueArray(person, { selector: ({ id }) => id.trim(), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(people, (given) => {
        const ids = new Set<string>();
        const fit = given.filter(({ id }) => /^\w+$/.test(id) && id !== 'any' && !ids.has(id) && ids.add(id));
        const network = town([...fit, { id: '.._1', name: '..' }, { id: 'q', name: 'n/m' }]);
        const files = handedOut(network, match(network), 'en').map(([file]) => file);
        expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(fit.length + 3);
        for (const file of files.slice(1))
          expect(file).toMatch(/^messages\/calendars\/[^\\/:*?"<>|\p{Cc}.][^\\/:*?"<>|\p{Cc}]*\.ics$/u);
      }),
      runs(30),
    );
  });
});
