import { describe, expect, it } from 'vitest';
import { createNetwork, type Input, match, supervisionMeeting } from '../../../src/index.js';
import { planTables } from '../../../src/io/index.js';

const input = (more: Partial<Input> = {}): Input => ({
  asOf: '2026-03-07T08:00:00+08:00',
  communities: [{ id: 'c' }],
  socialWorkers: [
    { id: 'new', community: 'c', capabilities: ['casework'], quantity: 9, months: 3 },
    { id: 'old', community: 'c', capabilities: ['talk'], quantity: 9, months: 60 },
  ],
  needs: [
    { id: 'late', community: 'c', urgency: '愁', capability: 'talk', unit: 'case', dueAt: '2026-03-01T00:00:00Z' },
    {
      id: 'usual',
      community: 'c',
      urgency: '盼',
      capability: 'talk',
      unit: 'case',
      reportedAt: '2025-11-01T00:00:00Z',
    },
    {
      id: 'team',
      community: 'c',
      urgency: '难',
      partial: false,
      requirements: [{ capability: 'talk', unit: 'case' }, { capability: 'none' }],
    },
    { id: 'child', community: 'c', urgency: '难', groups: ['distressed-child'], capability: 'casework', unit: 'case' },
    { id: 'adult', community: 'c', urgency: '难', capability: 'casework', unit: 'case' },
    { id: 'lacks', community: 'c', urgency: '盼', capability: 'none' },
    { id: 'well', community: 'c', urgency: '盼', capability: 'talk', unit: 'case', dueAt: '2026-03-31T00:00:00Z' },
  ],
  ...more,
});

describe('the joint supervision meeting', () => {
  const network = createNetwork(input());
  const plan = match(network);
  const told = (items: ReturnType<typeof supervisionMeeting>) =>
    Object.fromEntries(items.map(({ need, reasons }) => [need, reasons]));

  it('talks about what is overdue, teams that are refused, and new workers on protected cases', () => {
    const items = supervisionMeeting(network, plan);
    expect(told(items)).toEqual({ late: ['overdue'], usual: ['overdue'], team: ['refusedTeam'], child: ['newWorker'] });
    expect(items.find(({ need }) => need === 'child')?.newWorkers).toEqual(['socialWorker:new']);
    // In the order of service: those overdue rose one class.
    expect(items.map(({ need }) => need)).toEqual(['child', 'late', 'team', 'usual']);
  });

  it('talks about what was unmet before, too', () => {
    const options = { previous: plan };
    expect(told(supervisionMeeting(network, match(network, options), options))).toMatchObject({
      team: ['refusedTeam', 'unmetAgain'],
      lacks: ['unmetAgain'],
    });
  });

  it('knows nothing of time where there is none', () => {
    const timeless = createNetwork(input({ asOf: undefined }));
    expect(Object.keys(told(supervisionMeeting(timeless, match(timeless))))).toEqual(['child', 'team']);
  });

  it('is a list', () => {
    const list = planTables(network, plan).find(({ sheet }) => sheet === '联合督导清单')!;
    expect(list.rows.map((row) => [row[0], row[5], row[6]])).toEqual([
      ['需求编号', '原因', '供给方'],
      ['child', '新手服务重点对象', 'new'],
      ['late', '逾期', ''],
      ['team', '整体未满足', ''],
      ['usual', '逾期', ''],
    ]);
  });
});
