import { IntlMessageFormat } from 'intl-messageformat';
import { getOrSet } from '../kernel/maps.js';
import { messages as en } from './en/messages.js';
import { type MessageId, messages as zh } from './zh/messages.js';

export type Locale = 'zh' | 'en';

/** Longest name shown, in characters. */
const MAX_SHOWN = 60;

const MESSAGES: Readonly<Record<Locale, Readonly<Record<MessageId, string>>>> = { zh, en };

type Parts = ReturnType<IntlMessageFormat['getAst']>;
type Values = Readonly<Record<string, string | number>>;

/** Parsed messages; a message is parsed once, which costs a hundred times what filling it in does. */
const parsed = { zh: new Map<MessageId, Parts>(), en: new Map<MessageId, Parts>() };

const FIGURES = { zh: new Intl.NumberFormat('zh'), en: new Intl.NumberFormat('en') };

/** A message with its values filled in: plain text, by the plural and number forms of the language. */
export function phrase(locale: Locale, id: MessageId, values: Values = {}): string {
  const parts = getOrSet(parsed[locale], id, () =>
    new IntlMessageFormat(MESSAGES[locale][id], locale, undefined, { ignoreTag: true }).getAst(),
  );
  const [first = '', ...rest] = filled(parts, values, locale, 0).split('\0');
  let [text, before] = [first, first];
  for (const next of rest) {
    text += HAN_LAST.test(before.slice(-2)) || HAN_FIRST.test(next) ? ` ${next}` : next;
    before = next;
  }
  return text;
}

const HAN_FIRST = /^\p{Script=Han}/u;
const HAN_LAST = /\p{Script=Han}$/u;

/**
 * What `IntlMessageFormat` makes of it, without its parts, locales and caches, which take most of the time of a report.
 *
 * @param count what `#` stands for
 */
function filled(parts: Parts, values: Values, locale: Locale, count: number): string {
  let text = '';
  for (const part of parts) {
    if (part.type === 0) text += part.value;
    else if (part.type === 7) text += figured(count, locale);
    else if ('options' in part) {
      const value = values[part.value]!;
      const { [`=${value}`]: exact, [value]: same, one, other } = part.options;
      const chosen =
        part.type === 5 ? same : (exact ?? (Math.abs(Number(value)) === 1 && locale === 'en' ? one : undefined));
      text += filled((chosen ?? other!).value, values, locale, Number(value));
    } else if ('value' in part) {
      const value = values[part.value]!;
      text +=
        typeof value === 'string'
          ? locale === 'zh'
            ? edged(value)
            : value
          : part.type === 2
            ? figured(value, locale)
            : value;
    }
  }
  return text;
}

/** `Intl` takes long, and short figures are the same in both languages. */
const figured = (value: number, locale: Locale): string =>
  Number.isInteger(value) && value > 0 && value < 1000 ? String(value) : FIGURES[locale].format(value);

/** Marks where Latin letters or digits begin or end a value: next to Chinese a space goes there. */
function edged(value: string): string {
  return `${/^[\w¥]/.test(value) ? '\0' : ''}${value}${WORD.test(value.at(-1) ?? '') ? '\0' : ''}`;
}

const WORD = /\w/;

/** Whether there is a message of this name; names of rules and fields may be the caller's own. */
export function isMessage(id: string): id is MessageId {
  return Object.hasOwn(zh, id);
}

/** A quantity with its unit, money as yuan and minutes as hours: `3,000 元`, `1 h 30 min`, `2 sessions`. Exact. */
export function amountOf(count: number, unit: string, locale: Locale): string {
  if (unit === 'fen') {
    const rest = count % 100;
    return phrase(locale, 'unit.yuan', { yuan: (count - rest) / 100, fen: rest, cents: String(rest).padStart(2, '0') });
  }
  if (unit === 'minute') return phrase(locale, 'unit.minute', { hours: Math.floor(count / 60), minutes: count % 60 });
  const id = `unit.${unit}`;
  return isMessage(id) ? phrase(locale, id, { count }) : phrase(locale, 'unit.other', { count, unit: shown(unit) });
}

/** Several things as one: `a, b`. */
export function listed<T>(items: readonly T[], locale: Locale, say: (item: T) => string = String): string {
  return items.map((item) => say(item)).join(locale === 'zh' ? '、' : ', ');
}

/** Text of the data on one line, without control and bidirectional characters, cut to a sane length. */
export function shown(text: string, most = MAX_SHOWN): string {
  const plain = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
  const characters = [...plain];
  return characters.length > most ? `${characters.slice(0, most).join('')}…` : plain;
}
