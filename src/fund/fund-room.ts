import type { Election } from './read-fund.js';

const FIELDS = ['organisation', 'community', 'category'] as const;

/** What is left under budget, ceilings and organisations as projects are funded, by place. */
export function roomOf({ projects, budget, rules }: Election) {
  const spent = new Map<string, number>();
  const most = { community: rules.communities, category: rules.categories };
  const spentOf = (p: number, field: (typeof FIELDS)[number]) => spent.get(`${field} ${projects[p]![field]}`) ?? 0;
  const room = {
    left: budget,
    /** What keeps a project out, the budget apart: its organisation has one, or there is a ceiling. */
    obstacle: (p: number) =>
      FIELDS.find((field) => {
        const { [field]: name, cost } = projects[p]!;
        if (name === undefined) return false;
        const had = spentOf(p, field);
        return field === 'organisation' ? had > 0 : had + cost > (most[field]?.[name] ?? Infinity);
      }),
    fits: (p: number) => projects[p]!.cost <= room.left && room.obstacle(p) === undefined,
    take(p: number) {
      const one = projects[p]!;
      room.left -= one.cost;
      for (const field of FIELDS)
        if (one[field] !== undefined) spent.set(`${field} ${one[field]}`, spentOf(p, field) + one.cost);
    },
  };
  return room;
}
