import { expect, onTestFinished, test } from "vitest";
import { createApi } from "../../src/api.js";
import { findBreaches } from "../../src/queries/invariants.js";
import { EVERY_DAY } from "../helpers/business.js";
import { createTestDatabase } from "../helpers/database.js";
import { findPgBouncer, startPgBouncer } from "../helpers/pgbouncer.js";
import { race, tally } from "../races/rivals.js";

const command = findPgBouncer();
const database = await createTestDatabase();

/** Two machines' worth of API on one database; what each asks goes through the pooler. */
async function start(databaseUrl: string) {
  const apis = [1, 2].map(() => {
    const api = createApi({
      databaseUrl, databasePool: 10,
      database: { pooled: true, prepare: false, directUrl: database.url },
      secret: "a secret of at least thirty-two characters", publicUrl: "https://booking.test",
      mail: { from: "Holdfast <bookings@test.example>" }, logLevel: "silent",
    });
    onTestFinished(() => api.stop(0));
    api.startWorkers();
    return api;
  });
  let turn = 0;
  return async (method: string, path: string, body?: object, key?: string) => {
    const response = await apis[turn++ % 2]!.app.request(path, {
      method,
      headers: { "Content-Type": "application/json", ...(key && { Authorization: `Bearer ${key}` }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as any };
  };
}

test.skipIf(!command)("through PgBouncer in transaction mode: rivals in two processes, with fewer connections than either has", async () => {
  const request = await start(await startPgBouncer(command!, database.url, { connections: 4 }));
  const { body: { secretKey } } = await request("POST", "/v1/owners/sign-up", { email: "owner@business.test", password: "correct horse battery", businessName: "Business", timeZone: "UTC", currency: "INR" });
  const { body: resource } = await request("POST", "/v1/resources", { name: "Chair", timeZone: "UTC", weekly: EVERY_DAY }, secretKey);
  const { body: service } = await request("POST", "/v1/services", { name: "Cut", durationMinutes: 30, price: { amount: 0, currency: "INR" }, resourceIds: [resource.id] }, secretKey);
  const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  const starts = Array.from({ length: 10 }, (_, i) => new Date(Date.parse(`${day}T09:00:00Z`) + i * 1_800_000).toISOString());

  const answers = await race(starts.flatMap((slot) => Array.from({ length: 20 }, () => () => request("POST", "/v1/holds", { serviceId: service.id, start: slot }, secretKey))));
  expect(tally(answers)).toEqual({ 201: starts.length, "409 slot_unavailable": starts.length * 19 });

  const held = answers.filter(({ status }) => status === 201);
  const booked = await race(held.map(({ body }) => () => request("POST", `/v1/holds/${body.id}/checkout`, { customer: { name: "Asha Rao", email: "asha@customer.test" } }, secretKey)));
  expect(booked.map(({ body }) => body.status)).toEqual(held.map(() => "confirmed"));
  const cancelled = await race(booked.map(({ body }) => () => request("POST", `/v1/bookings/${body.booking.id}/cancel`, {}, secretKey)));
  expect(tally(cancelled)).toEqual({ 200: held.length });
  expect(await findBreaches(database.sql)).toEqual([]);
}, 60_000);
