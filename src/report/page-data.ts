import type { State } from '../figures/outcomes.js';
import type { Urgency } from '../model/vocabulary.js';
import type { PAGE_WORDS } from '../say/words.js';

/** Place of a text in {@link PageData.texts}; −1 where there is none. */
type Text = number;

/** Who gives how much, and when, if in one slot. */
export type PageGift = readonly [provider: Text, amount: Text, slot?: Text];

/** A requirement: what, asked, covered, who gives, what is proved; where not all is covered, why, and what would help. */
export type PageLine = readonly [
  what: Text,
  asked: Text,
  covered: Text,
  gifts: readonly PageGift[],
  proof: Text,
  reason?: Text,
  help?: Text,
];

/** A need; `urgency` and `state` by their places, `age` −1 where it is not known, `why` 0 where it is not explained in full. */
export type PageNeed = readonly [
  id: string,
  urgency: number,
  state: number,
  severity: number,
  people: number,
  age: number,
  waits: Text,
  due: Text,
  late: 0 | 1,
  rank: Text,
  category: Text,
  community: Text,
  street: Text,
  district: Text,
  lead: Text,
  carrier: Text,
  lines: readonly PageLine[],
  why: readonly Text[] | 0,
];

/** A list: its name, its header, its rows. */
export type PageList = readonly [name: Text, head: readonly Text[], rows: readonly (readonly Text[])[]];

/** What the page's script shows. Each text is written once. */
export interface PageData {
  readonly words: Readonly<Record<keyof typeof PAGE_WORDS, Text>>;
  readonly urgencies: readonly (readonly [Urgency, Text])[];
  readonly states: readonly (readonly [State, Text])[];
  readonly needs: readonly PageNeed[];
  readonly lists: readonly PageList[];
  readonly texts: readonly string[];
}
