import { data, element, textAt } from './dom.js';

/** The needs in the order of service. */
export const needs = data.needs.map((row, place) => {
  const [id, urgency, state, severity, people, age, waits, due, late, rank, category, ...others] = row;
  const [community, street, district, lead, carrier, lines, why] = others;
  const dates = { age, waits, due, late };
  const where = { community, street, district };
  return { place, id, urgency, state, severity, people, ...dates, rank, category, ...where, lead, carrier, lines, why };
});
export type ListedNeed = (typeof needs)[number];

export function urgencyOf({ urgency }: ListedNeed): HTMLElement {
  const [name, word] = data.urgencies[urgency]!;
  return element('span', { class: `tag ${name}` }, textAt(word));
}

/** Its community, and the street where there is one. */
export function placeOf({ community, street }: ListedNeed): HTMLElement {
  const above = street === community ? [] : [element('br', {}), element('span', { class: 'faint' }, textAt(street))];
  return element('span', {}, textAt(community), ...above);
}

/** When it is due, where that is known. */
export function dueOf({ due, late }: ListedNeed): HTMLElement {
  return element('span', { class: late ? 'late' : 'faint' }, textAt(due));
}

export function stateOf({ state }: ListedNeed): HTMLElement {
  const [name, word] = data.states[state]!;
  return element('span', { class: `state ${name}` }, textAt(word));
}
