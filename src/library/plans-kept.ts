import { LinkageError } from '../errors/linkage-error.js';
import type { Acting } from './acting.js';

/** A plan to be kept: what it is known by, and the parts that it is in. */
export interface PlanToKeep {
  readonly id: string;
  /** What proves it, as text: a digest, a root. — 证明摘要。 */
  readonly root: string;
  /** What lists of plans say of it. Plain JSON. — 摘要信息。 */
  readonly summary?: unknown;
  /** Its parts by key: texts or bytes. — 各部分内容。 */
  readonly parts?: Iterable<readonly [key: string, data: string | Uint8Array]> | undefined;
}

/** A plan as it is kept. */
export interface PlanKept extends Required<Omit<PlanToKeep, 'parts'>> {
  /** Area of the station that made it. — 制定站的地区代码。 */
  readonly area: string;
  readonly station: string;
  readonly actor: string;
  /** When it was kept. — 保存时刻。 */
  readonly at: string;
  /** When it was published: from then on all stations below see it. — 公布时刻；公布后下级各站可见。 */
  readonly publishedAt?: string;
}

/** A part of a plan, without what is in it. */
export interface PartKept {
  readonly key: string;
  readonly sha256: string;
  readonly size: number;
}

/** Keeps a plan; the same again is nothing, another under its id a conflict. */
export async function keepPlan(acting: Acting, { id, root, summary = {}, parts = [] }: PlanToKeep): Promise<void> {
  const { query, area, station, actor } = acting;
  await query(
    `insert into fsl.plan (id, root, summary, area, station, actor) values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing`,
    [id, root, JSON.stringify(summary), area, station, actor],
  );
  const [kept] = await query<{ root: string; area: string }>('select root, area from fsl.plan where id = $1', [id]);
  if (kept?.root !== root || kept.area !== area) throw taken(`plan ${id}`, 'another plan has this id');
  for (const [key, data] of parts) await keepPart(acting, id, key, data);
}

/** Keeps a part, in the order in which they come; other bytes under its key are a fault, the same are nothing. */
export async function keepPart(
  { query }: Acting,
  plan: string,
  key: string,
  data: string | Uint8Array,
): Promise<string> {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  const [made] = await query<{ sha256: string }>(
    `insert into fsl.part (plan, key, sha256, bytes) select $1, $2, encode(sha256($3::bytea), 'hex'), $3::bytea
      where exists (select from fsl.plan where id = $1 and fsl.covers(area)) on conflict (plan, key) do nothing returning sha256`,
    [plan, key, bytes],
  );
  if (made) return made.sha256;
  const [there] = await query<{ same: boolean; sha256: string }>(
    `select sha256, sha256 = encode(sha256($3::bytea), 'hex') as same from fsl.part where plan = $1 and key = $2`,
    [plan, key, bytes],
  );
  if (!there?.same)
    throw taken(
      `part ${key} of plan ${plan}`,
      there ? 'it has other bytes already' : 'there is no such plan of its own',
    );
  return there.sha256;
}

const taken = (what: string, why: string): LinkageError =>
  new LinkageError('CONFLICT', `The ${what} cannot be kept: ${why}. Maybe give it an id of its own.`);

/** What is in a part; nothing where there is none. */
export async function readPlanPart({ query }: Acting, plan: string, key: string): Promise<Uint8Array | undefined> {
  const [found] = await query<{ bytes: Uint8Array }>('select bytes from fsl.part where plan = $1 and key = $2', [
    plan,
    key,
  ]);
  return found?.bytes;
}

/** The part of a key in the last plan of this station that has one. */
export async function readLastPart({ query, station }: Acting, key: string): Promise<Uint8Array | undefined> {
  const [found] = await query<{ bytes: Uint8Array }>(
    'select bytes from fsl.part join fsl.plan p on p.id = plan where key = $1 and station = $2 order by seq desc limit 1',
    [key, station],
  );
  return found?.bytes;
}

/** Of a plan all parts, in the order of their keys' code units. */
export async function readParts({ query }: Acting, plan: string): Promise<PartKept[]> {
  return query<PartKept>('select key, sha256, length(bytes) as size from fsl.part where plan = $1 order by key', [
    plan,
  ]);
}

/** Publishes a plan to all stations below; again is nothing. */
export async function publishPlan({ query, area, station, actor }: Acting, plan: string): Promise<void> {
  const [own] = await query('select from fsl.plan where id = $1 and area = $2', [plan, area]);
  if (!own) throw new LinkageError('FORBIDDEN', `There is no plan ${plan} of ${station} to publish.`);
  await query(
    'insert into fsl.publication (plan, area, station, actor) values ($1, $2, $3, $4) on conflict (plan) do nothing',
    [plan, area, station, actor],
  );
}

/** All plans that the station sees, in the order in which they were kept. */
export async function readPlans({ query }: Acting): Promise<PlanKept[]> {
  const found = await query<Omit<PlanKept, 'at' | 'publishedAt'> & { at: Date; published: Date | null }>(
    `select p.id, root, summary, p.area, p.station, p.actor, p.at, b.at as published
      from fsl.plan p left join fsl.publication b on b.plan = p.id order by p.seq`,
  );
  return found.map(({ at, published, ...rest }) => ({
    ...rest,
    at: at.toISOString(),
    ...(published && { publishedAt: published.toISOString() }),
  }));
}
