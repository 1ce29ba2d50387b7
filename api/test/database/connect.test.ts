import { expect, test } from "vitest";
import { connect } from "../../src/database/connect.js";
import { createTestDatabase } from "../helpers/database.js";

const { sql, url } = await createTestDatabase({ migrated: false });

test("column names are camelCase in rows and snake_case in SQL", async () => {
  await sql.begin(async (tx) => {
    await tx`create temporary table naming (amount_minor int8)`;
    await tx`insert into naming ${tx({ amountMinor: 5 })}`;
    expect(await tx`select * from naming`).toEqual([{ amountMinor: 5 }]);
  });
});

test("json keeps its keys, as column and inside arrays", async () => {
  const body = { payment_id: "pay_1", nestedCamel: [{ snake_key: 1 }] };
  const [row] = await sql`select ${sql.json(body)}::jsonb as raw_body, ${sql.json([body])}::json as raw_list`;
  expect(row).toEqual({ rawBody: body, rawList: [body] });
});

test("a bigint is a number while that is exact, and an error beyond", async () => {
  const [row] = await sql`select ${Number.MAX_SAFE_INTEGER}::int8 as largest, '{1,2}'::int8[] as list, count(*) from pg_am where false`;
  expect(row).toEqual({ largest: Number.MAX_SAFE_INTEGER, list: [1, 2], count: 0 });
  await expect(sql`select 9007199254740993::int8 as beyond`).rejects.toThrow("9007199254740993 does not fit");
  expect(await sql`select 1 as alive`).toEqual([{ alive: 1 }]);
});

test("a date stays the text of its calendar day, in and out, alone and in arrays", async () => {
  const day = "2026-03-29";
  const [row] = await sql`select ${day}::date as day, ${sql.array([day], 1082)}::date[] as days, '2026-03-29'::date + 1 as next`;
  expect(row).toEqual({ day, days: [day], next: "2026-03-30" });
});

test("an instant is the same Date whatever zone its text names", async () => {
  const instant = new Date("2026-11-01T05:30:00.250Z");
  const [row] = await sql`select ${instant}::timestamptz as sent, '2026-11-01 11:00:00.25+05:30'::timestamptz as parsed`;
  expect(row).toEqual({ sent: instant, parsed: instant });
});

test("sessions are in UTC and say who they are", async () => {
  const [row] = await sql`select current_setting('TimeZone') as zone, current_setting('application_name') as name`;
  expect(row).toEqual({ zone: "UTC", name: "holdfast" });
});

test("without named statements, as behind a transaction pooler, parameters keep their types", async () => {
  const pooled = connect(url, { max: 1, prepare: false });
  const [row] = await pooled`select ${5}::int8 as number, ${"2026-01-02"}::date as day`;
  expect(row).toEqual({ number: 5, day: "2026-01-02" });
  expect(await pooled`select from pg_prepared_statements where name <> ''`).toHaveLength(0);
  await pooled.end();
});
