import { data, element, textAt } from './dom.js';

/** The needs in the order of service. */
export const needs = data.needs.map((row, place) => {
  const [id, urgency, state, severity, people, rank, category, community, street, district, ...others] = row;
  const [lead, carrier, lines, why] = others;
  const where = { community, street, district };
  return { place, id, urgency, state, severity, people, rank, category, ...where, lead, carrier, lines, why };
});
export type ListedNeed = (typeof needs)[number];

export function urgencyOf({ urgency }: ListedNeed): HTMLElement {
  const [name, word] = data.urgencies[urgency]!;
  return element('span', { class: `tag ${name}` }, textAt(word));
}

export function stateOf({ state }: ListedNeed): HTMLElement {
  const [name, word] = data.states[state]!;
  return element('span', { class: `state ${name}` }, textAt(word));
}
