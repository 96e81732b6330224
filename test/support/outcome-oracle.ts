import type { Need, OutcomeEvent, Provider, Week } from '../../src/index.js';

/**
 * What came of plans, counted again from the definitions: need by need and allocation by allocation, each time over all events; shares nothing with the library.
 */

type Named = OutcomeEvent & { need: string };
type OfProvider = Extract<OutcomeEvent, { provider: string }>;
const time = (at: string) => new Date(at).valueOf();
const total = (all: readonly number[]) => all.reduce((a, b) => a + b, 0);

export function recount(weeks: readonly Week[], given: readonly OutcomeEvent[]) {
  const events = validEvents(given);
  const starts = weeks.map(({ plan }) => time(plan.now!));
  const record = (week: number, key: string) => weeks[week]!.network.getNodeAttribute(key, 'record');
  const allocations = weeks.flatMap(({ plan }, week) =>
    plan.linkages.flatMap(({ need, allocations: all }) => all.map((one) => ({ week, need, ...one }))),
  );
  type One = (typeof allocations)[number];

  /** The allocations an event means: those of the last plan made by then that has any. */
  const meant = (event: OfProvider): One[] => {
    const fits = allocations.filter(
      (one) =>
        starts[one.week]! <= time(event.at) &&
        (['need', 'provider', 'requirement', 'offer', 'slot'] as const).every(
          (name) => event[name] === undefined || event[name] === one[name],
        ),
    );
    return fits.filter(({ week }) => week === Math.max(...fits.map((one) => one.week)));
  };
  const means = new Map(events.map((event) => [event, 'provider' in event ? meant(event) : []]));

  // What was done, and the last word, allocation by allocation.
  const outcomes = allocations.map((one) => {
    let done = 0;
    let state = 'planned';
    const services: { event: OfProvider; quantity: number }[] = [];
    for (const event of events) {
      if (event.type === 'withdraw' || event.type === 'closeUnmet') {
        const latest = starts.filter((start) => start <= time(event.at)).length - 1;
        const isOpen = ['planned', 'accepted', 'started', 'partly'].includes(state);
        if (event.need === one.need && one.week === latest && isOpen) state = 'withdrawn';
      }
      if (!means.get(event)!.includes(one)) continue;
      if (event.type === 'done') {
        const quantity = event.quantity ?? Math.max(one.quantity - done, 0);
        done += quantity;
        services.push({ event, quantity });
        state = done < one.quantity ? 'partly' : 'done';
      } else if (done < one.quantity) {
        state = { accept: 'accepted', decline: 'declined', start: 'started', noShow: 'noShow' }[event.type as 'accept'];
      }
    }
    return { one, done, state, services };
  });

  // What the next plan has again of what was left.
  const taken = new Map<string, number>();
  const carried = outcomes.map(({ one, done, state }) => {
    if (!['planned', 'accepted', 'started', 'partly'].includes(state)) return 0;
    const same = (other: One) =>
      other.week === one.week + 1 &&
      other.need === one.need &&
      other.requirement === one.requirement &&
      other.provider === one.provider &&
      other.offer === one.offer;
    const key = [one.week, one.need, one.requirement, one.provider, one.offer].join(' ');
    const again = total(allocations.filter(same).map(({ quantity }) => quantity)) - (taken.get(key) ?? 0);
    const units = Math.max(0, Math.min(one.quantity - done, again));
    taken.set(key, (taken.get(key) ?? 0) + units);
    return units;
  });

  const episodes = [...new Set(weeks.flatMap(({ network }) => network.filterNodes((_, { kind }) => kind === 'need')))]
    .flatMap((key) => episodesOf(key.slice('need:'.length)))
    .sort((a, b) => a.week - b.week || (a.need < b.need ? -1 : 1));
  const now = new Date(Math.max(...starts, ...events.map(({ at }) => time(at))));

  /** From when a need comes until one that was reported after it was closed. */
  function episodesOf(need: string) {
    const all: {
      need: string;
      week: number;
      record: Need;
      asked: Map<string, number>;
      done: Map<string, number>;
      state: string;
      closed?: number;
      becameDone: number[];
      responded?: number;
      satisfaction?: number;
      goal?: number;
      servedBy: string[];
    }[] = [];
    const steps = [
      ...starts.map((at, week) => ({ at, week, event: undefined })),
      ...events.filter((one) => (one as Named).need === need).map((event) => ({ at: time(event.at), week: -1, event })),
    ].sort((a, b) => a.at - b.at || b.week - a.week);
    for (const { at, week, event } of steps) {
      let last = all.at(-1);
      if (event === undefined) {
        if (!weeks[week]!.network.hasNode(`need:${need}`)) continue;
        const row = record(week, `need:${need}`) as Need;
        const isLater =
          last?.closed !== undefined && row.reportedAt !== undefined && time(row.reportedAt) > last.closed;
        if (!last || isLater) {
          const fresh = { asked: new Map<string, number>(), done: new Map<string, number>() };
          last = { need, week, record: row, ...fresh, state: 'open', becameDone: [], servedBy: [] };
          all.push(last);
        }
        for (const { id, quantity } of row.requirements)
          last.asked.set(id, Math.max(last.asked.get(id) ?? 0, quantity as number));
      } else if (event.type === 'satisfaction') last!.satisfaction = event.score;
      else if (event.type === 'goal') last!.goal = event.score;
      else if (event.type === 'withdraw' || event.type === 'closeUnmet') {
        last!.state = event.type === 'withdraw' ? 'withdrawn' : 'closedUnmet';
        last!.closed = at;
      } else {
        if (['accept', 'start', 'done'].includes(event.type)) last!.responded ??= at;
        if (event.type !== 'done') continue;
        for (const { one, services } of outcomes)
          for (const service of services)
            if (service.event === event)
              last!.done.set(one.requirement, (last!.done.get(one.requirement) ?? 0) + service.quantity);
        if (!last!.servedBy.includes(event.provider)) last!.servedBy.push(event.provider);
        const isAll = [...last!.asked].every(([id, units]) => (last!.done.get(id) ?? 0) >= units);
        if (isAll && last!.state !== 'done') {
          last!.closed = at;
          last!.becameDone.push(at);
          last!.state = 'done';
        } else if (!isAll && last!.state === 'open') last!.state = 'partly';
      }
    }
    return all;
  }

  const matterOf = ({ record: row }: (typeof episodes)[number]) =>
    String((row as unknown as { person: string }).person);
  const repeats = episodes.filter((one) =>
    episodes.some(
      (other) => matterOf(other) === matterOf(one) && other.becameDone.some((at) => at < starts[one.week]!),
    ),
  );

  // Services in the order of time.
  const services = events.flatMap((event) => {
    if (event.type !== 'done') return [];
    const before = events.slice(0, events.indexOf(event));
    const own = episodes.filter(({ need, week }) => need === event.need && starts[week]! <= time(event.at));
    const since = starts[own.at(-1)!.week]!;
    const earlier = before.filter(
      (one): one is OfProvider => one.type === 'done' && one.need === event.need && time(one.at) >= since,
    );
    return outcomes.flatMap(({ one, services: all }) =>
      all
        .filter((service) => service.event === event)
        .map(({ quantity }) => ({
          event,
          one,
          quantity,
          home: own.at(-1)!.record.community,
          provider: record(one.week, one.provider) as Provider,
          again: earlier.length === 0 ? undefined : earlier.some(({ provider }) => provider === event.provider),
        })),
    );
  });

  const homeOf = ({ week, need }: One) => (record(week, `need:${need}`) as Need).community;
  return { now, starts, homeOf, events, outcomes, carried, episodes, repeats: new Set(repeats), services };
}

/** The first of each id, without what is void, by time. */
function validEvents(given: readonly OutcomeEvent[]): OutcomeEvent[] {
  const first = given.filter((one, i) => given.findIndex(({ id }) => id === one.id) === i);
  const voided = first.flatMap((one) => (one.type === 'void' ? [one.event] : []));
  return first
    .filter(({ id, type }) => type !== 'void' && !voided.includes(id))
    .map((one, i) => ({ one, i }))
    .sort((a, b) => time(a.one.at) - time(b.one.at) || a.i - b.i)
    .map(({ one }) => one);
}

type Count = ReturnType<typeof recount>;

/** Every figure of some communities, from the definitions. */
export function figuresOf(count: Count, isOf: (community: string) => boolean, prices: Record<string, number>) {
  const { now } = count;
  const needs = count.episodes.filter(({ record }) => isOf(record.community));
  const services = count.services.filter(({ home }) => isOf(home));
  const planned = count.outcomes.flatMap(({ one }, i) =>
    isOf(count.homeOf(one)) ? [{ unit: one.unit, units: one.quantity - count.carried[i]! }] : [],
  );
  const inState = (state: string) => needs.filter((one) => one.state === state).length;
  const reported = ({ record, week }: (typeof needs)[number]) =>
    record.reportedAt === undefined ? count.starts[week]! : time(record.reportedAt);
  const rate = (hits: number, of: number) =>
    of === 0 ? { count: hits, of } : { count: hits, of, share: Number((hits / of).toFixed(4)) };
  const rateOf = <T>(all: readonly T[], isHit: (one: T) => boolean) => rate(all.filter(isHit).length, all.length);
  const deadline = (one: (typeof needs)[number]) => reported(one) + 24 * 60 * 60 * 1000;
  const over = (one: (typeof needs)[number]) =>
    deadline(one) < now.valueOf() && !(one.state === 'withdrawn' && one.closed! <= deadline(one));
  const charity = services.filter(({ provider }) => provider.society === 'resource' && provider.kind !== 'venue');
  const goods = charity.filter(({ one }) => one.unit !== 'fen');
  const units = [...new Set([...planned.map(({ unit }) => unit), ...services.map(({ one }) => one.unit)])].sort();
  const volunteers = [...new Set(services.map(({ one }) => one.provider))].filter((key) =>
    key.startsWith('volunteer:'),
  );
  const unpriced = goods.filter(({ one }) => prices[one.capability] === undefined);
  return {
    needs: needs.length,
    done: inState('done'),
    partly: inState('partly'),
    open: inState('open'),
    closedUnmet: inState('closedUnmet'),
    withdrawn: inState('withdrawn'),
    amounts: units.map((unit) => ({
      unit,
      planned: total(planned.filter((one) => one.unit === unit).map((one) => one.units)),
      done: total(services.filter(({ one }) => one.unit === unit).map(({ quantity }) => quantity)),
    })),
    response: rateOf(
      needs.filter((one) => one.responded !== undefined || over(one)),
      (one) => one.responded !== undefined && one.responded <= deadline(one),
    ),
    resolution: rate(inState('done'), inState('done') + inState('closedUnmet')),
    satisfaction: rateOf(
      needs.filter((one) => one.satisfaction !== undefined),
      (one) => one.satisfaction! > 3,
    ),
    onTime: rateOf(
      needs.filter(
        ({ record, state }) =>
          record.dueAt !== undefined &&
          (state === 'done' || (state !== 'withdrawn' && time(record.dueAt) < now.valueOf())),
      ),
      ({ record, state, closed }) => state === 'done' && closed! <= time(record.dueAt!),
    ),
    goal: rateOf(
      needs.filter((one) => one.goal !== undefined),
      (one) => one.goal! > -1,
    ),
    repeats: rateOf(needs, (one) => count.repeats.has(one)),
    continuity: rateOf(
      services.filter(({ again }) => again !== undefined),
      ({ again }) => again!,
    ),
    local: rateOf(services, ({ provider, home }) => provider.community === home),
    returned: rateOf(
      volunteers,
      (key) => new Set(services.filter(({ one }) => one.provider === key).map(({ one }) => one.week)).size >= 2,
    ),
    volunteerMinutes: total(
      services
        .filter(({ one }) => one.provider.startsWith('volunteer:') && one.unit === 'minute')
        .map((s) => s.quantity),
    ),
    money: total(charity.filter(({ one }) => one.unit === 'fen').map(({ quantity }) => quantity)),
    goodsValue: total(goods.map(({ one, quantity }) => quantity * (prices[one.capability] ?? 0))),
    goodsUnpriced: [...new Set(unpriced.map(({ one }) => one.unit))].sort().map((unit) => ({
      unit,
      quantity: total(unpriced.filter(({ one }) => one.unit === unit).map(({ quantity }) => quantity)),
    })),
  };
}

/** A plan's row of the series. */
export function weekOf(count: Count, week: number) {
  const { starts, episodes } = count;
  const end = starts[week + 1] ?? Number.POSITIVE_INFINITY;
  const isIn = (at: number) => at >= starts[week]! && at < end;
  const services = count.services.filter(({ event }) => isIn(time(event.at)));
  const own = count.outcomes.flatMap(({ one }, i) => (one.week === week ? [{ one, left: count.carried[i]! }] : []));
  const units = [...new Set([...own, ...services].map(({ one }) => one.unit))].sort();
  const local = services.filter(({ provider, home }) => provider.community === home).length;
  return {
    now: new Date(starts[week]!).toISOString(),
    came: episodes.filter((one) => one.week === week).length,
    done: episodes.filter((one) => one.state === 'done' && isIn(one.closed!)).length,
    left: episodes.filter((one) => one.week <= week && (one.closed === undefined || one.closed >= end)).length,
    amounts: units.map((unit) => ({
      unit,
      planned: total(own.filter(({ one }) => one.unit === unit).map(({ one, left }) => one.quantity - left)),
      done: total(services.filter(({ one }) => one.unit === unit).map(({ quantity }) => quantity)),
    })),
    local: {
      count: local,
      of: services.length,
      ...(services.length > 0 && { share: Number((local / services.length).toFixed(4)) }),
    },
  };
}
