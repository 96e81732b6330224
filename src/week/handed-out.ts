import { dispatchOfAll } from '../io/dispatch/dispatch-out.js';
import type { Network } from '../model/graph.js';
import type { Plan } from '../plan/plan.js';
import { DESK_WORDS } from '../say/words.js';

/** Calendars are for telephones, which people have. */
const PEOPLE = /^(?:volunteer|socialWorker):/;

/** What of a name no file can have, or would lead elsewhere. */
const UNFIT = /[\\/:*?"<>|\p{Cc}]+|^\.+|[. ]+$/gu;

/** Files to send: the texts of all in one, each to be copied into a chat, and a calendar for each person who has anything at a known time. Nobody in need is in them by name. */
export function handedOut(network: Network, plan: Plan, locale: 'zh' | 'en'): [file: string, text: string][] {
  const words = DESK_WORDS[locale];
  const all = dispatchOfAll(network, plan, { locale });
  if (all.length === 0) return [];
  const known = new Set<string>();
  const calendars = all.flatMap(({ provider, name, calendar }): [string, string][] => {
    if (calendar === undefined || !PEOPLE.test(provider)) return [];
    const id = provider.slice(provider.indexOf(':') + 1);
    const stem = (name === id ? id : `${name} ${id}`).replace(UNFIT, '_').slice(0, 60);
    let file = stem;
    for (let more = 2; known.has(file.toLowerCase()); more++) file = `${stem} ${more}`;
    known.add(file.toLowerCase());
    return [[`${words.handedOut}/${words.calendars}/${file}.ics`, calendar]];
  });
  const texts = all.map(({ text }) => text).join(`\n\n${'—'.repeat(20)}\n\n`);
  return [[`${words.handedOut}/${words.handedOut}.txt`, `\ufeff${texts}\n`], ...calendars];
}
