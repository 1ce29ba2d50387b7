import { expect, test } from "vitest";
import { dumpSchema } from "../../src/database/schema-dump.js";
import { createTestDatabase } from "../helpers/database.js";

/** One of everything that a migration may reasonably make. */
const sample = `
  create extension btree_gist;
  create schema directory;
  create type mood as enum ('calm', 'it''s fine');
  create domain short_text as text check (length(value) < 100);
  create function seats_of(wanted int) returns int language sql immutable as $$ select wanted * 2 $$;
  create table directory.address (email text primary key, "Odd Name" short_text default 'x');
  create table claim (
    claim_id int8 generated always as identity,
    during tstzrange not null,
    email text not null references directory.address on delete cascade,
    seats int not null default seats_of(1) check (seats > 0),
    doubled int generated always as (seats * 2) stored,
    mood mood,
    code text collate "C",
    primary key (claim_id),
    constraint no_overlap exclude using gist (email with =, during with &&) where (seats > 1)
  ) with (fillfactor=90);
  create index claim_by_code on claim (lower(code)) include (seats) where mood is not null;
  create unique index claim_code on claim (code) nulls not distinct;
  comment on table claim is 'What is taken';
  comment on column claim.code is 'It''s short';
  alter table claim enable row level security;
  create policy own_rows on claim for select using (email = current_user);
  create function touch() returns trigger language plpgsql as $$ begin return new; end $$;
  create trigger touched before update of seats on claim for each row when (old.seats <> new.seats) execute function touch();
  create table event (at date not null, primary key (at)) partition by range (at);
  create table event_2026 partition of event for values from ('2026-01-01') to ('2027-01-01');
`;

const original = await createTestDatabase({ migrated: false });
const copy = await createTestDatabase({ migrated: false });
const migrated = await createTestDatabase();
const empty = await createTestDatabase({ migrated: false });

test("a dump loads into an empty database, and that one's dump is the same", async () => {
  await original.sql.unsafe(sample);
  const dump = await dumpSchema(original.sql);
  await copy.sql.unsafe(dump);
  expect(await dumpSchema(copy.sql)).toBe(dump);
  expect(dump).toMatchSnapshot();
});

test("the migrations' own dump loads and comes back the same", async () => {
  const dump = await dumpSchema(migrated.sql);
  await empty.sql.unsafe(dump);
  expect(await dumpSchema(empty.sql)).toBe(dump);
  expect(dump).not.toContain("schema_migrations");
});
