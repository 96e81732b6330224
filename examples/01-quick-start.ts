import { createNetwork, match, verify } from '../src/index.js';

const network = createNetwork({
  communities: [{ id: 'datong', name: '大同社区' }],
  socialWorkers: [{ id: 'w1', community: 'datong', capabilities: ['casework'], quantity: 3 }],
  organisations: [{ id: 'o1', community: 'datong', capabilities: ['repair'], quantity: 1 }],
  volunteers: [{ id: 'v1', community: 'datong', capabilities: ['escort', 'visit'], hours: 3 }],
  resources: [{ id: 'fund', kind: 'fund', capabilities: ['relief'], quantity: 5000, unit: 'yuan' }],
  needs: [
    { id: 'fire', community: 'datong', urgency: '急', capability: 'relief', quantity: 3000, unit: 'yuan' },
    {
      id: 'clinic',
      community: 'datong',
      urgency: '难',
      requirements: [{ capability: 'casework' }, { capability: 'escort', quantity: 2, unit: 'hour' }],
    },
    { id: 'roof', community: 'datong', urgency: '愁', capability: 'repair' },
    { id: 'garden', community: 'datong', urgency: '盼', capability: 'relief', quantity: 4000, unit: 'yuan' },
  ],
});

const plan = match(network);

for (const { need, allocations } of plan.linkages) {
  for (const { quantity, unit, provider } of allocations) console.log(`${need}: ${quantity} ${unit} from ${provider}`);
}
for (const { need, covered, demanded, unit, reason } of plan.unmet) {
  console.log(`${need}: ${covered} of ${demanded} ${unit}, ${reason.code}: ${reason.heldBy?.[0]?.need}`);
}
console.log(plan.status, verify(network, plan).ok);
