import type { Need, Requirement } from '../model/records.js';
import { isProtected } from './protected.js';

/** Workers that one has charge of, at most, whose record does not say. [ours] */
export const SUPERVISION_SPAN = 8;

/** Whether a need is to be led by a social worker. H10 in src/README.md. */
export function needsLead(need: Need): boolean {
  return need.urgency === 'urgent' || need.urgency === 'difficult' || isProtected(need);
}

/** Whether a line asks for the lead worker: by its role, or since only social workers may serve it. */
export function isLead({ role, societies }: Requirement): boolean {
  return role === undefined ? societies?.join() === 'socialWorker' : role === 'lead';
}

export function isSupervision({ capability }: Requirement): boolean {
  return capability.code === 'supervision';
}

/** What comes with a line under one need and pattern: lines that ask for supervision, and those for the work it is of. */
export function companyOf({ requirements }: Need, { pattern }: Pick<Requirement, 'pattern'>) {
  const all = requirements.filter((line) => line.pattern === pattern && line.beyond === undefined);
  return { supervision: all.filter(isSupervision), work: all.filter((line) => !isSupervision(line)) };
}

/**
 * The one line of work and the one of supervision, each of one unit, that together take at most one unit of an offer: so nobody supervises himself. `undefined`: a
 * bound cannot say so.
 */
export function exclusiveLines(need: Need, line: Requirement): { work: string; supervision: string } | undefined {
  const { work, supervision } = companyOf(need, line);
  const [one, other] = [work[0], supervision[0]];
  const isOne = work.length === 1 && supervision.length === 1 && one!.quantity === 1 && other!.quantity === 1;
  return isOne && one!.minimum === undefined && other!.minimum === undefined
    ? { work: one!.id, supervision: other!.id }
    : undefined;
}
