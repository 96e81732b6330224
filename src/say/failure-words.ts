import { targetGroups } from '../model/catalogue/index.js';
import { SOCIETIES, SOCIETY_NAMES, TIER_NAMES, TIERS, UNIT_NAMES } from '../model/vocabulary.js';
import type { Compared, Json } from '../policy/pair.js';
import type { Failure, Names } from '../why/explanation.js';
import { nameOf } from './names.js';
import { isMessage, type Locale, listed, phrase, shown } from './phrase.js';
import { word } from './rule-words.js';

/** What forbids a pair, clause by clause: the values compared, or the name of a rule of the caller's own. */
export function failuresIn(failed: readonly Failure[], names: Names, locale: Locale): string {
  const clauses = failed.flatMap(({ rule, compared }) =>
    compared === undefined ? [word('rule', rule, names, locale)] : clausesOf(rule, compared, names, locale),
  );
  return [...new Set(clauses)].join(locale === 'zh' ? '；' : '; ');
}

function clausesOf(rule: string, compared: Compared, names: Names, locale: Locale): string[] {
  const say = (value: Json) => valueIn(value, compared.field, names, locale);
  const { field, actual, required, also = [] } = compared;
  if (isTable(actual)) {
    // Several lists in one field, such as what a donor allows: those that would have to change, one by one.
    const theirs = isTable(required) ? required : {};
    return Object.entries(actual).flatMap(([name, value]) =>
      JSON.stringify(value) === JSON.stringify(theirs[name])
        ? []
        : clausesOf(rule, { field: `${field}.${name}`, actual: value, required: theirs[name] ?? null }, names, locale),
    );
  }
  // `offer.capabilities[0].level` and `slots[3].end` are worded alike whatever the number.
  const id = `fail.${field.replace(/\[\d+\]/g, '')}`;
  const values = {
    rule: word('rule', rule, names, locale),
    field,
    actual: say(actual),
    required: say(required),
    added: say(without(required, actual)),
    removed: say(without(actual, required)),
  };
  const clause = phrase(locale, isMessage(id) ? id : 'fail.any', values);
  return [clause, ...also.flatMap((other) => clausesOf(rule, other, names, locale))];
}

/** A value as people say it. */
function valueIn(value: Json, field: string, names: Names, locale: Locale): string {
  if (value === null || (Array.isArray(value) && value.length === 0)) {
    return phrase(locale, field === 'offer.windows' && value === null ? 'allSlots' : 'nothing');
  }
  if (Array.isArray(value)) return listed(value, locale, (one) => valueIn(one, field, names, locale));
  if (typeof value === 'number') return value.toLocaleString('en-US');
  if (isTable(value)) return shown(typeof value['code'] === 'string' ? value['code'] : JSON.stringify(value));
  const text = String(value);
  // An instant as its date, in the time zone it was written in.
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return text.slice(0, 10);
  const society = SOCIETIES.find((one) => one === text);
  if (field.endsWith('societies') && society !== undefined) return SOCIETY_NAMES[society][locale];
  const tier = TIERS.find((one) => one === text);
  if (field.endsWith('Tier') && tier !== undefined) return TIER_NAMES[tier][locale];
  if (field.endsWith('unit')) return UNIT_NAMES.get(text)?.[locale] ?? shown(text);
  if (/groups$/i.test(field)) return targetGroups.find(({ code }) => code === text)?.name[locale] ?? shown(text);
  if (/(purposes|categories|capabilities)$/.test(field)) return nameOf(names, `capability:${text}`, locale);
  if (/communit(y|ies)$/.test(field)) return nameOf(names, `community:${text}`, locale);
  return shown(text);
}

/** What one list has and the other does not; the whole value where they are no lists. */
function without(value: Json, other: Json): Json {
  if (!Array.isArray(value)) return value;
  const theirs = Array.isArray(other) ? other.map((one) => JSON.stringify(one)) : [];
  return value.filter((one) => !theirs.includes(JSON.stringify(one)));
}

function isTable(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
