import isEqual from 'lodash-es/isEqual.js';
import { reporter } from '../errors/fault-list.js';
import { type Fault, LinkageError } from '../errors/linkage-error.js';
import { parseBy } from '../errors/zod-issues.js';
import { eventsSchema, type OutcomeEvent } from '../outcomes/events.js';
import type { Acting } from './acting.js';

/**
 * Enters what happened, all or none; the same again is nothing. It is of the area of its need, as far as the station sees that, else of its own.
 *
 * @throws LinkageError `INVALID_INPUT`; `CONFLICT` where another event has an id
 */
export async function enterEvents(
  { query, area, station, actor }: Acting,
  events: readonly OutcomeEvent[],
): Promise<void> {
  const faults: Fault[] = [];
  const read = parseBy(eventsSchema, events, ['events'], reporter(faults)) ?? [];
  if (faults.length > 0) throw new LinkageError('INVALID_INPUT', 'These events cannot be entered; none is.', faults);
  const rows = read.map((event, n) => ({
    n,
    id: event.id,
    need: 'need' in event ? event.need : null,
    event: JSON.stringify(event),
  }));
  await query(
    `insert into fsl.outcome (id, need, event, area, station, actor)
      select x.id, x.need, x.event::json, coalesce((select area from fsl.record where collection = 'needs' and id = x.need), $2), $3, $4
        from json_to_recordset($1::json) as x(n int, id text, need text, event text)
        order by x.n on conflict (id) do nothing`,
    [JSON.stringify(rows), area, station, actor],
  );
  const there = await query<{ event: OutcomeEvent }>(
    'select event from fsl.outcome where id in (select * from json_array_elements_text($1::json))',
    [JSON.stringify(read.map((event) => event.id))],
  );
  const byId = new Map(there.map(({ event }) => [event.id, event]));
  for (const [i, event] of read.entries())
    if (!isEqual(event, byId.get(event.id)))
      faults.push({
        code: 'CONFLICT',
        path: ['events', i, 'id'],
        value: event.id,
        message: 'another event has this id.',
      });
  if (faults.length > 0) throw new LinkageError('CONFLICT', 'These events were not entered; none is.', faults);
}

/** Events of the needs in the station's area, and its own, in the order in which they were entered. */
export async function readKeptEvents({ query }: Acting): Promise<OutcomeEvent[]> {
  return (await query<{ event: OutcomeEvent }>('select event from fsl.outcome order by seq')).map(({ event }) => event);
}
