import type { Need, Provider, Requirement } from '../../model/records.js';
import { isProtected } from '../../policy/protected.js';

/** Whether a need is served only with a lead worker, where the policy says so. H10 in src/README.md. */
export function needsLead(need: Need): boolean {
  return need.urgency === 'urgent' || need.urgency === 'difficult' || isProtected(need);
}

/** Whether a line asks for the lead worker: by its role, or since only social workers may serve it. */
export function isLead({ role, societies }: Requirement): boolean {
  return role === undefined ? societies?.join() === 'socialWorker' : role === 'lead';
}

/** What is asked for a lead worker where a need, or one of its patterns, asks for none: a case of casework. */
export function leadLines(need: Need, unit: string): Requirement[] {
  if (!needsLead(need)) return [];
  return (need.patterns ?? [undefined]).flatMap((pattern) => {
    const lines = need.requirements.filter((line) => line.pattern === pattern);
    if (lines.length === 0 || lines.some((line) => isLead(line) && line.quantity !== 'unknown')) return [];
    const id = pattern === undefined ? 'lead' : `${pattern}/lead`;
    return [
      {
        id: lines.some((line) => line.id === id) ? `${id}+` : id,
        capability: { code: 'casework', level: 1 as const },
        societies: ['socialWorker' as const],
        quantity: 1,
        unit,
        remote: false,
        checks: [],
        role: 'lead' as const,
        ...(pattern !== undefined && { pattern }),
      },
    ];
  });
}

/** The unit in which social workers offer casework: `case`, unless they all count otherwise. O(providers). */
export function unitOfCasework(providers: readonly Provider[]): string {
  const units = new Set<string>();
  for (const { society, offers } of providers) {
    if (society !== 'socialWorker') continue;
    for (const { capabilities, unit } of offers)
      if (capabilities.some(({ code }) => code === 'casework')) units.add(unit);
  }
  return units.size === 0 || units.has('case') ? 'case' : [...units].sort()[0]!;
}
