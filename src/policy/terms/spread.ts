import { where } from '../matters.js';
import type { Term } from '../pair.js';

/** Up to 1000 by how full a social worker's caseload is, in thousandths. Source: src/README.md, the practice. */
export const spread: Term = where({ offer: ({ provider }) => provider.society === 'socialWorker' }, ({ provider }) => {
  if (provider.society !== 'socialWorker' || provider.caseload === undefined) return 0;
  const { open, max } = provider.caseload;
  return open >= max ? 1000 : Math.floor((1000 * open) / max);
});
