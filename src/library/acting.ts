import { LinkageError } from '../errors/linkage-error.js';
import type { Statements, Store } from './store.js';

/** In whose name something is read or written. */
export interface Who {
  /** Id of a station that is enrolled. — 已登记社工站的编号。 */
  readonly station: string;
  /** Who does it, for the log; the station if absent. — 操作人，记入日志；不填则为该站。 */
  readonly actor?: string | undefined;
}

/** Work in the name of a station. */
export interface Acting {
  readonly station: string;
  readonly area: string;
  readonly actor: string;
  query<Row = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>;
}

/** Runs work in one transaction, in the name of a station: all of it or nothing. */
export type Act = <T>(work: (acting: Acting) => Promise<T>) => Promise<T>;

const ENTER = `select area, set_config('fsl.station', id, true), set_config('fsl.area', area, true),
  set_config('role', 'fsl_station', true) from fsl.station where id = $1`;

/** Everything in it is of a role that row-level security binds, whoever the connection is of; values are always values, never text of a statement. */
export function actingAs(store: Store, { station, actor = station }: Who): Act {
  return (work) =>
    store.transaction(async (own: Statements) => {
      const query = async <Row>(text: string, values: unknown[] = []) => (await own.query(text, values)).rows as Row[];
      const [entered] = await query<{ area: string }>(ENTER, [station]).catch(unheard);
      if (!entered) {
        const message = `There is no station '${station}' in this library. Maybe enrol it first, with its area.`;
        throw new LinkageError('UNKNOWN_STATION', message);
      }
      return work({ station, area: entered.area, actor, query });
    });
}

/** A text that no database takes is the name of nobody. */
function unheard(error: unknown): never[] {
  if ((error as { code?: unknown }).code === '22021') return [];
  throw error;
}
