import { type Fault, LinkageError, printable } from '../errors/linkage-error.js';
import { adminCode } from '../model/fields.js';
import { type LibraryAccess, libraryAccess } from './access.js';
import { actingAs, type Who } from './acting.js';
import { lockFolder } from './folder-lock.js';
import { MIGRATIONS } from './schema.js';
import {
  type EmbeddedLike,
  embeddedStore,
  folderStore,
  type OwnStore,
  type PoolLike,
  poolStore,
  type Store,
  serverStore,
} from './store.js';

/** A station as a library knows it. */
export interface LibraryStation {
  /** Its id, as in records. — 编号，与记录中一致。 */
  readonly id: string;
  /** Administrative code of its area: what it may change is in there. — 所辖地区的行政区划代码；可改写其中的记录。 */
  readonly area: string;
}

/** One resource library, used by many stations. */
export interface Library {
  /** Enrols stations, or gives them another area. For whoever runs the library: no station can. */
  enrol(stations: readonly LibraryStation[]): Promise<void>;
  /** All that are enrolled, by code unit of their ids. */
  stations(): Promise<LibraryStation[]>;
  /** The library as a station sees it. What is done is logged in its name. */
  as(who: Who): LibraryAccess;
  /** Calls `told` whenever others have committed: `records`, `live NAME`; `lost` where the connection ended. Stops when what it gives is called. */
  listen(told: (what: string) => void): Promise<() => Promise<void>>;
  /** A pool that was given stays open. */
  close(): Promise<void>;
}

const SERVER = /^postgres(?:ql)?:\/\//;

/**
 * Opens a library, and brings its tables up to date: in a folder (PGlite; no server, one process), on PostgreSQL from version 15 on by its URL or a pool of the package `pg`, or, where nothing is
 * said, in memory. Both take the same SQL. The packages are optional peers, loaded when they are used.
 *
 * @throws LinkageError `PEER_MISSING`, `LIBRARY_IN_USE`, `LIBRARY_UNREACHABLE`, `LIBRARY_VERSION`
 *
 * @example
 * const library = await openLibrary('library');
 * await library.enrol([{ id: 'S1', area: '460105001' }]);
 * await library.as({ station: 'S1', actor: 'anna' }).edit([{ type: 'add', collection: 'communities', record: { id: 'datong' } }]);
 */
export async function openLibrary(source?: string | PoolLike | EmbeddedLike): Promise<Library> {
  const { store, close } = await storeOf(source);
  try {
    await migrate(store);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    enrol: (stations) => enrol(store, stations),
    stations: () =>
      store.transaction(async (own) => {
        return (await own.query('select id, area from fsl.station order by id')).rows as LibraryStation[];
      }),
    as: (who) => libraryAccess(actingAs(store, who), store),
    listen: (told) => store.listen(told),
    close,
  };
}

/** What was given is not ours to close. */
async function storeOf(source: string | PoolLike | EmbeddedLike | undefined): Promise<OwnStore> {
  if (typeof source === 'object') {
    const store = 'connect' in source ? poolStore(source) : embeddedStore(source);
    return { store, close: store.close };
  }
  if (source === undefined) return folderStore();
  if (SERVER.test(source)) return serverStore(source);
  const release = await lockFolder(source);
  try {
    const { store, close } = await folderStore(`${source}/data`);
    return { store, close: () => close().finally(release) };
  } catch (error) {
    release();
    throw error;
  }
}

/** One at a time, whoever else starts now. */
async function migrate(store: Store): Promise<void> {
  await store.transaction(async (own) => {
    const [server] = (await own.query(`select current_setting('server_version_num')::int as version`)).rows as [
      { version: number },
    ];
    if (server.version < 150_000) {
      const message = `Expected PostgreSQL 15 or later, found ${Math.floor(server.version / 10_000)}.`;
      throw new LinkageError('LIBRARY_VERSION', message);
    }
    await own.query('select pg_advisory_xact_lock(7305116)');
    await store.script(own, START);
    const [{ last }] = (await own.query('select coalesce(max(number), 0)::int as last from fsl.migration')).rows as [
      { last: number },
    ];
    if (last > MIGRATIONS.length) {
      const message = `This library was written by a later version: it has migration ${last}, known are ${MIGRATIONS.length}. Maybe update this package.`;
      throw new LinkageError('LIBRARY_VERSION', message);
    }
    for (const [i, text] of MIGRATIONS.slice(last).entries()) {
      await store.script(own, text);
      await own.query('insert into fsl.migration (number) values ($1)', [last + i + 1]);
    }
  });
}

/** The role is of the server, the schema of the database. */
const START = `
set local client_min_messages = warning;
create schema if not exists fsl;
create table if not exists fsl.migration (number int primary key, at timestamptz not null default now());
do $$ begin
  if not exists (select from pg_roles where rolname = 'fsl_station') then create role fsl_station nologin; end if;
  if not pg_has_role(current_user, 'fsl_station', 'member') then execute format('grant fsl_station to %I', current_user); end if;
end $$;
`;

async function enrol(store: Store, stations: readonly LibraryStation[]): Promise<void> {
  const faults: Fault[] = [];
  const rows = stations.map(({ id, area }, i) => {
    const { data } = adminCode.safeParse(area);
    if (data === undefined) {
      const message = 'expected an administrative code of 2, 4, 6, 9 or 12 digits.';
      faults.push({ code: 'BAD_ADMIN_CODE', path: ['stations', i, 'area'], value: printable(area), message });
    }
    return { id, area: data };
  });
  if (faults.length > 0) throw new LinkageError('INVALID_INPUT', 'These stations cannot be enrolled.', faults);
  await store.transaction((own) =>
    own.query(
      `insert into fsl.station select * from json_to_recordset($1::json) as x(id text, area text)
        on conflict (id) do update set area = excluded.area`,
      [JSON.stringify(rows)],
    ),
  );
}
