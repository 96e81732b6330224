import type { Input } from '../../src/index.js';

/** One community where every verdict on a pair and every reason to be idle occurs. */
export const TOWN: Input = {
  asOf: '2026-03-07T08:00:00+08:00',
  slots: [{ id: 'day' }, { id: 'night' }],
  communities: [
    { id: 'c', name: { zh: '大同社区', en: 'Datong' }, adminCode: '460105001001', location: { lat: 20, lng: 110.3 } },
    { id: 'd', adminCode: '460106002001', location: { lat: 20.1, lng: 110.3 } },
  ],
  socialWorkers: [
    {
      id: 'full',
      community: 'c',
      cap: { quantity: 1, unit: 'case' },
      offers: [
        { id: 'a', capabilities: ['visit'], quantity: 3, unit: 'case' },
        { id: 'b', capabilities: ['plan'], quantity: 1 },
      ],
    },
  ],
  organisations: [
    { id: 'choir', community: 'c', capabilities: ['sing'], quantity: 2 },
    { id: 'night', community: 'c', capabilities: ['clean'], quantity: 2, windows: ['night'] },
  ],
  volunteers: [
    {
      id: 'near',
      name: '李四',
      community: 'c',
      offers: [
        { id: 'm', capabilities: ['meal'], quantity: 5 },
        { id: 't', capabilities: ['tutor'], quantity: 1 },
      ],
    },
    {
      id: 'far',
      community: 'd',
      capabilities: [{ code: 'tutor', level: 3 }],
      quantity: 1,
      reach: { radius: 1000 },
    },
    { id: 'off', community: 'c', status: 'inactive', capabilities: ['tutor'], quantity: 1 },
    { id: 'hours', community: 'c', capabilities: ['tutor'], hours: 2 },
    { id: 'dear', community: 'c', capabilities: [{ code: 'meal', level: 3 }], quantity: 2 },
    { id: 'same', community: 'c', capabilities: ['meal'], quantity: 2 },
    { id: 'none', community: 'c', capabilities: ['meal'], quantity: 0 },
    { id: 'never', community: 'c', capabilities: ['meal'], quantity: 2, perRequirement: 0 },
  ],
  needs: [
    { id: 'meal', community: 'c', urgency: '急', capability: 'meal', quantity: 2 },
    {
      id: 'tutor',
      community: 'c',
      urgency: '难',
      capability: { code: 'tutor', level: 3 },
      quantity: 2,
      unit: 'session',
    },
    { id: 'vague', community: 'c', urgency: '难', capability: 'meal', quantity: 'unknown' },
    { id: 'zero', community: 'c', urgency: '难', capability: 'meal', quantity: 0 },
    { id: 'clean', community: 'c', urgency: '愁', capability: 'clean', windows: ['day'] },
    { id: 'plan', community: 'c', urgency: '愁', capability: 'plan' },
    { id: 'visit', community: 'c', urgency: '盼', capability: 'visit', unit: 'case' },
  ],
};
