import * as z from 'zod/mini';
import { LinkageError, printable } from '../errors/linkage-error.js';
import { nearestWord } from '../errors/nearest.js';
import { says } from '../errors/zod-issues.js';
import { groupedBy } from '../kernel/grouped.js';
import { finish } from '../kernel/work.js';
import { maybeRecord, nearestNode } from '../model/nearest-record.js';
import { SOCIETIES } from '../model/vocabulary.js';
import { holderAt } from '../plan/reasons.js';
import { ownWordsOf } from '../policy/own-words.js';
import type { OfferExplanation } from './explanation.js';
import { idleIn } from './idle.js';
import { offersIn } from './lookups.js';
import { namesOf } from './names-of.js';
import { perView } from './per-view.js';
import type { View } from './view.js';

/** One or all offers of a provider. */
export interface OfferTarget {
  /** Node key, `volunteer:7`. */
  readonly provider: string;
  /** Id of the offer; all of the provider's if absent. */
  readonly offer?: string | undefined;
}

export const offerTargetSchema = z.strictObject(
  { provider: z.string(), offer: z.optional(z.string()) },
  {
    error: ({ code }) =>
      code === 'invalid_type' ? says('NOT_AN_OBJECT', '`{ provider }` or `{ provider, offer }`') : undefined,
  },
);

const restIn = perView((view) => idleIn(view));

/** Arcs in use, by offer. */
const usersIn = perView(({ compiled: { offers, candidates }, usage }) =>
  finish(groupedBy(offers.length, usage.used, (a, add) => add(candidates.offer[usage.candidateOf[a]!]!))),
);

/** What became of a provider's offers. O(their candidates + requirements that ask for what they have × rules), after O(candidates) once for all of a view. */
export function explainOffer(view: View, target: OfferTarget): OfferExplanation {
  const { compiled, usage } = view;
  const numbers = offersNamed(view, target);
  const rest = restIn(view);
  const offers = numbers.map((number) => {
    const { offer } = compiled.offers[number]!;
    const users = Array.from(usersIn(view).of(number), (arc) => holderAt(compiled, usage, arc));
    const capabilities = offer.capabilities.map(({ code }) => code);
    return { offer: offer.id, capabilities, unit: offer.unit, quantity: offer.quantity, users, ...rest(number) };
  });
  const capabilities = offers.flatMap((offer) => offer.capabilities.map((code) => `capability:${code}`));
  const { society } = compiled.offers[numbers[0]!]!.provider;
  return {
    about: 'offer',
    provider: target.provider,
    society,
    offers,
    names: { ...ownWordsOf(view.policy), ...namesOf(view.network, [target.provider, ...capabilities]) },
  };
}

/** Numbers of the offers a target names. */
export function offersNamed(view: View, { provider, offer }: OfferTarget): number[] {
  const { offers } = view.compiled;
  const all = offersIn(view).get(provider) ?? [];
  const numbers = all.filter((o) => offer === undefined || offers[o]!.offer.id === offer);
  if (numbers.length > 0) return numbers;
  const own = all.map((o) => offers[o]!.offer.id);
  const near = offer === undefined ? undefined : nearestWord(offer, own);
  const maybe =
    own.length === 0
      ? maybeRecord(nearestNode(view.network)(provider, SOCIETIES), false)
      : ` It makes ${own.map((id) => JSON.stringify(id)).join(', ')}.${near === undefined ? '' : ` Maybe ${JSON.stringify(near)}.`}`;
  const which = offer === undefined ? '' : ` with the id ${JSON.stringify(printable(offer))}`;
  const message = `${JSON.stringify(printable(provider))} makes no offer${which}. Providers are named by node key, such as \`volunteer:7\`.${maybe}`;
  throw new LinkageError('UNKNOWN_OFFER', message);
}
