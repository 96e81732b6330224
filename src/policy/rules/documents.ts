import { where } from '../matters.js';
import type { BuiltInRule } from '../pair.js';

/** The offer asks for documents that the need does not hold. Source: H7 in src/README.md, HSDS required_document. */
export const documents: BuiltInRule = {
  name: 'documents',
  forbids: where(
    { offer: ({ offer }) => offer.eligibility !== undefined },
    ({ need, offer }) => offer.eligibility?.documents?.some((code) => !need.documents?.includes(code)) ?? false,
  ),
  compared: ({ need: { documents: held }, offer }) => ({
    field: 'need.documents',
    actual: held ?? null,
    required: [...new Set([...(held ?? []), ...(offer.eligibility?.documents ?? [])])],
  }),
};
