import sumBy from 'lodash-es/sumBy.js';
import { getOrSet, groupsBy } from '../kernel/maps.js';
import type { Offer } from '../model/records.js';
import { roomOfOffers } from '../plan/room.js';
import type { Idle, IdleCode } from './explanation.js';
import type { View } from './view.js';

/** Rules that speak of time. */
const TIME_RULES: readonly string[] = ['window', 'overdue'];

/**
 * Answers what is left of an offer and why, in O(its candidates + requirements that ask for it, at most `mostExamined` of
 * them × rules), after O(candidates + lines) once.
 */
export function idleIn(view: View, mostExamined = Number.POSITIVE_INFINITY) {
  const { compiled, usage, sight, plan, taken, reported } = view;
  const { problem, candidates, lines, offers } = compiled;
  const room = roomOfOffers(compiled, usage);
  const candidatesOf = groupsBy(candidates.offer.keys(), (p) => [candidates.offer[p]!]);
  /** Lines that ask for a capability, those of patterns that another one stands for apart. */
  const askingIf = (side: 0 | 1) =>
    groupsBy(
      lines.filter(({ requirement }, n) => requirement.quantity !== 0 && (reported?.[n] ?? 1) === side),
      ({ requirement }) => [requirement.capability.code],
    );
  const [unreported, asking] = [askingIf(0), askingIf(1)];
  const classes = new Map<string, ReturnType<typeof askedAnew>>();

  /** Lines that ask for what an offer has, and those in its unit: the same for all offers that have the same. */
  const askedOf = (offer: Offer) =>
    getOrSet(classes, JSON.stringify([offer.unit, ...offer.capabilities.map(({ code }) => code)]), () =>
      askedAnew(offer),
    );

  function askedAnew({ capabilities, unit }: Offer) {
    const asks = (lists: typeof asking) => capabilities.flatMap(({ code }) => lists.get(code) ?? []);
    const current = asks(asking);
    const all = current.length > 0 ? current : asks(unreported);
    const asked = all.filter(({ requirement }) => requirement.unit === unit);
    return { all, asked, examined: asked.slice(0, mostExamined) };
  }

  function whyIdle(number: number, free: number): Idle {
    const { offer } = offers[number]!;
    const could = (candidatesOf.get(number) ?? []).filter((p) => problem.demand[usage.lineOf[p]!]! > 0);
    const own = could.filter((p) => reported?.[usage.lineOf[p]!] !== 0);
    const { all, asked, examined } = askedOf(offer);
    const rules: Record<string, number> = {};
    if (own.length < asked.length)
      sight.firstFailures(number, examined, (rule) => void (rules[rule] = (rules[rule] ?? 0) + 1));
    return { code: codeOf(), asked: asked.length, candidates: own.length, rules, examined: examined.length };

    function codeOf(): IdleCode {
      if (all.length === 0) return 'nobodyAsked';
      if (asked.length === 0) return 'otherUnit';
      if (own.length === 0 && could.length > 0) return 'otherPattern';
      if (own.length === 0)
        return Object.keys(rules).every((rule) => TIME_RULES.includes(rule)) ? 'outsideWindows' : 'ruledOut';
      const isMet = (p: number) => usage.line[usage.lineOf[p]!]! >= problem.demand[usage.lineOf[p]!]!;
      if (own.every(isMet)) return 'needsMet';
      if (free === 0) return 'providerFull';
      if (own.every((p) => isMet(p) || taken?.[usage.lineOf[p]!] === 0)) return 'notWhole';
      return plan.status === 'stopped' ? 'stopped' : 'bounded';
    }
  }

  return (number: number) => {
    const { offer } = offers[number]!;
    const used = sumBy(candidatesOf.get(number), (p) => usage.candidate[p]!);
    const left = offer.quantity === 'unlimited' ? offer.quantity : offer.quantity - used;
    const free = room(number);
    return { used, left, free, ...(left !== 0 && { idle: whyIdle(number, free) }) };
  };
}
