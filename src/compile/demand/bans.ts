import { faultOf, finding } from '../../errors/findings.js';
import { type Fault, LinkageError } from '../../errors/linkage-error.js';
import { groupsBy } from '../../kernel/maps.js';
import { providerKey } from '../../model/graph.js';
import { maybeRecord, type NearestRecord } from '../../model/nearest-record.js';
import type { Need, Provider, Requirement } from '../../model/records.js';
import { SOCIETIES } from '../../model/vocabulary.js';
import type { Ban } from '../../policy/pair.js';

/** A provider as plans name it. */
export const PROVIDER_KEY = new RegExp(`^(?:${SOCIETIES.join('|')}):.`, 's');

/**
 * Looks up the bans of a line: those of its need that name its requirement, which may be the one it is beyond the minimum of, or none. Bans may name
 * what is gone.
 *
 * @throws LinkageError `INVALID_OPTIONS` naming every ban whose provider is no node key.
 */
export function bansByLine(
  bans: readonly Ban[],
  nearest?: NearestRecord,
): (need: string, requirement: Pick<Requirement, 'id' | 'beyond'>) => readonly Ban[] | undefined {
  checkBans(bans, nearest);
  const byNeed = groupsBy(bans, ({ need }) => [need]);
  return (need, { id, beyond }) =>
    byNeed.get(need)?.filter(({ requirement }) => requirement === undefined || [id, beyond].includes(requirement));
}

/** Bans that forbid nothing, since what they name is not there. O(needs + providers) where there are bans. */
export function idleBans(bans: readonly Ban[], needs: readonly Need[], providers: readonly Provider[]): readonly Ban[] {
  if (bans.length === 0) return bans;
  const lines = new Map(needs.map(({ id, requirements }) => [id, requirements]));
  const keys = new Set(providers.map(providerKey));
  return bans.filter(({ need, requirement, provider }) => {
    const isThere = lines.get(need)?.some(({ id }) => requirement === undefined || id === requirement);
    return !isThere || !keys.has(provider);
  });
}

function checkBans(bans: readonly Ban[], nearest: NearestRecord | undefined): void {
  const faults: Fault[] = [];
  for (const [index, { provider }] of bans.entries()) {
    if (PROVIDER_KEY.test(provider)) continue;
    const path = ['bans', index, 'provider'];
    const maybe = maybeRecord(nearest?.(provider, SOCIETIES), false).trim();
    const said = finding('DANGLING_REFERENCE', 'the key of a provider, such as `volunteer:7`', provider, maybe);
    faults.push(faultOf(said, path, provider));
  }
  if (faults.length > 0) throw new LinkageError('INVALID_OPTIONS', 'These bans cannot be used.', faults);
}
