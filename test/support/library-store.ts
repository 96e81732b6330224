import { randomUUID } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { type Library, openLibrary } from '../../src/library/open-library.js';
import { type EmbeddedLike, embeddedStore, type PoolLike, poolStore, type Store } from '../../src/library/store.js';

/** A server on which the tests of the library run too, as one who may make databases: `FSL_POSTGRES=postgres://postgres@127.0.0.1:5432/postgres`. */
export const SERVER = process.env['FSL_POSTGRES'];

/** An empty library, and what it stands on. */
export interface Fresh {
  readonly library: Library;
  readonly store: Store;
  readonly source: PoolLike | EmbeddedLike;
  /** Its URL, where it is on a server. */
  readonly url: string | undefined;
  end(): Promise<void>;
}

/** In memory, or a new database of {@link SERVER}. */
export async function freshLibrary(options = ''): Promise<Fresh> {
  if (SERVER === undefined) {
    const db = await PGlite.create();
    const source = db as unknown as EmbeddedLike;
    return {
      library: await openLibrary(source),
      store: embeddedStore(source),
      source,
      url: undefined,
      end: () => db.close(),
    };
  }
  const { url, drop } = await freshDatabase(SERVER, options);
  const pool = new pg.Pool({ connectionString: url, max: 8 });
  const source = pool as unknown as PoolLike;
  const library = await openLibrary(source);
  return {
    ...{ library, store: poolStore(source), source, url },
    async end() {
      await library.close();
      await pool.end();
      await drop();
    },
  };
}

async function freshDatabase(server: string, options: string) {
  const name = `fsl_${randomUUID().replaceAll('-', '')}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${name} ${options}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async drop() {
      // Connections that are closing hold it for a moment.
      for (let left = 100; left > 0; left--) {
        const dropped = await admin.query(`drop database ${name}`).catch(() => undefined);
        if (dropped) break;
        await new Promise((wake) => setTimeout(wake, 20));
      }
      await admin.end();
    },
  };
}
