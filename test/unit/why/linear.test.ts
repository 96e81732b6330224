import { describe, expect, it } from 'vitest';
import { cityRecords } from '../../../bench/records.js';
import { createNetwork, match } from '../../../src/index.js';
import { providersOf } from '../../../src/model/network.js';
import { explainNeed } from '../../../src/why/explain-need.js';
import { explainOffer } from '../../../src/why/explain-offer.js';
import { explainPair } from '../../../src/why/explain-pair.js';
import { type View, viewOf } from '../../../src/why/view.js';

describe('explanations of a whole list', () => {
  it('look everything up: what is read of the columns is a few times the size of the problem', () => {
    const { size, ...reads } = readingsOf(400);
    for (const [what, count] of Object.entries(reads)) {
      expect([what, count > 0]).toEqual([what, true]);
      // To go through all lines for every one of them would take some 100 times the size.
      expect([what, count / size < 10 || count / size]).toEqual([what, true]);
    }
  });
});

/** Entries of the columns and lists of a town that are read while everything in it is explained. */
function readingsOf(needs: number) {
  const network = createNetwork(cityRecords({ needs }));
  const given = viewOf(network, match(network), {});
  const reads = { needs: 0, offers: 0, pairs: 0 };
  let now: keyof typeof reads = 'needs';
  const counted = <T extends object>(list: T): T =>
    new Proxy(list, {
      get: (target, key) => {
        if (typeof key === 'string' && /^\d+$/.test(key)) reads[now]++;
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === 'function' && ArrayBuffer.isView(target) ? value.bind(target) : value;
      },
    });
  const { compiled, usage, plan } = given;
  const view: View = {
    ...given,
    plan: { ...plan, linkages: counted(plan.linkages), unmet: counted(plan.unmet) },
    compiled: { ...compiled, lines: counted(compiled.lines), offers: counted(compiled.offers) },
    usage: { ...usage, arc: counted(usage.arc), used: counted(usage.used), candidateOf: counted(usage.candidateOf) },
  };
  for (const { need } of [...plan.linkages, ...plan.unmet]) explainNeed(view, need);
  now = 'offers';
  for (const { society, id, offers } of providersOf(network))
    if (offers.length > 0) explainOffer(view, { provider: `${society}:${id}` });
  now = 'pairs';
  const { candidateStart } = compiled.problem;
  compiled.lines.forEach((line, n) => {
    for (let p = candidateStart[n]!; p < candidateStart[n + 1]!; p++)
      explainPair(view, line, compiled.candidates.offer[p]!);
  });
  return { ...reads, size: compiled.lines.length + compiled.offers.length + compiled.problem.cost.length };
}
