// Prints a fingerprint of the plan of a seeded town: the same on every Node, see .ci/run. From the built package.
import { createHash } from 'node:crypto';
import { createNetwork, match, verify } from 'five-society-linkage';

let state = 20230720;
const random = (bound) => {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0;
  return Math.floor((state / 2 ** 32) * bound);
};
const location = () => ({ lat: 20 + random(1000) / 10_000, lng: 110.3 + random(1000) / 10_000 });
const communities = Array.from({ length: 20 }, (_, i) => ({ id: `c${i}`, location: location() }));
const volunteers = Array.from({ length: 300 }, (_, i) => ({
  id: `v${i}`,
  location: location(),
  capabilities: [`k${random(4)}`],
  quantity: 1 + random(4),
  reach: { radius: 1500 + random(2000) },
}));
const needs = Array.from({ length: 400 }, (_, i) => ({
  id: `n${i}`,
  community: `c${random(20)}`,
  urgency: '急难愁盼'[random(4)],
  capability: `k${random(4)}`,
  quantity: 1 + random(5),
}));
const network = createNetwork({ communities, volunteers, needs });
const plan = match(network);
if (!verify(network, plan).ok) throw new Error('the plan does not verify');
console.log(createHash('sha256').update(JSON.stringify(plan)).digest('hex'));
