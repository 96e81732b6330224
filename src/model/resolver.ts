import partition from 'lodash-es/partition.js';
import type { Located, Path } from '../errors/fault-list.js';
import { fold, nearestIn, sharedIn } from '../errors/nearest.js';
import { getOrSet } from '../kernel/maps.js';
import { generalGroup, targetGroups } from './catalogue/code-words.js';
import { synonyms } from './catalogue/synonyms.js';
import type { NamedRecords } from './named-records.js';
import type { Entry } from './records.js';

/**
 * What the words of coded fields mean. A word is taken as it is where it is a code; else it means the one code of the catalogue, or of the target groups,
 * that it is another writing, a name or a synonym of. What stays unknown to these and to the other side of the data is a doubt.
 */

/** Fields with words of one kind, each with those of the other side, whose words it may have too. */
const FIELDS = {
  /** Capabilities of offers. */
  offered: ['asked', 'category'],
  category: ['offered', 'bound', 'wished', 'restricted'],
  /** Capabilities of requirements; a category that stands for one is told as a category. */
  asked: ['offered'],
  /** Purposes of offers. */
  bound: ['asked', 'category'],
  /** What providers decline and prefer: ids of communities too. */
  wished: ['asked', 'category'],
  /** Categories of a restriction. */
  restricted: ['category'],
  /** Groups of needs. */
  group: ['served'],
  /** Groups that offers are for, or not for. */
  served: ['group'],
  /** Checks of providers. */
  held: ['required'],
  /** Checks of requirements. */
  required: ['held'],
  /** Documents of needs. */
  shown: ['due'],
  /** Documents that offers ask for. */
  due: ['shown'],
} as const satisfies Record<string, readonly string[]>;
export type CodedField = keyof typeof FIELDS;
const NAMES = Object.keys(FIELDS) as CodedField[];

/** A word of a field: what it means, how often it came, and where first. */
interface Seen {
  readonly code: string;
  readonly path: Path;
  count: number;
}

/** A word that somebody knows, and how often it came on the other side. */
export interface NearWord {
  readonly word: string;
  readonly count: number;
}

/** A word that nobody else knows. */
export interface Doubt extends Seen {
  readonly word: string;
  /** Whether needs say it; else providers do. */
  readonly ofNeeds: boolean;
  /** Whether it must be a slip for the first of them; else they are only alike. */
  readonly isSlip: boolean;
  /** Known words that it may have been meant to be, the nearest first. */
  readonly near: readonly NearWord[];
  /** For how many words like this it stands, where the other side says nothing at all. */
  readonly lone?: number;
}

/** Words of your own are more freely made than names of fields: `gardening` is not `greening`. */
const editsDoubted = (length: number): number => (length < 3 ? 0 : length < 10 ? 1 : 2);

/** A code and what people call it. */
type Named = Pick<Entry, 'code' | 'name'>;

export type Resolver = ReturnType<typeof resolverOf>;

/** @param communities which providers may decline and prefer */
export function resolverOf(catalogue: ReadonlyMap<string, Located<Entry>>, communities: NamedRecords) {
  const known = vocabularies(catalogue);
  type Words = Record<CodedField, Map<string, Seen>>;
  const seen = Object.fromEntries(NAMES.map((field) => [field, new Map()])) as Words;
  const means = new Map<readonly (readonly Named[])[], (word: string) => string | undefined>();

  /** The code that a word of a field means, and a note that it came. */
  function read(field: CodedField, word: string, path: Path, key: string, index?: number): string {
    const before = seen[field].get(word);
    if (before !== undefined) {
      before.count++;
      return before.code;
    }
    const id = field === 'wished' ? communities.idOf(word) : undefined;
    if (id !== undefined) return id;
    const code = getOrSet(means, known[field], () => meaningIn(known[field]))(word) ?? word;
    const at = index === undefined ? [...path, key] : [...path, key, index];
    seen[field].set(word, { code, path: at, count: 1 });
    return code;
  }

  /** Everything that may stand in a field, with its code: codes, and names of codes. */
  function knownTo(field: CodedField): Map<string, string> {
    const others = FIELDS[field].flatMap((other) => [...seen[other].values()]);
    const named: Named[] = [...known[field].flat(), ...(field === 'wished' ? communities.all() : [])];
    const codes = new Map([...others, ...named].map(({ code }) => [code, code]));
    for (const { code, name } of named)
      for (const word of [name?.zh, name?.en]) if (word !== undefined && !codes.has(word)) codes.set(word, code);
    return codes;
  }

  return {
    read,
    /** Reads a list of a record in place; of several writings of one code the first stays. */
    readAll(field: CodedField, words: string[] | undefined, path: Path, key: string): void {
      const written = words === undefined || words.length < 2 ? undefined : [...words];
      if (words) for (let i = 0; i < words.length; i++) words[i] = read(field, words[i]!, path, key, i);
      if (words && written) keepFirst(words, written, words);
    },
    /** Reads the codes of the objects of a list in place; of several writings of one code the first stays. */
    readCodes(field: CodedField, holders: { code: string }[] | undefined, path: Path, key: string): void {
      const codes = () => holders?.map(({ code }) => code) ?? [];
      const written = codes();
      holders?.forEach((holder, i) => {
        holder.code = read(field, holder.code, path, key, i);
      });
      if (holders && written.length > 1) keepFirst(holders, written, codes());
    },
    /** Field by field, in the order in which they came; a word that means the same in several fields once. O(words · known words). */
    doubts(): Doubt[] {
      const all = NAMES.flatMap((field) => {
        const codes = knownTo(field);
        const slip = nearestIn(codes.keys(), editsDoubted);
        const shared = sharedIn(codes.keys());
        const counts = new Map(
          FIELDS[field].flatMap((other) => [...seen[other].values()].map(({ code, count }) => [code, count])),
        );
        const own = [...seen[field]].flatMap(([word, one]): Doubt[] => {
          if (codes.get(one.code) === one.code) return [];
          const meant = slip(word);
          const alike = meant !== undefined ? [meant] : HARMLESS.includes(field) ? [] : shared(word);
          const found = new Set(alike.map((each) => codes.get(each)!));
          const near = [...found].slice(0, MOST_NEAR).map((code) => ({ word: code, count: counts.get(code) ?? 0 }));
          if (near.length === 0 && HARMLESS.includes(field)) return [];
          return [{ ...one, word, ofNeeds: OF_NEEDS.includes(field), isSlip: meant !== undefined, near }];
        });
        const isSilent = FIELDS[field].every((other) => seen[other].size === 0);
        const [lone, others] = partition(own, ({ near }) => isSilent && near.length === 0);
        return lone.length < 2 ? own : [...others, { ...lone[0]!, lone: lone.length }];
      });
      const before = new Set<string>();
      return all.filter(({ word, near }) => before.size < before.add(JSON.stringify([word, near[0]?.word])).size);
    },
  };
}

const OF_NEEDS: readonly CodedField[] = ['category', 'asked', 'group', 'required', 'shown'];
/** What is held, shown or declined beyond what anybody asks for hinders nothing: only slips are told. */
const HARMLESS: readonly CodedField[] = ['held', 'shown', 'wished'];
const MOST_NEAR = 3;

/** Of several writings of one code the first stays; the same word twice is for others to refuse. */
function keepFirst(list: unknown[], written: readonly string[], codes: readonly string[]): void {
  for (let i = list.length - 1; i > 0; i--) {
    const before = codes.indexOf(codes[i]!);
    if (before < i && written[before] !== written[i]) list.splice(i, 1);
  }
}

/** For each field the words that stand in no record, those that are meant first. */
function vocabularies(
  catalogue: ReadonlyMap<string, Located<Entry>>,
): Record<CodedField, readonly (readonly Named[])[]> {
  const entries = [...catalogue.values()].map(({ value }) => value);
  const isCategory = ({ requirements, patterns }: Entry) => requirements !== undefined || patterns !== undefined;
  const categories = entries.filter(isCategory);
  const capabilities = entries.filter((entry) => !isCategory(entry));
  const checks = entries.flatMap(({ requirements = [] }) => requirements.flatMap((line) => line.checks ?? []));
  const asked = [capabilities, categories];
  const category = [categories, capabilities];
  const either = [entries];
  const groups = [[...targetGroups, generalGroup]];
  const required = [checks.map((code) => ({ code }))];
  return {
    offered: asked,
    asked,
    category,
    restricted: category,
    bound: either,
    wished: either,
    group: groups,
    served: groups,
    held: required,
    required,
    shown: [],
    due: [],
  };
}

/**
 * What a word means among some lists: itself where it is a code, else the only one in the first list that has it written so, or called so; else the one that it
 * is a synonym of.
 */
function meaningIn(lists: readonly (readonly Named[])[]): (word: string) => string | undefined {
  const codes = new Set(lists.flat().map(({ code }) => code));
  const byFold = lists.map((list) => {
    const folds = new Map<string, Set<string>>();
    for (const { code, name } of list)
      for (const word of [code, name?.zh, name?.en])
        if (word !== undefined) getOrSet(folds, fold(word), () => new Set<string>()).add(code);
    return folds;
  });
  return (word) => {
    if (codes.has(word)) return word;
    const found = byFold.flatMap((folds) => folds.get(fold(word)) ?? [])[0];
    if (found) return found.size === 1 ? [...found][0] : undefined;
    const code = synonymOf(word);
    return code !== undefined && codes.has(code) ? code : undefined;
  };
}

const SYNONYMS = new Map(Object.entries(synonyms).flatMap(([code, words]) => words.map((word) => [fold(word), code])));

/** The code that a word is a synonym of. */
export const synonymOf = (word: string): string | undefined => SYNONYMS.get(fold(word));
