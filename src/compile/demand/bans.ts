import { type Fault, LinkageError } from '../../errors/linkage-error.js';
import { faultOf, finding } from '../../errors/messages.js';
import { groupsBy } from '../../kernel/maps.js';
import type { Requirement } from '../../model/records.js';
import { SOCIETIES } from '../../model/vocabulary.js';
import type { Ban } from '../../policy/pair.js';

const PROVIDER_KEY = new RegExp(`^(?:${SOCIETIES.join('|')}):.`, 's');

/**
 * Looks up the bans of a line: those of its need that name its requirement, which may be the one it is beyond the minimum of, or none. Bans may name
 * what is gone.
 *
 * @throws LinkageError `INVALID_OPTIONS` naming every ban whose provider is no node key.
 */
export function bansByLine(
  bans: readonly Ban[],
): (need: string, requirement: Pick<Requirement, 'id' | 'beyond'>) => readonly Ban[] | undefined {
  checkBans(bans);
  const byNeed = groupsBy(bans, ({ need }) => [need]);
  return (need, { id, beyond }) =>
    byNeed.get(need)?.filter(({ requirement }) => requirement === undefined || [id, beyond].includes(requirement));
}

function checkBans(bans: readonly Ban[]): void {
  const faults: Fault[] = [];
  for (const [index, { provider }] of bans.entries()) {
    if (PROVIDER_KEY.test(provider)) continue;
    const path = ['bans', index, 'provider'];
    faults.push(
      faultOf(finding('DANGLING_REFERENCE', 'the key of a provider, such as `volunteer:7`', provider), path, provider),
    );
  }
  if (faults.length > 0) throw new LinkageError('INVALID_OPTIONS', 'These bans cannot be used.', faults);
}
