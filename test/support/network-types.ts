/** Records as one writes them: the part of the input that the network oracle understands, declared here once more. */

export type Tier = 'street' | 'district' | 'city';
export type SocietyName = 'community' | 'socialWorker' | 'organisation' | 'volunteer' | 'resource';
export type WrittenUrgency = 'urgent' | 'difficult' | 'worrying' | 'hoped' | '急' | '难' | '愁' | '盼';
export type AssetName = 'people' | 'culture' | 'place' | 'industry' | 'scenery';
export type WrittenSkill = string | { code: string; level?: 1 | 2 | 3 | 4 | 5 };

export type WrittenPlace = { adminCode?: string; location?: { lat: number; lng: number } };

export type WrittenOffer = {
  id?: string;
  capabilities: WrittenSkill[];
  quantity: number | 'unlimited';
  unit?: string;
  windows?: string[];
  perSlot?: number;
  perRequirement?: number;
  perNeed?: number;
  reach?: { within?: string[]; radius?: number; remote?: true };
  eligibility?: { minAge?: number; maxAge?: number; groups?: string[]; excludeGroups?: string[]; documents?: string[] };
  purposes?: string[];
  restriction?: { regions?: string[]; communities?: string[]; groups?: string[]; categories?: string[] };
  approval?: { limit: number; approved?: string[]; given?: { household: string; quantity: number }[] };
  expiresAt?: string;
};

export type WrittenProvider = WrittenPlace &
  Partial<Omit<WrittenOffer, 'id'>> & {
    id: string;
    station?: string;
    community?: string;
    status?: 'active' | 'inactive';
    updatedAt?: string;
    checks?: { code: string; expiresAt?: string }[];
    cap?: { quantity: number; unit: string; perSlot?: number };
    declines?: string[];
    prefers?: string[];
    askedLast7Days?: number;
    servedLast30Days?: number;
    /** Of communities. */
    assets?: { dimension: AssetName; name: string }[];
    shows?: number;
    noShows?: number;
    /** Of social workers. */
    months?: number;
    span?: number;
    /** Of social workers: one of them. */
    supervisor?: string;
    caseload?: { open: number; max: number };
    /** Of organisations: a station's id, or a node key. */
    incubatedBy?: string;
    /** Of volunteers. */
    minor?: boolean;
    /** Of volunteers: one of them. */
    guardian?: string;
    offers?: WrittenOffer[];
  };

export type WrittenVolunteer = WrittenProvider & { hours?: number; memberOf?: string[] };
export type WrittenResource = WrittenProvider & { kind: 'fund' | 'goods' | 'venue' | 'equipment' };

export type WrittenRequirement = {
  id?: string;
  capability: WrittenSkill;
  societies?: SocietyName[];
  quantity?: number | 'unknown';
  unit?: string;
  windows?: string[];
  remote?: boolean;
  checks?: string[];
  role?: 'lead' | 'carrier' | 'helper';
};

export type WrittenNeed = WrittenPlace &
  Partial<Omit<WrittenRequirement, 'id'>> & {
    id: string;
    community: string;
    urgency: WrittenUrgency;
    household?: string;
    category?: string;
    severity?: 1 | 2 | 3 | 4 | 5;
    groups?: string[];
    age?: number;
    reportedAt?: string;
    dueAt?: string;
    consentTier?: Tier;
    previousProviders?: string[];
    conflicts?: string[];
    declines?: string[];
    prefers?: string[];
    documents?: string[];
    assetDimension?: AssetName;
    requirements?: WrittenRequirement[];
  };

export type WrittenStation = { id: string; tier: Tier; parent?: string; adminCode?: string };

export type WrittenInput = {
  asOf?: string;
  slots?: { id: string; start?: string; end?: string }[];
  catalogue?: { code: string; unit?: string; lot?: number; requirements?: WrittenRequirement[] }[];
  stations?: WrittenStation[];
  communities: WrittenProvider[];
  socialWorkers?: WrittenProvider[];
  organisations?: WrittenProvider[];
  volunteers?: WrittenVolunteer[];
  resources?: WrittenResource[];
  needs: WrittenNeed[];
};

/** One quantity of a plan, slots told apart. `provider` is a node key such as `volunteer:7`. */
export interface NetworkAllocation {
  readonly need: string;
  readonly requirement: string;
  readonly provider: string;
  readonly offer: string;
  readonly quantity: number;
  readonly slot?: string | undefined;
}
