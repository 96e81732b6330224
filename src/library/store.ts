import { LinkageError } from '../errors/linkage-error.js';
import { peer } from '../io/peer.js';

/** What runs a statement: a transaction under way. Rows come as the driver makes them; figures and instants are asked for so that all drivers make the same. */
export interface Statements {
  query(text: string, values?: unknown[]): Promise<{ rows: object[] }>;
}

/** A pool of connections, as `pg` makes one. */
export interface PoolLike {
  connect(): Promise<
    Statements & {
      release(broken?: boolean): void;
      on(event: string, told: Told): unknown;
      off(event: string, told: Told): unknown;
    }
  >;
}

/** One connection in this process, as PGlite. */
export interface EmbeddedLike {
  transaction(work: (own: Statements) => Promise<unknown>): Promise<unknown>;
  exec(text: string): Promise<unknown>;
  listen(channel: string, told: (payload: string) => void): Promise<() => Promise<void>>;
}

// biome-ignore lint/suspicious/noExplicitAny: drivers type their events each in its own way.
type Told = (message: any) => void;

/** PostgreSQL, wherever it runs. */
export interface Store {
  /** All of it or nothing; again where the server asks for that. */
  transaction<T>(work: (own: Statements) => Promise<T>): Promise<T>;
  /** Several statements without values, in the transaction. */
  script(own: Statements, text: string): Promise<unknown>;
  /** Calls `told` with what other connections say; stops when it is called. */
  listen(told: (payload: string) => void): Promise<() => Promise<void>>;
  /** Listens no more; the connections are whose they were. */
  close(): Promise<void>;
}

/** The code that the server gives an error. */
export const sqlState = (error: unknown): unknown => (error as { code?: unknown } | null)?.code;

/** The server asks for the transaction to be made again: a deadlock, or one that it could not put in order. */
const AGAIN = new Set<unknown>(['40P01', '40001']);

async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let left = 5; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !AGAIN.has(sqlState(error))) throw error;
    }
  }
}

const nothing = (): void => {};

export function poolStore(pool: PoolLike): Store {
  const once = async <T>(work: (own: Statements) => Promise<T>): Promise<T> => {
    const client = await pool.connect().catch(unreachable);
    // One that breaks says so to whoever waits for an answer.
    client.on('error', nothing);
    let broken = false;
    try {
      await client.query('begin');
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => (broken = true));
      throw error;
    } finally {
      client.off('error', nothing);
      client.release(broken);
    }
  };
  const listeners = new Set<(payload: string) => void>();
  const tell = (payload: string) => {
    for (const told of listeners) told(payload);
  };
  /** One connection hears for all; where it ends the next is asked for, and what was missed is for who is told so to look up. */
  let ears: ReturnType<PoolLike['connect']> | undefined;
  const hear = async () => {
    const client = await pool.connect().catch(unreachable);
    client.on('notification', ({ payload }) => tell(payload));
    client.on('error', () => {
      client.release(true);
      ears = listeners.size > 0 ? hear() : undefined;
      ears?.then(
        () => tell('lost'),
        () => (ears = undefined),
      );
    });
    await client.query('listen fsl');
    return client;
  };
  const close = async (): Promise<void> => {
    listeners.clear();
    const client = await ears?.catch(() => undefined);
    ears = undefined;
    client?.release(true);
  };
  return {
    transaction: (work) => again(() => once(work)),
    script: (own, text) => own.query(text),
    async listen(told) {
      listeners.add(told);
      await (ears ??= hear());
      return async () => {
        if (listeners.delete(told) && listeners.size === 0) await close();
      };
    },
    close,
  };
}

export function embeddedStore(db: EmbeddedLike): Store {
  return {
    transaction: <T>(work: (own: Statements) => Promise<T>) => again(() => db.transaction(work) as Promise<T>),
    script: (own, text) => (own as unknown as EmbeddedLike).exec(text),
    listen: (told) => db.listen('fsl', told),
    close: async () => {},
  };
}

function unreachable(cause: Error): never {
  const message = `The server of the library cannot be reached: ${cause.message || String(sqlState(cause))}. Maybe it is not running, or the address is another.`;
  throw Object.assign(new LinkageError('LIBRARY_UNREACHABLE', message), { cause });
}

/** A store of our own, and how it is closed. */
export interface OwnStore {
  readonly store: Store;
  close(): Promise<void>;
}

/** @throws LinkageError `PEER_MISSING` */
export async function serverStore(url: string): Promise<OwnStore> {
  interface Pool extends PoolLike {
    on(event: string, told: Told): unknown;
    end(): Promise<void>;
  }
  const { default: pg } = await peer<{ default: { Pool: new (options: object) => Pool } }>(
    'pg',
    'Libraries on a server',
  );
  const pool = new pg.Pool({ connectionString: url, max: 8 });
  // A connection that breaks while nobody uses it is no fault: the next one asked for is new.
  pool.on('error', nothing);
  const store = poolStore(pool);
  return { store, close: () => store.close().then(() => pool.end()) };
}

/** @throws LinkageError `PEER_MISSING` */
export async function folderStore(folder?: string): Promise<OwnStore> {
  type Embedded = EmbeddedLike & { close(): Promise<void> };
  const { PGlite } = await peer<{ PGlite: { create(folder?: string): Promise<Embedded> } }>(
    '@electric-sql/pglite',
    'Libraries in a folder',
  );
  const db = await PGlite.create(folder);
  return { store: embeddedStore(db), close: () => db.close() };
}
