import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  createNetwork,
  definePolicy,
  explain,
  match,
  openLive,
  type Policy,
  parsePlan,
  presets,
  verify,
} from '../../src/index.js';
import { thrown } from '../support/thrown.js';

/** What this library has written since its first version; files of old versions stay, and are read. */
const file = (name: string) => readFileSync(join(import.meta.dirname, 'saved', name), 'utf8');
const policy = definePolicy(presets.fairByStreet);
const world = JSON.parse(file('world.json'));
const network = createNetwork(world);
const bans = [{ need: 'n1', provider: 'volunteer:v2' }];

describe('what was saved', () => {
  it.each(['plan-1.json', 'plan-2.json'])(
    '%s is read, verifies, can be explained, and is what is planned today',
    (name) => {
      const plan = parsePlan(file(name));
      expect(verify(network, plan, { policy }).checks.filter(({ ok }) => !ok)).toEqual([]);
      expect(() => explain(network, plan, { need: 'n1' }, { policy })).not.toThrow();
      expect(match(network, { policy, previous: plan }).withdrawn).toBe(0);
      const { version, certificate, ...said } = match(network, { policy });
      expect(plan).toMatchObject(said);
      const stolen = { ...plan, certificate: { ...plan.certificate, digest: certificate.digest.slice(1) } };
      expect(verify(network, stolen, { policy }).ok).toBe(false);
      expect(() => parsePlan({ ...plan, version: 3 - plan.version })).toThrow();
    },
  );

  it('a plan of today is of version 2', () => {
    expect(`${JSON.stringify(match(network, { policy }))}\n`).toBe(file('plan-2.json'));
  });

  it.each(['session-1.json', 'session-2.json'])('a session of %s opens with its policy, and plans on', (name) => {
    const live = openLive(file(name).trim(), { policy });
    // With the catalogue of its day, when casework was counted as it was offered.
    const { catalogue } = JSON.parse(file(name)).state.records.attributes;
    const counted = JSON.parse(JSON.stringify(world).replace('"capability":"casework"', '$&,"unit":"case"'));
    const then = createNetwork({ ...counted, catalogue });
    expect(live.plan).toEqual(openLive(then, { policy, bans }).plan);
    expect(live.apply([{ type: 'remove', kind: 'need', id: 'n1' }]).removed).toHaveLength(1);
    expect(live.plan).toEqual(match(live.network, live.options));
  });

  it('a session of today is of version 2, which knows a policy of plain data', () => {
    const text = openLive(network, { policy, bans }).save();
    expect(`${text}\n`).toBe(file('session-2.json'));
    expect(openLive(text).save()).toBe(text);
    expect(openLive(JSON.stringify({ ...JSON.parse(text), by: 'office' })).save()).toBe(text);
  });

  it('a session opens with the policy it was saved with, and with no other', () => {
    const refused = (text: string, other?: Policy) => thrown(() => openLive(text, { policy: other }));
    const saved = (own?: Policy) => openLive(network, { policy: own }).save();
    const barred = (name: string) => definePolicy({ rules: { [name]: ({ provider }) => provider.id === 'v1' } });
    expect(refused(saved(policy), barred('mine')).code).toBe('INVALID_OPTIONS');
    expect(refused(saved(), policy).code).toBe('INVALID_OPTIONS');
    expect(refused(saved(barred('mine'))).details[0]?.message).toContain('mine');
    expect(refused(saved(barred('mine')), barred('other')).code).toBe('INVALID_OPTIONS');
    expect(refused(saved({ ...policy, lead: true })).code).toBe('INVALID_OPTIONS');
    expect(openLive(saved(barred('mine')), { policy: barred('mine') }).plan).toEqual(
      match(network, { policy: barred('mine') }),
    );
    expect(openLive(saved(), { policy: definePolicy() }).plan).toEqual(match(network));
    // A rule as an object may hold anything, itself too.
    const round = { name: 'round', forbids: () => false, self: {} };
    round.self = round;
    const rounds = definePolicy({ rules: { round } });
    expect(refused(saved(rounds)).code).toBe('INVALID_OPTIONS');
    expect(() => openLive(saved(rounds), { policy: rounds })).not.toThrow();
  });
});
