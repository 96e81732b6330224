import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../../../src/desk/command.js';
import {
  type Change,
  createNetwork,
  definePolicy,
  type Input,
  LinkageError,
  match,
  type OutcomeEvent,
  parsePlan,
  verify,
} from '../../../src/index.js';
import {
  openFiles,
  readFiles,
  readTables,
  tableTemplates,
  toCsv,
  toWorkbook,
  writeTables,
} from '../../../src/io/index.js';
import { brought } from '../../../src/io/peer.js';
import { actingAs } from '../../../src/library/acting.js';
import type { LibraryEdit } from '../../../src/library/edits.js';
import { seenWhole } from '../../../src/library/import-sheets.js';
import { openLibrary } from '../../../src/library/open-library.js';
import type { LibraryRecord } from '../../../src/library/records-kept.js';
import { MIGRATIONS } from '../../../src/library/schema.js';
import { openShared, type SharedLive } from '../../../src/library/shared-live.js';
import type { EmbeddedLike } from '../../../src/library/store.js';
import { byCodeUnit } from '../../../src/model/order.js';
import { libraryOracle } from '../../support/library-oracle.js';
import { type Fresh, freshLibrary, SERVER } from '../../support/library-store.js';
import { changesOf, history } from '../../support/live-events.js';
import { processorSeconds } from '../../support/processor.js';
import { runs, TIMES } from '../../support/runs.js';
import { withoutMarks } from '../io/tables.js';

let fresh: Fresh;
let cities = 0;
beforeAll(async () => {
  fresh = await freshLibrary();
});
afterAll(() => fresh.end());

/** A city of its own for a test: nothing of others is seen in it. */
async function city() {
  const code = String(1000 + ++cities);
  const stations = [
    { id: `${code}C`, area: code },
    { id: `${code}D1`, area: `${code}05` },
    { id: `${code}D2`, area: `${code}06` },
    { id: `${code}S1`, area: `${code}05100` },
    { id: `${code}S2`, area: `${code}05101` },
    { id: `${code}S3`, area: `${code}06001` },
  ];
  await fresh.library.enrol(stations);
  const [centre, d1, d2, s1, s2, s3] = stations.map(({ id }) =>
    fresh.library.as({ station: id, actor: `who of ${id}` }),
  );
  return { code, stations, centre: centre!, d1: d1!, d2: d2!, s1: s1!, s2: s2!, s3: s3! };
}

const volunteer = (id: string, more: object = {}) => ({ id, capabilities: ['meal'], quantity: 2, ...more });
const add = (id: string, more: object = {}, beside: object = {}): LibraryEdit => ({
  ...{ type: 'add', collection: 'volunteers', record: volunteer(id, more) },
  ...beside,
});
const change = (id: string, version: number, more: object = {}, beside: object = {}): LibraryEdit => ({
  ...{ type: 'change', collection: 'volunteers', version, record: volunteer(id, more) },
  ...beside,
});
const confirm = (id: string, version: number): LibraryEdit => ({
  type: 'confirm',
  collection: 'volunteers',
  id,
  version,
});

async function refused(work: Promise<unknown>): Promise<LinkageError> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(LinkageError);
  return error as LinkageError;
}
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (error: { code: string }) => error.code,
  );
const sum = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');
const ids = (records: readonly { readonly id: string }[]) => records.map(({ id }) => id);

describe('records', () => {
  it('are seen, changed, refused and remembered just as the definition says', async () => {
    const told = new Map<string, number>();
    const edit = fc.record({
      type: fc.constantFrom('add', 'add', 'change', 'change', 'remove', 'confirm' as const),
      id: fc.nat(2),
      late: fc.integer({ min: 0, max: 3 }).map((n) => (n === 0 ? 1 : 0)),
      share: fc.constantFrom(undefined, undefined, 'street', 'district', 'city' as const),
      place: fc.constantFrom(
        undefined,
        undefined,
        undefined,
        undefined,
        '',
        '05',
        '06',
        '05100',
        '05101',
        '06001',
        '05100007',
      ),
      isSaid: fc.boolean(),
      quantity: fc.nat(9),
    });
    const command = fc.record({
      station: fc.constantFrom(0, 0, 0, 0, 0, 1, 1, 2, 3, 4, 5),
      edits: fc.uniqueArray(edit, { minLength: 1, maxLength: 2, selector: ({ id }) => id }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 3, maxLength: 14 }), fc.nat(20), async (commands, moment) => {
        const { code, stations } = await city();
        const oracle = libraryOracle();
        const begun = [0, 1].map((n) => add(`${code}V${n}`, {}, { area: `${code}05100` }));
        expect([
          oracle.edit(stations[0]!, begun),
          await codeOf(fresh.library.as({ station: `${code}C` }).edit(begun)),
        ]).toEqual(['ok', 'ok']);
        for (const { station, edits } of commands) {
          const by = stations[station]!;
          const meant = edits.map(({ type, id: n, late, share, place, isSaid, quantity }): LibraryEdit => {
            const id = `${code}V${n}`;
            const version = Math.max(1, (oracle.last(`volunteers ${id}`)?.version ?? 1) - late);
            if (type === 'remove' || type === 'confirm') return { type, collection: 'volunteers', id, version };
            const area = place === undefined ? undefined : `${code}${place}`;
            const record = { id, capabilities: ['meal'], quantity, ...(isSaid && area && { adminCode: area }) };
            const beside = { ...(share && { share }), ...(!isSaid && area && { area }) };
            if (type === 'add') return { type, collection: 'volunteers', record, ...beside };
            return { type: 'change', collection: 'volunteers', version, record, ...beside };
          });
          const expected = oracle.edit(by, meant);
          told.set(expected, (told.get(expected) ?? 0) + 1);
          expect(await codeOf(fresh.library.as({ station: by.id }).edit(meant))).toBe(expected);
        }
        const plain = (one: LibraryRecord) => {
          const { collection, id, version, action, area, share, record, station } = one;
          // Who confirms says so in the record.
          const { updatedAt: _, ...said } = (record ?? {}) as { updatedAt?: string };
          return { key: `${collection} ${id}`, version, action, area, share, record: record && said, station };
        };
        const centre = fresh.library.as({ station: `${code}C` });
        const log = new Map<string, string>();
        for (const key of new Set(oracle.versions().map((one) => one.key)))
          for (const { id, version, at } of await centre.history('volunteers', key.split(' ')[1]!))
            log.set(`volunteers ${id} ${version}`, at);
        const instants = [...log.values()].sort();
        expect(instants).toHaveLength(oracle.versions().length);
        const asOf = instants[moment % Math.max(1, instants.length)] ?? '2026-01-01T00:00:00.000Z';
        for (const station of stations) {
          const access = fresh.library.as({ station: station.id });
          expect((await access.records()).map(plain)).toEqual(oracle.seen(station));
          const then = oracle.seen(station, ({ key, version }) => log.get(`${key} ${version}`)! <= asOf);
          expect((await access.records({ asOf })).map(plain)).toEqual(then);
          const key = `volunteers ${code}V0`;
          expect((await access.history('volunteers', `${code}V0`)).map(plain)).toEqual(oracle.history(station, key));
        }
      }),
      runs(14),
    );
    for (const code of ['ok', 'CONFLICT', 'FORBIDDEN']) expect(told.get(code), code).toBeGreaterThan(10);
  });

  it('stay letter for letter as they were written, with who, whence and when', async () => {
    const { s1, code } = await city();
    const record = JSON.parse(
      '{"quantity":1e2,"id":"z","capabilities":["meal"],"own":{"b":1,"a":"\\u0000\\ud800"},"2":0.10}',
    );
    await s1.edit([
      {
        type: 'add',
        collection: 'volunteers',
        record: { ...record, id: `${code}z` },
        source: '名单.xlsx/志愿者',
        row: 7,
      },
    ]);
    const [one] = await s1.history('volunteers', `${code}z`);
    expect(JSON.stringify(one!.record)).toBe(JSON.stringify({ ...record, id: `${code}z` }));
    expect(one).toMatchObject({
      ...{ version: 1, action: 'add', owner: `${code}S1`, area: `${code}05100`, share: 'city' },
      ...{ station: `${code}S1`, actor: `who of ${code}S1`, source: '名单.xlsx/志愿者', row: 7 },
    });
    expect(Math.abs(Date.parse(one!.at) - Date.now())).toBeLessThan(600_000);
  });

  it('are of the area of what they say or name, and a need is shared as far as its consent goes', async () => {
    const { code, centre, s1, s3 } = await city();
    await centre.edit([
      { type: 'add', collection: 'stations', record: { id: `${code}T`, tier: 'street', adminCode: `${code}06001000` } },
      { type: 'add', collection: 'communities', record: { id: `${code}c`, adminCode: `${code}05100001` } },
      { type: 'add', collection: 'volunteers', record: volunteer(`${code}v`, { community: `${code}c` }) },
      { type: 'add', collection: 'socialWorkers', record: { ...volunteer(`${code}w`), station: `${code}T` } },
      {
        ...{ type: 'add', collection: 'needs' },
        record: { id: `${code}n`, community: `${code}c`, urgency: '急', capability: 'meal', consentTier: 'street' },
      },
    ]);
    const all = await centre.records();
    expect(all.map(({ collection, area, owner, share }) => [collection, area.slice(4), owner.slice(4), share])).toEqual(
      [
        ['communities', '05100001', 'S1', 'city'],
        ['needs', '05100001', 'S1', 'street'],
        ['socialWorkers', '06001', 'S3', 'city'],
        ['stations', '06001', 'S3', 'city'],
        ['volunteers', '05100001', 'S1', 'city'],
      ],
    );
    expect(ids(await s1.records({ collection: 'needs' }))).toEqual([`${code}n`]);
    expect(await s3.records({ collection: 'needs' })).toEqual([]);
  });

  it('are told to be of a wrong shape before anything is written', async () => {
    const { s1, code } = await city();
    const bad = [
      add(`${code}a`),
      add(`${code}b`, { quantity: -1 }),
      { type: 'add', collection: 'people', record: {} },
      { type: 'change', collection: 'volunteers', record: volunteer('x') },
      add(`${code}a`),
      add(`${code}e`, {}, { area: '%' }),
      add(`${code}f`, {}, { share: 'nation' }),
      add(`${code}g`, {}, { source: 'a\0b' }),
      { type: 'remove', collection: 'volunteers', id: '', version: 1 },
      null,
    ] as LibraryEdit[];
    const { code: told, details } = await refused(s1.edit(bad));
    expect([told, details.map(({ code: one, path }) => [one, path.slice(0, 2).join()]).sort()]).toEqual([
      'INVALID_INPUT',
      [
        ['BAD_ADMIN_CODE', 'edits,5'],
        ['BAD_ID', 'edits,8'],
        ['BAD_TEXT', 'edits,7'],
        ['DUPLICATE_ID', 'edits,4'],
        ['NEGATIVE', 'edits,1'],
        ['NOT_AN_OBJECT', 'edits,9'],
        ['REQUIRED', 'edits,3'],
        ['UNKNOWN_WORD', 'edits,2'],
        ['UNKNOWN_WORD', 'edits,6'],
      ],
    ]);
    expect(await s1.records()).toEqual([]);
  });

  it('of two edits of one version one wins, and the other is told who and when', async () => {
    const { s1, d1, code } = await city();
    await s1.edit([add(`${code}v`)]);
    const both = await Promise.allSettled([s1, d1].map((one, i) => one.edit([change(`${code}v`, 1, { quantity: i })])));
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const lost = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    const [, won] = await s1.history('volunteers', `${code}v`);
    expect(lost.reason).toMatchObject({ code: 'CONFLICT' });
    expect(lost.reason.details[0]).toMatchObject({ code: 'CONFLICT', path: ['edits', 0], value: `${code}v` });
    expect(lost.reason.message).toContain(
      `was changed by ${won!.actor} of ${won!.station} at ${won!.at} (version 2, read was 1)`,
    );
  });

  it('take many edits at once without loss or gap', async () => {
    const { s1, code } = await city();
    const of = Math.min(50, 8 * TIMES);
    const count = of * Math.min(8, 4 * TIMES);
    await s1.edit(Array.from({ length: of }, (_, i) => add(`${code}v${i}`, { quantity: 0 })));
    const tries = Array.from({ length: count }, async (_, i) => {
      for (let n = 1; ; n++) {
        const before = (await s1.history('volunteers', `${code}v${i % of}`)).at(-1)!;
        const { quantity } = before.record as { quantity: number };
        const answer = await codeOf(s1.edit([change(`${code}v${i % of}`, before.version, { quantity: quantity + 1 })]));
        if (answer === 'ok') return n;
        expect(answer).toBe('CONFLICT');
      }
    });
    await Promise.all(tries);
    for (let i = 0; i < of; i++) {
      const all = await s1.history('volunteers', `${code}v${i}`);
      const quantities = all.map(({ record }) => (record as { quantity: number }).quantity);
      expect(quantities).toEqual(Array.from({ length: count / of + 1 }, (_, n) => n));
      expect(all.map(({ version }) => version)).toEqual(quantities.map((n) => n + 1));
    }
  });

  it(`${5000 * TIMES} of them are written with their history, and seen by four stations as the definition says`, async () => {
    const { code, stations, centre, d1, s1, s3 } = await city();
    const count = 5000 * TIMES;
    const at = (k: number) =>
      `${code}${['05100', '05101', '06001'][k % 3]}${String(k % 30)
        .padStart(3, '0')
        .replace('000', '030')}`;
    const share = (k: number) => (k % 7 === 0 ? 'street' : k % 5 === 0 ? 'district' : 'city');
    const edits = Array.from({ length: count }, (_, k): LibraryEdit => {
      const record = {
        id: `${code}V${k}`,
        adminCode: at(k),
        name: `志愿者${k}`,
        capabilities: ['meal'],
        quantity: 1 + (k % 5),
      };
      return { type: 'add', collection: 'volunteers', record, share: share(k), source: '志愿者.csv', row: k + 2 };
    });
    const seconds = await processorSeconds(() => centre.edit(edits));
    console.log(`${count} records: ${seconds.toFixed(2)} s of processor time`);
    expect(seconds).toBeLessThan((15 * count) / 100_000 + 1);
    const digits = { street: 9, district: 6, city: 4 };
    for (const [access, { area }] of [
      [centre, stations[0]!],
      [d1, stations[1]!],
      [s1, stations[3]!],
      [s3, stations[5]!],
    ] as const) {
      const seen = edits.filter((_, k) => {
        const n = digits[share(k)];
        return at(k).startsWith(area) || at(k).slice(0, n) === area.slice(0, n);
      });
      expect((await access.records()).length).toBe(seen.length);
    }
  });

  it('come by the code units of their ids, whatever the locale of the server is', async () => {
    const names = ['a', 'B', 'b', 'Z', 'é', '志', '一', '10', '9', '-', '￮', '𠮷', 'ａ', 'a-1', 'a1', 'A'];
    const all: (readonly string[])[] = [];
    for (const options of SERVER === undefined
      ? ['']
      : ["locale_provider icu icu_locale 'zh' locale 'C' template template0", "locale 'C.UTF-8' template template0"]) {
      const own = await (options === '' ? undefined : freshLibrary(options));
      const { library } = own ?? fresh;
      await library.enrol([{ id: '99', area: '99' }]);
      const access = library.as({ station: '99' });
      await access.edit(names.map((id) => add(id)));
      all.push(ids(await access.records()));
      await own?.end();
    }
    for (const order of all) expect(order).toEqual(names.toSorted(byCodeUnit));
  });

  it('say until when they are known to be so, and who confirms brings them up to date', async () => {
    const { s1, code } = await city();
    await s1.edit([
      add(`${code}old`, { updatedAt: '2026-01-01T08:00:00+08:00' }),
      add(`${code}new`),
      { type: 'add', collection: 'communities', record: { id: `${code}c`, updatedAt: '2026-03-01T08:00:00+08:00' } },
    ]);
    expect(ids(await s1.stale('2026-02-01T00:00:00Z'))).toEqual([`${code}old`]);
    expect(ids(await s1.stale('2026-04-01T00:00:00Z'))).toEqual([`${code}c`, `${code}old`]);
    await s1.edit([confirm(`${code}old`, 1)]);
    expect(ids(await s1.stale('2026-04-01T00:00:00Z'))).toEqual([`${code}c`]);
    const { record, confirmedAt, at } = (await s1.history('volunteers', `${code}old`))[1]!;
    expect(Math.abs(Date.parse((record as { updatedAt: string }).updatedAt) - Date.parse(at))).toBeLessThan(600_000);
    expect(confirmedAt).toBe(at);
  });
});

describe('a hostile session', () => {
  const TEXTS = [
    "'; reset role; --",
    "x'); set local role none; delete from fsl.record; --",
    '$1',
    '%',
    '_',
    '\\',
    '"; drop schema fsl cascade; --',
    "fsl_station', false), set_config('role', 'none",
    '{"id":"x"}',
    '志愿者🧧',
  ];
  const store = () => fresh.store;

  it('is just a text, whatever field it comes in', async () => {
    const { s1, centre, code } = await city();
    const plan = { id: `${code}p`, root: 'r' };
    for (const [i, text] of TEXTS.entries()) {
      const id = `${code}${i}${text}`.slice(0, 64);
      const own = fresh.library.as({ station: `${code}S1`, actor: text });
      await own.edit([add(id, { name: text, [text]: text }, { source: text })]);
      const [kept] = await s1.history('volunteers', id);
      expect(kept).toMatchObject({ id, actor: text, source: text, record: { name: text, [text]: text } });
      expect(await codeOf(own.edit([{ type: 'add', collection: text as 'needs', record: {} as never }]))).toBe(
        'INVALID_INPUT',
      );
      expect(await codeOf(own.edit([add(`${code}y`, {}, { area: text })]))).toBe('INVALID_INPUT');
      expect(await codeOf(own.edit([add(`${code}y`, {}, { share: text })]))).toBe('INVALID_INPUT');
      expect(await own.history(text as 'needs', text)).toEqual([]);
      expect(await codeOf(own.records({ asOf: text }))).not.toBe('ok');
      await own.keep({ id: plan.id + text, root: text, summary: text, parts: [[text, text]] });
      expect(new TextDecoder().decode(await own.part(plan.id + text, text))).toBe(text);
      await own.enter([
        { type: 'satisfaction', id, at: '2026-03-01T08:00:00+08:00', source: text, need: id, score: 5 },
      ]);
      for (const station of [text, `${code}S1${text}`])
        expect(await codeOf(fresh.library.as({ station }).records())).toBe('UNKNOWN_STATION');
    }
    expect(await s1.records()).toHaveLength(TEXTS.length);
    expect((await centre.plans()).map(({ root }) => root)).toEqual(TEXTS);
    for (const station of ['', '\0', '\ud800'])
      expect(await codeOf(fresh.library.as({ station }).records())).toBe('UNKNOWN_STATION');
  });

  it('writes nothing in the name of another, and nothing of the log, though it had the connection itself', async () => {
    const { s3, code } = await city();
    await s3.edit([add(`${code}v`), add(`${code}own`, {}, { share: 'street' })]);
    await s3.keep({ id: `${code}p`, root: 'r', parts: [['a', 'b']] });
    const act = actingAs(store(), { station: `${code}S1` });
    const values = `'volunteers', '${code}x', 1, 'add', 'o', '${code}05100', 'city', '{}', now()`;
    const columns =
      '(collection, id, version, action, owner, area, share, body, confirmed, station, actor, source, at)';
    const denied = [
      `insert into fsl.record ${columns} values (${values}, '${code}S2', 'a', '', now())`,
      `insert into fsl.record ${columns} values (${values.replace('05100', '06001')}, '${code}S1', 'a', '', now())`,
      `insert into fsl.change ${columns} values (${values}, '${code}S1', 'a', '', now())`,
      `update fsl.change set actor = 'me'`,
      'delete from fsl.change',
      'delete from fsl.record',
      'truncate fsl.change',
      `update fsl.record set station = '${code}S1' where id = '${code}v' returning id`,
      `update fsl.station set area = '${code}'`,
      `insert into fsl.station values ('me', '${code}')`,
      `insert into fsl.plan (id, root, summary, area, station, actor) values ('q', 'r', '{}', '${code}', '${code}S1', 'a')`,
      `insert into fsl.part values ('${code}p', 'b', '', '')`,
      `insert into fsl.publication (plan, area, station, actor) values ('${code}p', '${code}06001', '${code}S1', 'a')`,
      `insert into fsl.outcome (id, event, area, station, actor) values ('e', '{}', '${code}', '${code}S3', 'a')`,
      'create table fsl.mine (a int)',
      'drop table fsl.record',
      'alter table fsl.record disable row level security',
      'alter role fsl_station bypassrls',
    ];
    for (const text of denied) {
      const answer = act(async ({ query }) => expect(await query(text)).toEqual([]));
      expect([text, await codeOf(answer)]).toEqual([
        text,
        text.startsWith('update fsl.record') ? 'ok' : expect.stringMatching(/^42/),
      ]);
    }
    expect(await act(({ query }) => query(`select id from fsl.record where starts_with(id, '${code}')`))).toEqual([
      { id: `${code}v` },
    ]);
    expect(await act(({ query }) => query(`select plan from fsl.part where plan = '${code}p'`))).toEqual([]);
    expect((await s3.history('volunteers', `${code}v`)).map(({ actor }) => actor)).toEqual([`who of ${code}S3`]);
  });

  it('leaves nothing behind: the next one on its connection has its own role and area, and who has none sees nothing', async () => {
    const { s1, code } = await city();
    await s1.edit([add(`${code}v`)]);
    for (let i = 0; i < 20; i++) {
      await actingAs(store(), { station: `${code}S1` })(({ query }) => query('select 1'));
      const bare = await store().transaction(async (own) => {
        await own.query(`select set_config('role', 'fsl_station', true)`);
        return (await own.query('select count(*)::int as n from fsl.record')).rows;
      });
      expect(bare).toEqual([{ n: 0 }]);
    }
    const [{ role }] = (await store().transaction((own) => own.query('select current_user as role'))).rows as [
      { role: string },
    ];
    expect(role).not.toBe('fsl_station');
  });

  it('cannot change the log even as who owns it', async () => {
    const { s1, code } = await city();
    await s1.edit([add(`${code}v`)]);
    for (const text of [`update fsl.change set actor = 'x'`, 'delete from fsl.change', 'truncate fsl.change'])
      expect(await codeOf(store().transaction((own) => own.query(text)))).toBe('P0001');
  });
});

describe('sheets', () => {
  const csv = (file: string, ...rows: string[]) => ({ file, data: rows.join('\n') });
  const volunteers = (code: string, ...rows: string[]) =>
    csv('志愿者.csv', '编号,社区,能力,数量,单位', ...rows.map((row) => row.replaceAll('#', code)));
  const community = (code: string) => csv('社区.csv', '编号,行政区划代码', `${code}c,${code}05100001`);

  it('come in with their file and row, are changed where they differ, and what cannot be read is told', async () => {
    const { s1, code } = await city();
    const first = await s1.import([
      community(code),
      volunteers(code, '#a,#c,助餐,2,次', '#b,#c,助餐,x,次', '#d,#c,助餐,3,次'),
    ]);
    expect(first.done.map(({ id, version }) => [id.slice(4), version])).toEqual([
      ['c', 1],
      ['a', 1],
      ['d', 1],
    ]);
    expect(first.issues.map(({ file, row }) => [file, row])).toEqual([['志愿者.csv', 3]]);
    const [d] = await s1.history('volunteers', `${code}d`);
    expect(d).toMatchObject({ source: '志愿者.csv', row: 4, area: `${code}05100001` });
    const again = await s1.import([community(code), volunteers(code, '#a,#c,助餐,2,次', '#d,#c,助餐,4,次')]);
    expect(again).toMatchObject({ done: [{ id: `${code}d`, version: 2 }], issues: [] });
    expect(ids(await s1.records())).toEqual([`${code}c`, `${code}a`, `${code}d`]);
  });

  it('that were taken since when change what they changed, and what both have changed is a conflict', async () => {
    const { s1, d1, code } = await city();
    await s1.import([community(code), volunteers(code, '#a,#c,助餐,2,次', '#b,#c,助餐,2,次')]);
    const since = (await s1.records())
      .map(({ at }) => at)
      .sort()
      .at(-1)!;
    await new Promise((wake) => setTimeout(wake, 5));
    const [, a, b] = await s1.records();
    const less = (one: LibraryRecord | undefined) =>
      ({ ...(one!.record as object), quantity: 1 }) as ReturnType<typeof volunteer>;
    await d1.edit([{ type: 'change', collection: 'volunteers', version: 1, record: less(a) }]);
    expect(
      (await s1.import([volunteers(code, '#a,#c,助餐,2,次', '#b,#c,助餐,7,次')], { since })).done.map(({ id }) => id),
    ).toEqual([b!.id]);
    const { code: told, details } = await refused(s1.import([volunteers(code, '#a,#c,助餐,3,次')], { since }));
    expect([told, details[0]!.value]).toEqual(['CONFLICT', a!.id]);
    expect((await s1.history('volunteers', a!.id)).at(-1)).toMatchObject({ version: 2, record: { quantity: 1 } });
  });

  it('go out so that what comes back makes the same network', async () => {
    const { s1, s3, code } = await city();
    await s1.import([
      community(code),
      volunteers(code, '#a,#c,助餐,2,次'),
      csv('需求.csv', '编号,社区,急难愁盼,能力,数量', `${code}n,${code}c,急,助餐,1`),
    ]);
    // Seen, but of a community that is not.
    await s3.edit([
      {
        type: 'add',
        collection: 'communities',
        record: { id: `${code}h`, adminCode: `${code}06001001` },
        share: 'street',
      },
      add(`${code}z`, { community: `${code}h` }),
    ]);
    const { input, issues } = seenWhole(await s1.input());
    expect(issues.map(({ code: one, path }) => [one, path[0]])).toEqual([['DANGLING_REFERENCE', 'volunteers']]);
    const back = readTables(await openFiles([{ name: 'x.xlsx', data: await toWorkbook(writeTables(input)) }])).input;
    expect(JSON.stringify(match(createNetwork(back)).linkages)).toBe(
      JSON.stringify(match(createNetwork(input)).linkages),
    );
    expect(match(createNetwork(input)).linkages).toHaveLength(1);
  });
});

describe('duplicates', () => {
  /** Two that are one, among others. */
  async function twice() {
    const all = await city();
    const { code, d1 } = all;
    const names = [
      '陈大文',
      '李小明',
      '王建国',
      '赵丽华',
      '孙志强',
      '周美玲',
      '吴国庆',
      '郑秀英',
      '冯春生',
      '褚文静',
      '卫东方',
      '蒋雪梅',
      '沈立新',
      '韩冬青',
    ];
    const records = [...names.map((name, i) => ({ name, i })), { name: '陈大文', i: 0 }].map(({ name, i }, n) =>
      volunteer(`${code}v${String(n).padStart(2, '0')}`, {
        name,
        address: `龙华路${i * 37}号`,
        capabilities: [['meal', 'escort', 'tutor'][i % 3]],
      }),
    );
    await d1.edit(records.map((record): LibraryEdit => ({ type: 'add', collection: 'volunteers', record })));
    return { ...all, one: `${code}v00`, other: `${code}v14` };
  }

  it('are found by their Chinese names, decided once, made one, and taken back', async () => {
    const { d1, one, other, code } = await twice();
    await d1.edit([
      {
        type: 'add',
        collection: 'needs',
        record: {
          id: `${code}n`,
          urgency: '急',
          capability: 'meal',
          community: 'x',
          previousProviders: [`volunteer:${other}`],
        },
      },
    ]);
    const found = await d1.duplicates();
    expect(found.map(({ ids: two }) => [...two].sort())).toContainEqual([one, other]);
    await d1.decide({ collection: 'volunteers', ids: [other, one], same: true });
    expect(await d1.duplicates()).toEqual(found.filter(({ ids: two }) => !two.includes(one)));
    expect(ids(await d1.records({ collection: 'volunteers' }))).not.toContain(one);
    expect(ids(await d1.records({ collection: 'volunteers' }))).toContain(other);
    await d1.undo('volunteers', [one, other]);
    const [kept] = (await d1.records({ collection: 'volunteers' })).filter(({ id }) => id === one);
    expect(kept).toMatchObject({ version: 3, record: { id: one, name: '陈大文' } });
    expect(await d1.duplicates()).toEqual(found);
    await d1.decide({ collection: 'volunteers', ids: [one, other], same: true });
    const [need] = await d1.records({ collection: 'needs' });
    expect(need!.record).toMatchObject({ previousProviders: [`volunteer:${one}`] });
    await d1.undo('volunteers', [other, one]);
    await d1.decide({ collection: 'volunteers', ids: [one, other], same: false });
    expect((await d1.decisions()).map(({ same, actor }) => [same, actor])).toEqual([[false, `who of ${code}D1`]]);
    expect(await d1.duplicates()).toEqual(found.filter(({ ids: two }) => !two.includes(one)));
  });

  it('that were changed since are not taken back over what others have made of them', async () => {
    const { d1, s1, one, other, code } = await twice();
    const before = await d1.records();
    expect(await codeOf(s1.decide({ collection: 'volunteers', ids: [one, other], same: true }))).toBe('FORBIDDEN');
    expect(await d1.records()).toEqual(before);
    await d1.decide({ collection: 'volunteers', ids: [one, other], same: true });
    const { version, record } = (await d1.history('volunteers', one)).at(-1)!;
    await d1.edit([change(one, version, { ...(record as object), quantity: 9 })]);
    expect(await codeOf(d1.undo('volunteers', [one, other]))).toBe('CONFLICT');
    expect((await d1.history('volunteers', one)).at(-1)).toMatchObject({ record: { quantity: 9 } });
    expect(await codeOf(d1.decide({ collection: 'volunteers', ids: [one, `${code}none`], same: true }))).toBe(
      'CONFLICT',
    );
  });
});

describe('plans and what came of them', () => {
  it('are kept part by part, seen from above, and from below once they are published', async () => {
    const { centre, d1, s1, s3, code } = await city();
    const bytes = Uint8Array.from({ length: 300 }, (_, i) => i % 256);
    const plan = {
      id: `${code}p`,
      root: 'abc',
      summary: { needs: 3 },
      parts: [
        ['b', bytes],
        ['a', '志'],
      ] as const,
    };
    await d1.keep(plan);
    await d1.keep(plan);
    expect(await d1.parts(plan.id)).toEqual([
      { key: 'a', sha256: sum('志'), size: 3 },
      { key: 'b', sha256: sum(bytes), size: 300 },
    ]);
    expect(Buffer.from((await d1.part(plan.id, 'b'))!)).toEqual(Buffer.from(bytes));
    expect(await d1.keepPart(plan.id, 'b', bytes)).toBe(sum(bytes));
    expect(await codeOf(d1.keepPart(plan.id, 'b', 'other'))).toBe('CONFLICT');
    expect(await codeOf(d1.keep({ ...plan, root: 'other' }))).toBe('CONFLICT');
    expect(await codeOf(s1.keep(plan))).toBe('CONFLICT');
    expect(await codeOf(s1.keepPart(plan.id, 'c', ''))).toBe('CONFLICT');
    expect(await codeOf(s1.publish(plan.id))).toBe('FORBIDDEN');
    const seen = async () => Promise.all([centre, d1, s1, s3].map(async (one) => (await one.plans()).length));
    expect([await seen(), await s1.part(plan.id, 'a')]).toEqual([[1, 1, 0, 0], undefined]);
    await d1.publish(plan.id);
    await d1.publish(plan.id);
    expect(await seen()).toEqual([1, 1, 1, 0]);
    expect(await s1.parts(plan.id)).toHaveLength(2);
    expect((await s1.plans())[0]).toMatchObject({
      id: plan.id,
      root: 'abc',
      summary: { needs: 3 },
      area: `${code}05`,
      publishedAt: expect.any(String),
    });
    await d1.keep({ id: `${code}q`, root: 'q', parts: [['a', 'next']] });
    expect(new TextDecoder().decode(await d1.lastPart('a'))).toBe('next');
    expect(Buffer.from((await d1.lastPart('b'))!)).toEqual(Buffer.from(bytes));
  });

  it('events are entered once, all or none, and seen where their need is', async () => {
    const { centre, s1, s3, code } = await city();
    await s1.edit([
      { type: 'add', collection: 'communities', record: { id: `${code}c`, adminCode: `${code}05100001` } },
      {
        type: 'add',
        collection: 'needs',
        record: { id: `${code}n`, community: `${code}c`, urgency: '急', capability: 'meal' },
      },
    ]);
    const said = { at: '2026-03-03T09:00:00+08:00', source: '回访' };
    const done: OutcomeEvent = { type: 'done', id: `${code}1`, ...said, need: `${code}n`, provider: 'volunteer:v' };
    const voided: OutcomeEvent = { type: 'void', id: `${code}2`, ...said, event: `${code}1` };
    await s3.enter([done]);
    await s3.enter([done, voided]);
    expect(await s1.events()).toEqual([done]);
    expect(await s3.events()).toEqual([done, voided]);
    expect(await centre.events()).toEqual([done, voided]);
    expect(
      await codeOf(
        s1.enter([
          { ...done, id: `${code}3` },
          { ...done, source: 'other' },
        ]),
      ),
    ).toBe('CONFLICT');
    expect(
      await codeOf(
        s1.enter([
          { ...done, id: `${code}3` },
          { ...done, type: 'dome' as 'done' },
        ]),
      ),
    ).toBe('INVALID_INPUT');
    expect(await centre.events()).toHaveLength(2);
  });
});

describe('the tables', () => {
  it('are made once, whoever opens the library next, and those of a later version are left alone', async () => {
    const { source, store } = fresh;
    const all = await Promise.all([openLibrary(source), openLibrary(source), openLibrary(source)]);
    expect(await all[0]!.stations()).toEqual(await fresh.library.stations());
    const numbers = (await store.transaction((own) => own.query('select number from fsl.migration order by number')))
      .rows;
    expect(numbers).toEqual(MIGRATIONS.map((_, i) => ({ number: i + 1 })));
    await store.transaction((own) => own.query('insert into fsl.migration (number) values (99)'));
    expect(await codeOf(openLibrary(source))).toBe('LIBRARY_VERSION');
    await store.transaction((own) => own.query('delete from fsl.migration where number = 99'));
  });

  it('have row-level security, every one that a station can read, but for the list of stations', async () => {
    const { rows } = await fresh.store.transaction((own) =>
      own.query(`select relname as name from pg_class where relnamespace = 'fsl'::regnamespace and relkind = 'r' and not relrowsecurity
        and has_table_privilege('fsl_station', oid, 'select') order by 1`),
    );
    expect(rows).toEqual([{ name: 'station' }]);
  });
});

describe('a live session', () => {
  beforeAll(() =>
    fresh.library.enrol([
      { id: 'C', area: '4601' },
      { id: 'S', area: '460105001' },
    ]),
  );
  let sessions = 0;
  const newName = () => `session ${++sessions}`;
  const centre = () => fresh.library.as({ station: 'C', actor: 'server' });

  const first = () =>
    createNetwork({
      communities: [{ id: 'c' }],
      volunteers: [{ id: 'v', community: 'c', capabilities: ['meal'], quantity: 5 }],
      needs: [],
    });
  const ask = (id: string): Change[] => [
    { type: 'add', kind: 'need', record: { id, community: 'c', urgency: '急', capability: 'meal' } },
  ];
  const planOf = ({ live }: SharedLive) => JSON.stringify(live.plan);
  const entries = async (name: string) =>
    (
      await fresh.store.transaction((own) =>
        own.query('select number, calls from fsl.journal where session = $1 order by number', [name]),
      )
    ).rows as { number: number; calls: Change[][] }[];
  const numberOf = async (name: string) =>
    (await fresh.store.transaction((own) => own.query('select number from fsl.session where name = $1', [name]))).rows;

  it('two servers and a third that comes later have one plan, byte for byte, whoever was faster', async () => {
    const policy = definePolicy({ fairBy: 'need' });
    for (const every of [500, 3]) {
      const name = newName();
      const other = await openLibrary(fresh.url ?? fresh.source);
      const [a, b] = [
        await centre().live(name, first, { every, policy }),
        await other.as({ station: 'C', actor: 'other' }).live(name, first, { policy }),
      ];
      const send = async (one: SharedLive, mark: string) => {
        for (let i = 0; i < 12; i++) await one.apply(ask(`${mark}${i}`));
      };
      await Promise.all([send(a, 'a'), send(b, 'b'), send(a, 'x')]);
      await Promise.all([a.catchUp(), b.catchUp()]);
      const c = await centre().live(name, () => Promise.reject(new Error('is there')), { policy });
      expect([planOf(b), planOf(c)]).toEqual([planOf(a), planOf(a)]);
      expect(verify(c.live.network, c.live.plan, c.live.options)).toMatchObject({ ok: true });
      expect(c.live.plan.coverage.byRank).toEqual(match(c.live.network, { policy }).coverage.byRank);
      const all = await entries(name);
      expect(all.map(({ number }) => number)).toEqual(all.map((_, i) => i));
      expect(all.flatMap(({ calls }) => calls)).toHaveLength(36);
      expect(all.length).toBeLessThanOrEqual(36);
      expect(await numberOf(name)).toEqual([{ number: Math.floor(all.length / every) * every }]);
      await Promise.all([a, b, c].map((one) => one.close()));
      await other.close();
    }
  });

  it('begins again with the plan it had told, between equals too, wherever it was stopped', async () => {
    let made = 0;
    await fc.assert(
      fc.asyncProperty(
        history(6),
        fc.integer({ min: 1, max: 4 }),
        async ({ before: { input }, pool, calls }, every) => {
          const name = newName();
          const open = () => centre().live(name, () => createNetwork(input as Input), { every });
          let shared = await open();
          for (const [i, draws] of calls.entries()) {
            // Not closed: as if it was killed.
            if (i === Math.floor(calls.length / 2)) shared = await open();
            const changes = changesOf(shared.live, pool, draws);
            const done = await shared.apply(changes).then(
              () => true,
              () => false,
            );
            if (done) made++;
          }
          const again = await open();
          expect(planOf(again)).toBe(planOf(shared));
          expect(again.live.options).toEqual(JSON.parse(JSON.stringify(shared.live.options)));
        },
      ),
      runs(9),
    );
    expect(made).toBeGreaterThan(9);
  });

  it('a change that is refused leaves no entry, alone or beside others', async () => {
    const name = newName();
    const shared = await centre().live(name, first);
    const bad: Change[] = [{ type: 'remove', kind: 'need', id: 'nobody' }];
    await expect(shared.apply(bad)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(await entries(name)).toEqual([]);
    const three = await Promise.allSettled([ask('1'), bad, ask('2')].map((changes) => shared.apply(changes)));
    expect(three.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await entries(name)).flatMap(({ calls }) => calls)).toEqual([ask('1'), ask('2')]);
    expect(shared.live.plan.linkages).toHaveLength(2);
    await shared.close();
  });

  it('hears of what others do', async () => {
    const name = newName();
    const [a, b] = [await centre().live(name, first), await centre().live(name, first)];
    const told: string[] = [];
    const stop = await fresh.library.listen((what) => told.push(what));
    await a.apply(ask('1'));
    for (let left = 200; planOf(b) !== planOf(a) && left > 0; left--) await after(10);
    expect(planOf(b)).toBe(planOf(a));
    expect(told).toContain(`live ${name}`);
    await stop();
    await Promise.all([a.close(), b.close()]);
  });

  it('what is not known to be kept is not answered for, and nothing builds on it', async () => {
    const name = newName();
    let breaks: 'before' | 'after' | undefined;
    const act = actingAs(fresh.store, { station: 'C' });
    const breaking: typeof act = async (work) => {
      const now = breaks;
      let wrote = false;
      const result = await act((acting) =>
        work({
          ...acting,
          query(text, values) {
            wrote ||= text.startsWith('insert into fsl.journal');
            if (now === 'before' && text.startsWith('update fsl.journal')) throw new Error('cut before');
            return acting.query(text, values);
          },
        }),
      );
      if (wrote && now === 'after') throw new Error('cut after');
      return result;
    };
    const shared = await openShared(breaking, fresh.store, name, first);
    await shared.apply(ask('1'));
    for (const [when, there] of [
      ['before', 1],
      ['after', 2],
    ] as const) {
      breaks = when;
      await expect(shared.apply(ask('2'))).rejects.toThrow(`cut ${when}`);
      breaks = undefined;
      await shared.catchUp();
      expect([when, shared.live.plan.linkages.length, (await entries(name)).length]).toEqual([when, there, there]);
    }
    await shared.apply(ask('3'));
    const again = await centre().live(name, first);
    expect(planOf(again)).toBe(planOf(shared));
    await Promise.all([shared.close(), again.close()]);
  });

  it('is not for a station in whose area it is not', async () => {
    const name = newName();
    const shared = await centre().live(name, first);
    await expect(fresh.library.as({ station: 'S' }).live(name, first)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(centre().live(name, first, { every: 0 })).rejects.toMatchObject({ code: 'INVALID_OPTIONS' });
    await shared.close();
  });
});

describe('the desk', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'fsl-desk-'));
  const source = () => fresh.url ?? join(scratch, 'library');
  // The one that is there, in the place of a folder's own.
  beforeAll(
    () =>
      void brought.set('@electric-sql/pglite', async () => ({
        PGlite: { create: async () => unclosed(fresh.source) },
      })),
  );
  afterAll(() => {
    brought.delete('@electric-sql/pglite');
    rmSync(scratch, { recursive: true });
  });
  const unclosed = (db: Fresh['source']) => {
    const { transaction, listen } = db as EmbeddedLike;
    return { transaction: transaction.bind(db), listen: listen.bind(db), close: async () => {} };
  };

  it('plans from a library, and the next run, elsewhere, goes on from what it kept there', async () => {
    const lists = join(scratch, 'lists');
    mkdirSync(lists);
    for (const table of withoutMarks(tableTemplates())) writeFileSync(join(lists, table.file), toCsv(table));
    const { stations = [], needs } = readTables(await readFiles(lists)).input;
    const station = stations.find(({ tier }) => tier === 'district')!.id;
    const by = ['--station', station, '--actor', 'anna', '--lang', 'en'];
    const run = (...args: string[]) => runCommand([...args, ...by]);
    const init = await run('library', 'init', source(), lists);
    expect([init.status, init.error]).toEqual([0, '']);
    for (const { id, adminCode } of stations) expect(init.out).toContain(`${id} ${adminCode}`);
    expect(await run('library', 'import', source(), lists)).toMatchObject({
      status: 0,
      out: expect.stringMatching(/^\d\d records added or changed\.$/),
    });
    expect((await run('library', 'import', source(), lists)).out).toBe('0 records added or changed.');
    const planned = async (out: string) => {
      const {
        status,
        out: said,
        error,
      } = await run('desk', '--library', source(), '--out', join(scratch, out), '--now', '2026-03-07');
      expect([status, error]).toEqual([0, '']);
      return { said, plan: parsePlan(readFileSync(join(scratch, out, 'plan.json'), 'utf8')) };
    };
    const first = await planned('one');
    expect(first.plan.linkages.length + new Set(first.plan.unmet.map(({ need }) => need)).size).toBeGreaterThanOrEqual(
      needs.length,
    );
    const access = fresh.library.as({ station });
    const [kept] = await access.plans();
    expect(kept).toMatchObject({
      root: (first.plan.certificate as { root: string }).root,
      actor: 'anna',
      publishedAt: expect.any(String),
    });
    expect(new TextDecoder().decode(await access.part(kept!.id, 'plan.json'))).toBe(
      readFileSync(join(scratch, 'one/plan.json'), 'utf8'),
    );
    expect(
      await run('verify', '--library', source(), '--out', join(scratch, 'one'), '--now', '2026-03-07'),
    ).toMatchObject({ status: 0 });
    const { said, plan } = await planned('two');
    expect(said).toContain('Since the plan before');
    expect(plan.linkages.map(({ need }) => need)).toEqual(first.plan.linkages.map(({ need }) => need));
    const [need] = needs;
    expect((await run('library', 'history', source(), 'needs', need!.id)).out).toMatch(
      /^1 {2}20.+ {2}added {2}anna \(.+\) {2}\S+\.csv \d+ {2}\{"id"/,
    );
    expect((await run('library', 'history', source(), '需求', need!.id)).out).toMatch(/^1 {2}20/);
    expect(await run('library', 'history', source(), 'needs', 'nobody')).toMatchObject({ status: 1 });
    const out = join(scratch, 'out of it');
    expect(await run('library', 'export', source(), out, '--csv')).toMatchObject({ status: 0 });
    expect(readTables(await readFiles(out)).input.needs).toHaveLength(needs.length);
  });

  it.each([
    [['library', 'export', 'x'], 'Expected library init LIBRARY'],
    [['library', 'burn', 'x', 'y'], 'Expected library init LIBRARY'],
    [['library', 'import', 'x', 'y', 'z'], "Unexpected argument 'z'."],
    [['desk', '--lang', 'en'], 'Which folder'],
  ])('takes %j for misuse', async (args, message) => {
    const { status, error } = await runCommand([...args, '--lang', 'en']);
    expect([status, error.slice(0, message.length)]).toEqual([2, message]);
  });

  it('says in Chinese what a library refuses, before it says what', async () => {
    const { status, error } = await runCommand(['desk', '--library', 'postgres://127.0.0.1:1/none']);
    expect([status, error]).toEqual([
      2,
      expect.stringMatching(/^没有完成：资源库的服务器没有应答；.+。\nThe server of the library/),
    ]);
  });

  it('asks for a station where it cannot know which', async () => {
    const { status, error } = await runCommand(['desk', '--library', source(), '--lang', 'en']);
    expect([status, error]).toEqual([2, expect.stringContaining('Expected --station, one of ')]);
  });
});

describe.runIf(SERVER)('on a server', () => {
  it('a connection that is cut is told to who waits for it, and the next one is whole', async () => {
    const { s1, code } = await city();
    const cut = actingAs(fresh.store, { station: `${code}S1` })(async ({ query }) => {
      await query('reset role');
      await query('select pg_terminate_backend(pg_backend_pid())');
    });
    await expect(cut).rejects.toMatchObject({ code: '57P01' });
    await s1.edit([add(`${code}v`)]);
    expect(await s1.records()).toHaveLength(1);
  });
});
