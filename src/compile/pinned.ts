import type { FaultCode } from '../errors/codes.js';
import { type Fault, LinkageError, printable } from '../errors/linkage-error.js';
import { groupsBy } from '../kernel/maps.js';
import { providerKey } from '../model/graph.js';
import { maybeRecord, nearestRecord } from '../model/nearest-record.js';
import { DEGREES, type Degree, SOCIETIES } from '../model/vocabulary.js';
import { ownersOf } from '../problem/columns.js';
import { placesInRows, rowsLeft } from '../problem/crossing.js';
import { linesOfOption, wholeOf } from '../problem/part.js';
import type { Problem, Wholes } from '../problem/problem.js';
import type { Compiled, Pin, Promised } from './compiled.js';
import { PROVIDER_KEY } from './demand/bans.js';

/**
 * The compiled problem with pinned units. A pin decides for its pattern, and for its provider where one serves the requirement whole: the others are
 * closed. Equal pins are one; those that name what is not there, nor near to anything that is, are idle. O(lines + candidates of pinned needs + pins · depth of the caps).
 *
 * @throws LinkageError `INVALID_PINS`, with every fault: `NOT_A_CANDIDATE` (nothing of this kind, or a rule forbids it), `AMBIGUOUS_PIN`,
 *   `BAD_QUANTITY`, and `PINS_CONTRADICT` naming the fewest pins that are too much together for a requirement, an offer or a cap, or two that are of
 *   different patterns of a need, or of different providers where one must serve the requirement whole.
 */
export function withPins(compiled: Compiled, pins: readonly Pin[]): Compiled {
  if (pins.length === 0) return compiled;
  const { problem } = compiled;
  const faults: Fault[] = [];
  const refuse = (code: FaultCode, i: number, value: unknown, message: string) =>
    faults.push({ code, path: ['pins', i], value: printable(value), message });
  const arcsOfPair = arcsByPair(compiled, new Set(pins.map(({ need }) => need)));
  const placed: Placed[] = [];
  const meantBy = whomPinsMean(compiled);
  const seen = new Set<string>();
  const idlePins: Pin[] = [];
  pins.forEach((pin, i) => {
    const arcs = (arcsOfPair.get(JSON.stringify([pin.need, pin.provider])) ?? []).filter(
      ({ requirement, offer, slot }) =>
        (pin.requirement ?? requirement) === requirement &&
        (pin.offer ?? offer) === offer &&
        (pin.slot ?? slot) === slot,
    );
    const words = `${pin.need} from ${pin.provider}`;
    if (!Number.isSafeInteger(pin.quantity) || pin.quantity <= 0) {
      refuse('BAD_QUANTITY', i, pin.quantity, 'A pin is a whole number above 0.');
    } else if (arcs.length === 0) {
      const missing = meantBy(pin);
      if (missing?.maybe === '') idlePins.push(pin);
      else refuse('NOT_A_CANDIDATE', i, words, missing ? missing.said + missing.maybe : NOT_ALLOWED);
    } else if (arcs.length > 1) {
      refuse('AMBIGUOUS_PIN', i, words, `${arcs.length} can be meant. Maybe name requirement, offer and slot.`);
    } else {
      const same = `${arcs[0]!.arc} ${pin.quantity}`;
      if (!seen.has(same)) placed.push({ ...arcs[0]!, pin: i, quantity: pin.quantity });
      seen.add(same);
    }
  });
  for (const [{ pin }, other, what] of divided(problem, placed)) {
    refuse(
      'PINS_CONTRADICT',
      other.pin,
      pins[other.pin]!.provider,
      `pins[${pin}], pins[${other.pin}] are of two ${what}.`,
    );
  }
  for (const { what, most, pins: tooMuch } of conflicts(compiled, placed)) {
    const sum = tooMuch.reduce((total, { quantity }) => total + quantity, 0);
    const list = tooMuch.map(({ pin }) => `pins[${pin}]`).join(', ');
    refuse('PINS_CONTRADICT', tooMuch[0]!.pin, sum, `${list} pin ${sum} together, but ${what} allows ${most}.`);
  }
  if (faults.length > 0) throw new LinkageError('INVALID_PINS', 'These pins cannot all be kept.', faults);
  const pinned = new Float64Array(problem.head.length);
  for (const { arc, quantity } of placed) pinned[arc]! += quantity;
  return { ...compiled, idlePins, problem: { ...problem, pinned, max: closedByPins(problem, placed) } };
}

const NOT_ALLOWED = 'No such pair is allowed. Maybe `explain` tells which rule forbids it.';

/**
 * The compiled problem with all that is promised, of a degree or further, fixed as pins are, as far as it is still possible beside them: rules and capacities go before, and a
 * need that is met whole is held only if all of it is. O(lines + candidates of the needs + promises · depth of the caps).
 */
export function withHeld(compiled: Compiled, promised: readonly Promised[], from: Degree): Compiled {
  const running = promised.filter(({ degree }) => degree && DEGREES.indexOf(degree) >= DEGREES.indexOf(from));
  if (running.length === 0) return compiled;
  const { problem } = compiled;
  const { demand, max, head, capacity, parent, wholes } = problem;
  const arcsOfPair = arcsByPair(compiled, new Set(running.map(({ need }) => need)));
  const fixed = problem.pinned?.slice() ?? new Float64Array(head.length);
  const used = {
    line: new Float64Array(demand.length),
    pair: new Float64Array(max.length),
    cap: new Float64Array(capacity.length),
  };
  const rows = rowsLeft(problem);
  const give = ({ arc, candidate, line }: Pick<Target, 'arc' | 'candidate' | 'line'>, units: number) => {
    used.line[line]! += units;
    used.pair[candidate]! += units;
    for (let c = head[arc]!; c >= 0; c = parent[c]!) {
      used.cap[c]! += units;
      rows?.take(c, units);
    }
  };
  for (let n = 0; problem.pinned && n < demand.length; n++)
    for (let p = problem.candidateStart[n]!; p < problem.candidateStart[n + 1]!; p++)
      for (let arc = problem.arcStart[p]!; arc < problem.arcStart[p + 1]!; arc++)
        if (fixed[arc]! > 0) give({ arc, candidate: p, line: n }, fixed[arc]!);
  const held: Target[] = [];
  for (const one of groupsBy(running, ({ need }) => [need]).values()) {
    const own: { target: Target; units: number }[] = [];
    for (const { need, requirement, provider, offer, slot, quantity } of one) {
      const targets = (arcsOfPair.get(JSON.stringify([need, provider])) ?? []).filter(
        (target) => target.requirement === requirement && target.offer === offer,
      );
      const target = targets.find((each) => each.slot === slot) ?? (targets.length === 1 ? targets[0] : undefined);
      if (!target) continue;
      const { line, candidate, arc } = target;
      let units = Math.min(
        quantity - fixed[arc]!,
        demand[line]! - used.line[line]!,
        max[candidate]! - used.pair[candidate]!,
      );
      for (let c = head[arc]!; c >= 0; c = parent[c]!)
        units = Math.min(units, capacity[c]! - used.cap[c]!, rows?.room(c) ?? units);
      if (units <= 0) continue;
      own.push({ target, units });
      give(target, units);
    }
    const lines = wholes ? own.filter(({ target }) => wholes.option[target.line]! >= 0) : [];
    const isHeld =
      lines.length === 0 ||
      (wholes &&
        isServed(
          wholes,
          lines.map(({ target }) => target.line),
          used.line,
          demand,
        ));
    for (const { target, units } of own) {
      if (!isHeld) give(target, -units);
      else {
        fixed[target.arc]! += units;
        held.push(target);
      }
    }
  }
  return { ...compiled, problem: { ...problem, pinned: fixed, max: closedByPins(problem, held) } };
}

/** Whether these lines are of one option each, and it has all it must have. */
function isServed(wholes: Wholes, lines: readonly number[], used: Float64Array, demand: Float64Array): boolean {
  const options = new Set(lines.map((line) => wholes.option[line]!));
  const owners = new Set([...options].map((o) => wholeOf(wholes.optionStart, o)));
  return (
    owners.size === options.size &&
    [...options].every((o) => [...linesOfOption(wholes, o)].every((n) => wholes.must[n] === 0 || used[n] === demand[n]))
  );
}

/** Makes out what of a pin is not there, and what it may be meant for; `maybe` is empty where that is nothing. O(lines + offers) when first asked. */
function whomPinsMean({ lines, offers }: Compiled): (pin: Pin) => { said: string; maybe: string } | undefined {
  const nearest = nearestRecord(function* () {
    for (const { need } of lines) yield [`need:${need.id}`, need];
    for (const { key, provider } of offers) yield [key, provider];
  });
  return ({ need, provider }) => {
    if (!lines.some((line) => line.need.id === need)) {
      const said = `No need that asks for an amount has the id ${JSON.stringify(need)}.`;
      return { said, maybe: maybeRecord(nearest(need, ['need']), true) };
    }
    if (offers.some(({ key }) => key === provider)) return undefined;
    const maybe = maybeRecord(nearest(provider, SOCIETIES), false);
    const byKey = PROVIDER_KEY.test(provider) ? '' : ' A provider is named by its key, such as `volunteer:7`.';
    return { said: `${JSON.stringify(provider)} makes no offer.`, maybe: maybe || byKey };
  };
}

/** An arc that a pin can mean. */
interface Target {
  readonly line: number;
  readonly candidate: number;
  readonly arc: number;
  readonly requirement: string;
  readonly offer: string;
  readonly slot: string | undefined;
}

interface Placed extends Target {
  readonly pin: number;
  readonly quantity: number;
}

/** Pins that cannot both be kept, since one option serves a whole and one candidate a single line. */
function divided({ wholes }: Problem, placed: readonly Placed[]): [Placed, Placed, string][] {
  if (!wholes) return [];
  const first = new Map<string, Placed>();
  const found: [Placed, Placed, string][] = [];
  const hold = (key: string, one: Placed, isSame: (other: Placed) => boolean, what: string) => {
    const other = first.get(key) ?? one;
    first.set(key, other);
    if (!isSame(other)) found.push([other, one, what]);
  };
  for (const one of placed) {
    const o = wholes.option[one.line]!;
    if (o < 0) continue;
    const isOfOption = ({ line }: Placed) => wholes.option[line] === o;
    hold(`t${wholeOf(wholes.optionStart, o)}`, one, isOfOption, 'patterns of the need');
    if (wholes.single[one.line] === 0) continue;
    const isOfPair = ({ candidate }: Placed) => candidate === one.candidate;
    hold(`n${one.line}`, one, isOfPair, 'providers, and one must serve the requirement whole');
  }
  return found;
}

/** Bounds where wholes have only the options that pins are of, and single lines only the pinned candidates. */
export function closedByPins(
  { max, wholes, candidateStart }: Problem,
  placed: readonly Pick<Placed, 'line' | 'candidate'>[],
): Float64Array {
  if (!wholes) return max;
  const { option, optionStart, lineStart, optionLines, single } = wholes;
  const open = max.slice();
  const close = (line: number) => open.fill(0, candidateStart[line]!, candidateStart[line + 1]!);
  for (const { line, candidate } of placed) {
    const o = option[line]!;
    if (o < 0) continue;
    const t = wholeOf(optionStart, o);
    for (let i = lineStart[optionStart[t]!]!; i < lineStart[optionStart[t + 1]!]!; i++)
      if (option[optionLines[i]!] !== o) close(optionLines[i]!);
    if (single[line] === 0) continue;
    close(line);
    open[candidate] = max[candidate]!;
  }
  return open;
}

function arcsByPair({ problem, lines, offers, candidates, arcSlot, slots }: Compiled, needs: ReadonlySet<string>) {
  const { candidateStart, arcStart } = problem;
  const result = new Map<string, Target[]>();
  lines.forEach(({ need, requirement }, line) => {
    if (!needs.has(need.id)) return;
    for (let p = candidateStart[line]!; p < candidateStart[line + 1]!; p++) {
      const { key: provider, offer } = offers[candidates.offer[p]!]!;
      const key = JSON.stringify([need.id, provider]);
      const list = result.get(key) ?? [];
      for (let arc = arcStart[p]!; arc < arcStart[p + 1]!; arc++) {
        const slot = slots[arcSlot[arc]!];
        list.push({ line, candidate: p, arc, requirement: requirement.id, offer: offer.id, slot });
      }
      result.set(key, list);
    }
  });
  return result;
}

/** For every bound that pins break together, the fewest of them that do: the largest. */
function conflicts({ problem, lines, caps }: Compiled, placed: readonly Placed[]) {
  const { demand, max, head, capacity, parent, crossing } = problem;
  const place = crossing && placesInRows(crossing, capacity.length);
  const rowOf = crossing && ownersOf(crossing.start);
  const bounds = new Map<string, { what: string; most: number; pins: Placed[] }>();
  const count = (key: string, what: string, most: number, pin: Placed) => {
    const bound = bounds.get(key) ?? { what, most, pins: [] };
    bound.pins.push(pin);
    bounds.set(key, bound);
  };
  for (const one of placed) {
    const { need, requirement } = lines[one.line]!;
    count(`p${one.candidate}`, 'this pair', max[one.candidate]!, one);
    count(`n${one.line}`, `requirement ${requirement.id} of need ${need.id}`, demand[one.line]!, one);
    for (let c = head[one.arc]!; c >= 0; c = parent[c]!) {
      const { provider, offer, isRequests } = caps[c]!;
      const whose = `${providerKey(provider)}${offer ? `, offer ${offer.id}` : ''}`;
      count(`c${c}`, isRequests ? `how often ${whose} may be asked` : `the capacity of ${whose}`, capacity[c]!, one);
      const at = place?.[c] ?? -1;
      if (!crossing || at < 0) continue;
      const times = crossing.times[at]!;
      const row = rowOf![at]!;
      count(`r${row}`, `${isRequests ? 'how often' : 'the time of'} ${whose}`, crossing.limit[row]!, {
        ...one,
        quantity: one.quantity * times,
      });
    }
  }
  return [...bounds.values()].flatMap(({ what, most, pins }) => {
    const largest = [...pins].sort((a, b) => b.quantity - a.quantity || a.pin - b.pin);
    let sum = 0;
    const enough = largest.findIndex(({ quantity }) => (sum += quantity) > most);
    return enough < 0 ? [] : [{ what, most, pins: largest.slice(0, enough + 1).sort((a, b) => a.pin - b.pin) }];
  });
}
