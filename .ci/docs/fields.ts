// The pages of fields, from the sentences before them: of records by the notes of the model, of the plan by its schema's comments. What several records
// have in common, and what stands inside of fields, is told once and linked.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import * as z from 'zod/mini';
import { inputJsonSchema, planSchema } from '../../src/index.js';
import { type FieldNotes, inputNotes } from '../../src/model/notes/field-notes.generated.js';
import { ROOT } from './cut.js';
import type { Locale, Words } from './menu.js';

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

const KINDS = {
  zh: {
    string: '文字',
    number: '数',
    integer: '整数',
    boolean: '是否',
    object: '一组字段',
    'date-time': '时刻',
    date: '日期',
    list: '列表：',
    or: ' 或 ',
  },
  en: {
    string: 'text',
    number: 'number',
    integer: 'whole number',
    boolean: 'true or false',
    object: 'fields',
    'date-time': 'instant',
    date: 'day',
    list: 'list of: ',
    or: ' or ',
  },
};

/** What is written into a field. */
function kindOf(schema: Schema, locale: Locale): string {
  const words = KINDS[locale];
  const { type = '', format = '', minimum, maximum = Number.MAX_SAFE_INTEGER } = schema;
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum) return schema.enum.map((word) => `\`${word}\``).join(' ');
  if (schema.anyOf) {
    const all = [...new Set(schema.anyOf.map((one) => kindOf(one, locale)))];
    return all.join(schema.anyOf.every((one) => one.const !== undefined) ? ' ' : words.or);
  }
  if (type === 'array') return schema.items ? `${words.list}${kindOf(schema.items, locale)}` : words.list;
  const name = words[(format in words ? format : type) as keyof typeof words] ?? type;
  const least = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? ` ≥ ${minimum}` : '';
  return maximum < Number.MAX_SAFE_INTEGER ? `${name} ${minimum}–${maximum}` : `${name}${least}`;
}

/** The fields inside of a schema, of whichever alternative has them. */
function inside(schema: Schema): { properties: Record<string, Schema>; required: string[] } {
  const deep = [schema.items, ...(schema.anyOf ?? [])].flatMap((one) => (one ? [inside(one)] : []));
  return {
    properties: Object.assign({}, schema.properties, ...deep.map(({ properties }) => properties)),
    required: [...(schema.required ?? []), ...deep.flatMap(({ required }) => required)],
  };
}

const WORDS = {
  zh: {
    records: { head: '| 字段 | 是什么 | 填什么 |', must: ' **必填**', may: '' },
    plan: { head: '| 字段 | 是什么 | 形式 |', must: '', may: '（可能没有）' },
    see: '详见',
    inside: '字段之内',
    common: '五社共有的字段',
  },
  en: {
    records: { head: '| field | is | written as |', must: ' **required**', may: '' },
    plan: { head: '| field | is | form |', must: '', may: ' (may be absent)' },
    see: 'See',
    inside: 'Inside of fields',
    common: 'What all five societies have',
  },
};

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');

/** Tables of fields, and of what stands inside of them, once each. */
function tables(locale: Locale, of: 'records' | 'plan') {
  const words = WORDS[locale];
  const { head, must, may } = words[of];
  const parts = new Map<FieldNotes, { readonly id: string; readonly schema: Schema }>();

  /** The part that tells what stands inside of a field. */
  const partOf = (fields: FieldNotes, schema: Schema, name: string, at: string): string => {
    const known = parts.get(fields);
    if (known) return known.id;
    const isTaken = [...parts.values()].some(({ id }) => id === name);
    const id = at && (isTaken || !at.startsWith(':')) ? `${at.replace(':', '')}.${name}` : name;
    parts.set(fields, { id, schema });
    return id;
  };
  /** `at`: the part or, after a colon, the record that the fields are of. */
  const table = (schema: Schema, notes: FieldNotes, at: string, names = Object.keys(notes)): string => {
    const { properties, required } = inside(schema);
    const rows = names.flatMap((name) => {
      const note = notes[name]!;
      const field = properties[name];
      if (!field) return [];
      const part = note.fields && partOf(note.fields, field, name, at);
      const see = part ? ` ${words.see} [${part}](#in-${part.replaceAll('.', '-')})` : '';
      const mark = required.includes(name) ? must : may;
      return [`| \`${name}\`${mark} | ${cell(note[locale])}${see} | ${cell(kindOf(field, locale))} |`];
    });
    return `${head}\n|---|---|---|\n${rows.join('\n')}\n`;
  };
  const insides = (): string => {
    const told: string[] = [];
    // The map grows while it is walked: what stands inside of parts comes after them.
    for (const [notes, { id, schema }] of parts)
      told.push(`### \`${id}\` {#in-${id.replaceAll('.', '-')}}\n\n${table(schema, notes, id)}`);
    return `## ${words.inside} {#parts}\n\n${told.join('\n')}`;
  };
  return { table, insides };
}

const RECORDS: Readonly<Record<string, Words>> = {
  needs: { zh: '需求', en: 'Needs' },
  communities: { zh: '社区', en: 'Communities' },
  socialWorkers: { zh: '社会工作者', en: 'Social workers' },
  organisations: { zh: '社区社会组织', en: 'Community organisations' },
  volunteers: { zh: '志愿者', en: 'Volunteers' },
  resources: { zh: '慈善资源', en: 'Charitable resources' },
  stations: { zh: '社工站', en: 'Stations' },
  slots: { zh: '时段', en: 'Slots' },
  catalogue: { zh: '目录', en: 'Catalogue' },
  calendar: { zh: '日历', en: 'Calendar' },
};
const SOCIETIES = ['communities', 'socialWorkers', 'organisations', 'volunteers', 'resources'] as const;

const RECORDS_INTRO = {
  zh: '每种记录一张表：字段、意思、填什么。填表用中文列名（见[分析员手册](/handbook)），程序用这里的字段名；没有标“必填”的都可以不填。',
  en: 'A table for each kind of record. In lists the columns have names in Chinese or English (see [how tables are read](/en/tables)); programs write the names here. What is not required may be left out.',
};

export function recordsPage(locale: Locale): string {
  const { properties = {} } = inputJsonSchema({ locale }) as Schema;
  const { table, insides } = tables(locale, 'records');
  const { common: commonTitle } = WORDS[locale];
  const notesOf = (record: string): FieldNotes => inputNotes[record]!.fields!;
  const [first, ...others] = SOCIETIES;
  const common = Object.keys(notesOf(first)).filter((name) =>
    others.every((record) => notesOf(record)[name]?.zh === notesOf(first)[name]!.zh),
  );
  const told = Object.entries(RECORDS).map(([record, title]) => {
    const isSociety = SOCIETIES.some((one) => one === record);
    const own = Object.keys(notesOf(record)).filter((name) => !isSociety || !common.includes(name));
    const what = `\`${record}\`${{ zh: '：', en: ': ' }[locale]}${inputNotes[record]![locale]}`;
    const rows = own.length > 0 ? `${table(properties[record]!, notesOf(record), `:${record}`, own)}\n` : '';
    return `## ${title[locale]} {#${record}}\n\n${what}\n\n${rows}${isSociety ? `+ [${commonTitle}](#common)\n` : ''}`;
  });
  const shared = `## ${commonTitle} {#common}\n\n${table(properties[first]!, notesOf(first), ':', common)}`;
  const title = { zh: '记录的字段', en: 'Fields of records' }[locale];
  const asOf = `${WORDS[locale].records.head}\n|---|---|---|\n| \`asOf\` | ${cell(inputNotes['asOf']![locale])} | ${KINDS[locale]['date-time']} |`;
  return `---\noutline: 2\n---\n\n# ${title}\n\n${RECORDS_INTRO[locale]}\n\n${asOf}\n\n${[...told, shared, insides()].join('\n')}`;
}

/** What the fields of the plan are, from the comments of its schema: `English. — 中文。` */
function planNotes(): FieldNotes {
  const text = readFileSync(join(ROOT, 'src/plan/plan.ts'), 'utf8');
  const told = new Map<string, FieldNotes>();
  const notesIn = (node: ts.Node): FieldNotes[] => {
    if (ts.isArrowFunction(node)) return [];
    if (ts.isIdentifier(node)) return told.has(node.text) ? [told.get(node.text)!] : [];
    if (ts.isObjectLiteralExpression(node)) return [Object.assign({}, ...node.properties.map(noteOf))];
    const found: FieldNotes[] = [];
    ts.forEachChild(node, (child) => {
      found.push(...notesIn(child));
    });
    return found;
  };
  const noteOf = (node: ts.ObjectLiteralElementLike): FieldNotes => {
    if (ts.isSpreadAssignment(node)) return notesIn(node.expression)[0] ?? {};
    const said = ts.getJSDocCommentsAndTags(node).map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '');
    const [en, zh] = said.join(' ').replace(/\s+/g, ' ').split(' — ');
    if (!en || !zh) return {};
    const inner = ts.isPropertyAssignment(node)
      ? notesIn(node.initializer).filter((notes) => Object.keys(notes).length > 0)
      : ts.isShorthandPropertyAssignment(node)
        ? notesIn(node.name)
        : [];
    const fields = inner.length > 1 ? Object.assign({}, ...inner) : inner[0];
    return { [node.name!.getText()]: { en, zh, ...(fields ? { fields } : {}) } };
  };
  for (const statement of ts.createSourceFile('plan.ts', text, ts.ScriptTarget.Latest, true).statements)
    if (ts.isVariableStatement(statement))
      for (const { name, initializer } of statement.declarationList.declarations)
        for (const notes of initializer ? notesIn(initializer) : [])
          if (Object.keys(notes).length > 0 && !told.has(name.getText())) told.set(name.getText(), notes);
  return told.get('planSchema')!;
}

const PLAN_INTRO = {
  zh: '`match` 给出的方案，`plan.json` 即是。金额以分计，时间以分钟计，不同单位从不相加。',
  en: 'What `match` answers, and what `plan.json` holds: plain JSON. Money is in fen, time in minutes, and units are never added up. [How to read it](/en/first-plan#how-to-read-a-plan); [its certificate](/en/certificate).',
};

export function planPage(locale: Locale): string {
  const { table, insides } = tables(locale, 'plan');
  const title = { zh: '方案的字段', en: 'Fields of the plan' }[locale];
  const own = table(z.toJSONSchema(planSchema, { io: 'input' }) as Schema, planNotes(), '');
  return `---\noutline: [2, 3]\n---\n\n# ${title}\n\n${PLAN_INTRO[locale]}\n\n${own}\n${insides()}`;
}
