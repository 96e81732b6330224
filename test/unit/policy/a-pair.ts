import type { Need, Offer, Provider, Requirement, Station } from '../../../src/model/records.js';
import type { Locality, Pair } from '../../../src/policy/pair.js';

/** A pair that no rule forbids and that costs nothing, with changes. */
export function aPair(
  changes: Partial<Omit<Pair, 'need' | 'requirement' | 'provider' | 'offer'>> & {
    need?: Partial<Need>;
    requirement?: Partial<Requirement>;
    provider?: Partial<Provider>;
    offer?: Partial<Offer>;
  } = {},
): Pair {
  const { need, requirement, provider, offer, ...rest } = changes;
  const line: Requirement = {
    id: '1',
    capability: { code: 'meal', level: 1 },
    quantity: 1,
    unit: 'session',
    remote: false,
    checks: [],
    ...requirement,
  };
  const supply: Offer = { id: '1', capabilities: [{ code: 'meal', level: 1 }], quantity: 1, unit: 'session', ...offer };
  return {
    need: {
      id: 'n',
      community: 'a',
      urgency: 'urgent',
      severity: 3,
      beneficiaries: 1,
      groups: [],
      consentTier: 'city',
      previousProviders: [],
      partial: true,
      requirements: [line],
      ...need,
    },
    requirement: line,
    provider: {
      society: 'volunteer',
      id: 'v',
      community: 'b',
      status: 'active',
      checks: [],
      offers: [supply],
      ...provider,
    } as Provider,
    offer: supply,
    now: undefined,
    level: 1,
    needPlace: aPlace(),
    providerPlace: aPlace(),
    needSlots: undefined,
    offerSlots: undefined,
    expiresAt: undefined,
    updatedAt: undefined,
    checks: new Map(),
    slots: [],
    usedAt: [],
    guardian: undefined,
    supervised: [],
    assets: new Set(),
    incubates: false,
    bans: [],
    tierHop: undefined,
    distance: undefined,
    ...rest,
  };
}

export function aPlace(changes: Partial<Locality> = {}): Locality {
  return {
    community: undefined,
    adminCode: undefined,
    street: undefined,
    location: undefined,
    stations: [],
    streetStation: undefined,
    ...changes,
  };
}

/** Chain of a street station, its district's and the city's. */
export function chain(street: string, district: string): Station[] {
  return [
    { id: street, tier: 'street', parent: district },
    { id: district, tier: 'district', parent: 'city' },
    { id: 'city', tier: 'city' },
  ];
}
