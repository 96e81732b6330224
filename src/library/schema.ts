/**
 * The migrations of a library, in order: only added to, never changed. Ids are collated by code unit, so their order is nowhere the server's; `body` is the record as it
 * was written, letter for letter. What a statement may see and write is decided here, by row-level security: every transaction is of the role `fsl_station`, with the
 * station and its area set for as long as it lasts.
 */
export const MIGRATIONS: readonly string[] = [
  // 1: stations, records and their log
  `
create table fsl.station (
  id text collate "C" primary key,
  area text not null check (area ~ '^[0-9]{2,12}$')
);

-- What a transaction may do is by the area of its station; none where that is not set.
create function fsl.mine() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('fsl.area', true), '') $$;
create function fsl.covers(place text) returns boolean language sql stable parallel safe
  as $$ select starts_with(place, fsl.mine()) $$;
-- Its own area, and what others share with all of its street, district or city.
create function fsl.sees(place text, share text) returns boolean language sql stable parallel safe as $$
  select fsl.covers(place) or case share
    when 'city' then left(place, 4) = left(fsl.mine(), 4)
    when 'district' then left(place, 6) = left(fsl.mine(), 6)
    else left(place, 9) = left(fsl.mine(), 9) end $$;
create function fsl.writes(writer text) returns boolean language sql stable parallel safe
  as $$ select writer = nullif(current_setting('fsl.station', true), '') $$;

-- Records as they are now; one without a body was removed.
create table fsl.record (
  collection text collate "C" not null,
  id text collate "C" not null,
  version int not null,
  action text not null check (action in ('add', 'change', 'remove', 'confirm')),
  owner text collate "C" not null,
  area text not null check (area ~ '^[0-9]{2,12}$'),
  share text not null check (share in ('street', 'district', 'city')),
  body json,
  confirmed timestamptz not null,
  station text not null,
  actor text not null,
  source text not null,
  row int,
  at timestamptz not null,
  primary key (collection, id)
);
create index record_confirmed on fsl.record (confirmed);

-- Every version there ever was, written by the database itself.
create table fsl.change (
  like fsl.record,
  seq bigint generated always as identity primary key,
  unique (collection, id, version)
);
create function fsl.log() returns trigger language plpgsql security definer set search_path = '' as $$
  begin
    insert into fsl.change (collection, id, version, action, owner, area, share, body, confirmed, station, actor, source, row, at)
      select collection, id, version, action, owner, area, share, body, confirmed, station, actor, source, row, at
        from written order by collection, id;
    perform pg_notify('fsl', 'records');
    return null;
  end $$;
create trigger added after insert on fsl.record referencing new table as written for each statement execute function fsl.log();
create trigger changed after update on fsl.record referencing new table as written for each statement execute function fsl.log();
create function fsl.never() returns trigger language plpgsql as $$ begin raise 'only added to'; end $$;
create trigger fixed before update or delete or truncate on fsl.change for each statement execute function fsl.never();

-- As it was, to those who could see it then.
create function fsl.as_of(moment timestamptz) returns setof fsl.change language sql stable security definer set search_path = '' as $$
  select * from (
    select distinct on (collection, id) * from fsl.change where at <= moment order by collection, id, version desc
  ) as last where body is not null and fsl.sees(area, share) $$;

alter table fsl.record enable row level security;
create policy see on fsl.record for select using (fsl.sees(area, share));
create policy add on fsl.record for insert with check (fsl.covers(area) and fsl.writes(station));
create policy edit on fsl.record for update using (fsl.covers(area)) with check (fsl.covers(area) and fsl.writes(station));
alter table fsl.change enable row level security;
create policy see on fsl.change for select using (fsl.sees(area, share));
grant usage on schema fsl to fsl_station;
grant select on fsl.station, fsl.change to fsl_station;
grant select, insert, update on fsl.record to fsl_station;
`,
  // 2: decisions, plans, outcomes
  `
-- Up and down from the station that wrote it.
create function fsl.inline(place text) returns boolean language sql stable parallel safe
  as $$ select fsl.covers(place) or starts_with(fsl.mine(), place) $$;

-- Of two records, that they are one, or are not, or that this is taken back; the last word counts.
create table fsl.decision (
  seq bigint generated always as identity primary key,
  collection text collate "C" not null,
  one text collate "C" not null,
  other text collate "C" not null,
  word text not null check (word in ('same', 'different', 'undone')),
  merge json,
  area text not null,
  station text not null,
  actor text not null,
  at timestamptz not null default date_trunc('milliseconds', clock_timestamp())
);
create index decision_pair on fsl.decision (collection, one, other);

create table fsl.plan (
  seq bigint generated always as identity,
  id text collate "C" primary key,
  root text not null,
  summary json not null,
  area text not null,
  station text not null,
  actor text not null,
  at timestamptz not null default date_trunc('milliseconds', clock_timestamp())
);
create table fsl.publication (
  plan text collate "C" primary key references fsl.plan,
  area text not null,
  station text not null,
  actor text not null,
  at timestamptz not null default date_trunc('milliseconds', clock_timestamp())
);
create table fsl.part (
  plan text collate "C" not null references fsl.plan,
  key text collate "C" not null,
  sha256 text not null,
  bytes bytea not null,
  primary key (plan, key)
);

-- What happened to what was planned, as written.
create table fsl.outcome (
  seq bigint generated always as identity,
  id text collate "C" primary key,
  need text collate "C",
  event json not null,
  area text not null,
  station text not null,
  actor text not null,
  at timestamptz not null default date_trunc('milliseconds', clock_timestamp())
);

alter table fsl.decision enable row level security;
create policy see on fsl.decision for select using (fsl.inline(area));
create policy add on fsl.decision for insert with check (area = fsl.mine() and fsl.writes(station));
alter table fsl.publication enable row level security;
create policy see on fsl.publication for select using (fsl.inline(area));
create policy add on fsl.publication for insert with check (area = fsl.mine() and fsl.writes(station));
-- A plan is seen from above; once it is published, by all below too.
alter table fsl.plan enable row level security;
create policy see on fsl.plan for select using (fsl.covers(area) or exists (select from fsl.publication p where p.plan = id));
create policy add on fsl.plan for insert with check (area = fsl.mine() and fsl.writes(station));
alter table fsl.part enable row level security;
create policy see on fsl.part for select using (exists (select from fsl.plan p where p.id = plan));
create policy add on fsl.part for insert with check (exists (select from fsl.plan p where p.id = plan and fsl.covers(p.area)));
alter table fsl.outcome enable row level security;
create policy see on fsl.outcome for select using (fsl.covers(area) or fsl.writes(station));
create policy add on fsl.outcome for insert with check (fsl.writes(station));
grant select, insert on fsl.decision, fsl.plan, fsl.publication, fsl.part, fsl.outcome to fsl_station;
`,
  // 3: live sessions
  `
-- A session as it stood before entry number of its journal; it is folded whenever the number is a multiple of \`every\`.
create table fsl.session (
  name text collate "C" primary key,
  every int not null check (every > 0),
  number int not null,
  state text not null,
  area text not null,
  station text not null
);
-- Whoever has written an entry has the lock of it; an entry is calls, each a list of changes.
create table fsl.journal (
  session text collate "C" not null references fsl.session,
  number int not null,
  calls json,
  station text not null,
  actor text not null,
  at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  primary key (session, number)
);
create function fsl.tell() returns trigger language plpgsql as $$
  begin perform pg_notify('fsl', 'live ' || new.session); return null; end $$;
create trigger told after insert on fsl.journal for each row execute function fsl.tell();

alter table fsl.session enable row level security;
create policy see on fsl.session for select using (fsl.covers(area));
create policy add on fsl.session for insert with check (area = fsl.mine() and fsl.writes(station));
create policy fold on fsl.session for update using (fsl.covers(area)) with check (fsl.covers(area));
alter table fsl.journal enable row level security;
create policy see on fsl.journal for select using (exists (select from fsl.session s where s.name = session));
create policy add on fsl.journal for insert with check (fsl.writes(station) and exists (select from fsl.session s where s.name = session));
-- Only within the transaction that wrote the entry: once it has calls it is never changed.
create policy fill on fsl.journal for update using (calls is null and fsl.writes(station)) with check (fsl.writes(station));
grant select, insert on fsl.journal to fsl_station;
grant update (calls) on fsl.journal to fsl_station;
grant select, insert on fsl.session to fsl_station;
grant update (number, state) on fsl.session to fsl_station;
`,
];
