import type { Need, Provider, Requirement } from '../../model/records.js';
import { isLead, needsLead } from '../../policy/leading.js';

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

/** The unit of casework, of those in which social workers offer it: `case`, unless they all count otherwise. */
export function unitOfCasework(units: readonly string[]): string {
  return units.length === 0 || units.includes('case') ? 'case' : [...units].sort()[0]!;
}

/** Units in which social workers offer casework. O(providers). */
export function unitsOfCasework(providers: readonly Provider[]): string[] {
  const units = new Set<string>();
  for (const { society, offers } of providers) {
    if (society !== 'socialWorker') continue;
    for (const { capabilities, unit } of offers)
      if (capabilities.some(({ code }) => code === 'casework')) units.add(unit);
  }
  return [...units];
}
