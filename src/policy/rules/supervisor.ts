import { companyOf, exclusiveLines, isSupervision } from '../leading.js';
import { where } from '../matters.js';
import type { BuiltInRule, Pair } from '../pair.js';
import { experienceOf, isInexperienced } from './mentor.js';

/**
 * Nobody supervises himself, and nobody inexperienced supervises. A social worker who could do both for one need does only one of the two: where both are asked once, of
 * one offer without slots, the match picks; else who offers supervision supervises. Source: H12 in src/README.md.
 */
export const supervisor: BuiltInRule = {
  name: 'supervisor',
  forbids: where(
    {
      line: ({ need, requirement }) =>
        isSupervision(requirement) || companyOf(need, requirement).supervision.length > 0,
    },
    (pair) =>
      pair.provider.society === 'socialWorker' &&
      (isSupervision(pair.requirement) ? isInexperienced(pair.provider) : supervisesOnly(pair)),
  ),
  compared: (pair) =>
    isSupervision(pair.requirement)
      ? experienceOf(pair.provider)
      : { field: 'offer.capabilities', actual: pair.offer.capabilities.map(({ code }) => code), required: null },
};

function supervisesOnly({ need, requirement, provider, offer, offerSlots }: Pair): boolean {
  if (isInexperienced(provider)) return false;
  const units = new Set(companyOf(need, requirement).supervision.map(({ unit }) => unit));
  const isPicked = offerSlots === undefined && exclusiveLines(need, requirement)?.work === requirement.id;
  return provider.offers.some(
    (one) =>
      units.has(one.unit) &&
      one.capabilities.some(({ code }) => code === 'supervision') &&
      !(isPicked && one.id === offer.id),
  );
}
