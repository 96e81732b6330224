import { fold } from '../errors/nearest.js';
import { getOrSet } from '../kernel/maps.js';
import type { Nameable } from './nearest-record.js';

/** Records that others name, by what people call them. */
export interface NamedRecords {
  /** The id that a word means: an id, a name, or a name with another of the usual endings; `undefined` where none or several can be meant. */
  idOf(word: string): string | undefined;
  all(): { readonly code: string; readonly name: Nameable['name'] }[];
}

/** 大同社区居民委员会 and 大同居委会 are 大同社区, 永兴村民委员会 is 永兴村; 大同街道社会工作服务站 is 大同社工站. */
const FULL: readonly (readonly [RegExp, string])[] = [
  [/(?:社区)?(?:居民委员会|居委会|居委)$/, '社区'],
  [/村?(?:村民委员会|村委会|村委)$/, '村'],
  [/街道办事处$/, '街道'],
  [/(?:社会工作服务|社工服务|社会工作)(总?站)$/, '社工$1'],
  [/(?:街道|镇|乡)(?=社工站$)/, ''],
];
const ENDING = /(?:社工总?站|社区|街道|村)$/;

const written = (word: string): string => word;
const whole = (word: string): string => FULL.reduce((name, [ending, short]) => name.replace(ending, short), fold(word));
const ending = (word: string): boolean => ENDING.test(whole(word));
const stem = (word: string): string => whole(word).replace(ENDING, '');

/**
 * How a word and a name are compared, the nearest first. A name without its ending is the one that is called so with one, and the other way round: 大同村 is not
 * 大同社区.
 */
const COMPARED: readonly (readonly [
  form: (word: string) => string,
  ofName: (name: string) => boolean,
  ofWord: (word: string) => boolean,
])[] = [
  [written, () => true, () => true],
  [fold, () => true, () => true],
  [whole, () => true, () => true],
  [stem, () => true, (word) => !ending(word)],
  [stem, (name) => !ending(name), ending],
];

/** Reads the records when it is first asked for what is no id. O(records). */
export function namedRecords(records: () => Iterable<Nameable>): NamedRecords {
  let ids: Set<string> | undefined;
  let levels: ReadonlyMap<string, Set<string>>[] | undefined;
  const found = new Map<string, string | undefined>();

  const read = () =>
    COMPARED.map(([form, ofName]) => {
      const byForm = new Map<string, Set<string>>();
      // Ids that only look alike are different.
      for (const { id, name } of records())
        for (const word of [name?.zh, name?.en])
          if (word !== undefined && ofName(word)) getOrSet(byForm, form(word), () => new Set<string>()).add(id);
      return byForm;
    });

  function look(word: string): string | undefined {
    levels ??= read();
    const meant = levels.flatMap((level, i) => {
      const [form, , ofWord] = COMPARED[i]!;
      return ofWord(word) && form(word) !== '' ? (level.get(form(word)) ?? []) : [];
    })[0];
    return meant?.size === 1 ? [...meant][0] : undefined;
  }

  return {
    idOf(word) {
      ids ??= new Set(Array.from(records(), ({ id }) => id));
      if (ids.has(word)) return word;
      // What nobody is called, too.
      if (!found.has(word)) found.set(word, ids.size === 0 ? undefined : look(word));
      return found.get(word);
    },
    all: () => Array.from(records(), ({ id, name }) => ({ code: id, name })),
  };
}

/** What records may name by what it is called. */
export interface NamedPlaces {
  readonly communities: NamedRecords;
  readonly stations: NamedRecords;
}

type Fields = Record<string, unknown>;

/** Puts ids for the words by which a row, and what is written in it, names communities and stations, in place. */
export function namePlaces(row: unknown, { communities, stations }: NamedPlaces): void {
  if (typeof row !== 'object' || row === null) return;
  const fields = row as Fields;
  const put = (holder: Fields, field: string, records: NamedRecords) => {
    const word = holder[field];
    if (typeof word === 'string') holder[field] = records.idOf(word) ?? word;
  };
  if ('community' in fields) put(fields, 'community', communities);
  if ('station' in fields) put(fields, 'station', stations);
  if ('parent' in fields) put(fields, 'parent', stations);
  const { communities: only } = (fields['restriction'] ?? {}) as Fields;
  if (Array.isArray(only)) for (const i of only.keys()) put(only as unknown as Fields, String(i), communities);
  if (Array.isArray(fields['offers']))
    for (const offer of fields['offers']) namePlaces(offer, { communities, stations });
}
