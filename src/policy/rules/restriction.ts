import { where } from '../matters.js';
import type { BuiltInRule, Json, Pair } from '../pair.js';

/**
 * The donor allows certain regions, communities, groups or categories only, and the need is outside. Every list that is given
 * must be met, and a need whose administrative code is not known is in no region: money is strict. Source: H9 in src/README.md.
 */
export const restriction: BuiltInRule = {
  name: 'restriction',
  forbids: where(
    { offer: ({ offer }) => offer.restriction !== undefined },
    (pair) => pair.offer.restriction !== undefined && unmetBy(pair).length > 0,
  ),
  compared: (pair) => {
    const { regions, communities, groups, categories } = pair.offer.restriction ?? {};
    const lists = { regions, communities, groups, categories };
    const actual: Record<string, Json> = {};
    const required: Record<string, Json> = {};
    const unmet = new Map(unmetBy(pair));
    for (const [name, list] of Object.entries(lists)) {
      if (list === undefined) continue;
      actual[name] = list;
      if (!unmet.has(name)) required[name] = list;
      const missing = unmet.get(name);
      // Where the need has nothing that could be listed, the list itself would have to go.
      if (missing !== undefined) required[name] = [...list, missing];
    }
    return { field: 'offer.restriction', actual, required };
  },
};

/** The lists that the need does not meet, each with what it would have to hold; `undefined`: the need has no such thing. */
function unmetBy({ need, needPlace, offer }: Pair): [list: string, missing: string | undefined][] {
  const { regions, communities, groups, categories } = offer.restriction ?? {};
  const unmet: [string, string | undefined][] = [];
  const { adminCode } = needPlace;
  if (regions && !(adminCode !== undefined && regions.some((region) => adminCode.startsWith(region)))) {
    unmet.push(['regions', adminCode]);
  }
  if (communities && !communities.includes(need.community)) unmet.push(['communities', need.community]);
  if (groups && !groups.some((group) => need.groups.includes(group))) unmet.push(['groups', need.groups[0]]);
  if (categories && !(need.category !== undefined && categories.includes(need.category))) {
    unmet.push(['categories', need.category]);
  }
  return unmet;
}
