import type { Election } from './read-fund.js';

/** Why a project that some voted for is not funded: another of its organisation is, a ceiling or the budget has no room, or its supporters cannot pay for it. */
export type Obstacle = 'organisation' | 'community' | 'category' | 'budget';

/** What is left under budget, ceilings and organisations as projects are funded, by place. */
export function roomOf({ projects, budget, rules }: Election) {
  const spent = new Map<string, number>();
  const of = (key: string) => spent.get(key) ?? 0;
  const room = {
    left: budget,
    /** What keeps a project out, the budget apart. */
    obstacle(p: number): Obstacle | undefined {
      const { cost, community = '', category = '', organisation } = projects[p]!;
      if (organisation !== undefined && spent.has(`o${organisation}`)) return 'organisation';
      if (of(`c${community}`) + cost > (rules.communities?.[community] ?? Infinity)) return 'community';
      if (of(`k${category}`) + cost > (rules.categories?.[category] ?? Infinity)) return 'category';
      return undefined;
    },
    fits: (p: number) => room.obstacle(p) === undefined && projects[p]!.cost <= room.left,
    take(p: number) {
      const { cost, community, category, organisation } = projects[p]!;
      room.left -= cost;
      for (const key of [`c${community}`, `k${category}`, `o${organisation}`]) spent.set(key, of(key) + cost);
    },
  };
  return room;
}
