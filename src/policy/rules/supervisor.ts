import { companyOf, exclusiveLines, isSupervision } from '../leading.js';
import { where } from '../matters.js';
import type { BuiltInRule, Compared, Pair } from '../pair.js';
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
  compared: (pair) => {
    if (isSupervision(pair.requirement)) return experienceOf(pair.provider);
    const [first, ...also] = supervisingOffers(pair).map((offer): Compared => {
      const { capabilities } = pair.provider.offers[offer]!;
      const field = `provider.offers[${offer}].capabilities`;
      return { field, actual: capabilities, required: capabilities.filter(({ code }) => code !== 'supervision') };
    });
    return { ...first!, ...(also.length > 0 && { also }) };
  },
};

function supervisesOnly(pair: Pair): boolean {
  return !isInexperienced(pair.provider) && supervisingOffers(pair).length > 0;
}

/** Offers by which the provider could supervise what he would do, but for the one of which the match picks either. */
function supervisingOffers({ need, requirement, provider, offer, offerSlots }: Pair): number[] {
  const units = new Set(companyOf(need, requirement).supervision.map(({ unit }) => unit));
  const isPicked = offerSlots === undefined && exclusiveLines(need, requirement)?.work === requirement.id;
  return [...provider.offers.keys()].filter((i) => {
    const { id, unit, capabilities } = provider.offers[i]!;
    return units.has(unit) && capabilities.some(({ code }) => code === 'supervision') && !(isPicked && id === offer.id);
  });
}
