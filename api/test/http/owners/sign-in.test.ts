import { beforeEach, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { expectProblem } from "../../helpers/problems.js";
import { DAY_MS, HOUR_MS, NOW } from "../../helpers/times.js";

const app = await createTestApp({ trustProxy: true });
const PASSWORD = "correct horse battery";
let count = 0;
let email: string;

beforeEach(() => app.clock.set(NOW));
beforeEach(async () => {
  email = `asha${++count}@studio.test`;
  expect((await signUp()).status).toBe(201);
});

const signUp = (change: object = {}) =>
  app.request("POST", "/v1/owners/sign-up", { email, password: PASSWORD, businessName: "Asha’s Studio", timeZone: "Asia/Kolkata", currency: "INR", ...change });
/** From a client of its own, unless told otherwise. */
const signIn = (password = PASSWORD, address = email, client = `198.51.100.${count}`) =>
  app.request("POST", "/v1/owners/sign-in", { email: address, password }, { headers: { "X-Forwarded-For": client } });
const refresh = (refreshToken: string) => app.request("POST", "/v1/owners/refresh", { refreshToken });
const signOut = (refreshToken: string) => app.request("POST", "/v1/owners/sign-out", { refreshToken });
const readTenant = async (key: string) => (await app.request("GET", "/v1/tenant", undefined, { key })).status;

test("signing up makes a business that can start at once: owner, tokens and a key of each kind", async () => {
  email = "first@studio.test";
  const { status, body } = await signUp({ email: "First@Studio.test", name: "Asha Rao" });
  expect(status).toBe(201);
  expect(body).toMatchObject({
    tenant: { name: "Asha’s Studio", timeZone: "Asia/Kolkata", currency: "INR", locale: "en", contactEmail: email, liveHoldsPerClient: 3, paymentsConfigured: false },
    owner: { email, name: "Asha Rao" },
    expiresInSeconds: 900,
  });
  for (const key of [body.accessToken, body.secretKey]) expect(await readTenant(key)).toBe(200);
  expect((await app.request("GET", "/v1/services", undefined, { key: body.publishableKey })).body).toEqual({ data: [], nextCursor: null });
});

test("an address has one account, however it is written, also of two sign-ups at once", async () => {
  expectProblem(await signUp({ email: email.toUpperCase() }), "email_taken");
  email = "twice@studio.test";
  const answers = await Promise.all([signUp(), signUp(), signUp()]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
});

test("a refused sign-up leaves no half of a tenant", async () => {
  const tenants = async () => (await app.sql`select from tenants`).count;
  const before = await tenants();
  expectProblem(await signUp(), "email_taken");
  expect(await tenants()).toBe(before);
});

test("signing in needs the password; a wrong one and an unknown address answer the same", async () => {
  expect((await signIn(PASSWORD, email.toUpperCase())).body).toMatchObject({ owner: { email }, tenant: { name: "Asha’s Studio" } });
  const [wrong, unknown] = [await signIn("wrong horse battery"), await signIn(PASSWORD, "nobody@studio.test")];
  for (const answer of [wrong, unknown]) expectProblem(answer, "invalid_credentials");
  expect({ ...wrong.body, requestId: "" }).toEqual({ ...unknown.body, requestId: "" });
});

test("the password is kept as a salted scrypt hash, refresh tokens as hashes", async () => {
  const { refreshToken } = (await signIn()).body;
  const [owner] = await app.sql`select password_hash from owners where email = ${email}`;
  expect(owner!["passwordHash"]).toMatch(/^scrypt\$32768\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
  const tokens = await app.sql`select row_to_json(refresh_tokens)::text as row from refresh_tokens`;
  for (const { row } of tokens) expect(row).not.toContain(refreshToken.slice(20));
});

test("after five failures of an address each one more waits twice as long, even with the right password", async () => {
  for (let i = 0; i < 5; i++) expectProblem(await signIn("wrong", email, `203.0.113.${i}`), "invalid_credentials");
  for (const seconds of [1, 2, 4]) {
    const blocked = await signIn(PASSWORD, email, "203.0.113.50");
    expectProblem(blocked, "too_many_attempts");
    expect(blocked.headers.get("Retry-After")).toBe(String(seconds));
    await app.clock.advance(seconds * 1000);
    expectProblem(await signIn("wrong", email, `203.0.113.${60 + seconds}`), "invalid_credentials");
  }
  await app.clock.advance(8000);
  expect((await signIn()).status).toBe(200);
  // Forgotten by success.
  expectProblem(await signIn("wrong"), "invalid_credentials");
  expect((await signIn()).status).toBe(200);
});

test("one client that tries many addresses is slowed down as well; others are not", async () => {
  for (let i = 0; i < 5; i++) expectProblem(await signIn("guess", `victim${i}@studio.test`, "192.0.2.66"), "invalid_credentials");
  expectProblem(await signIn(PASSWORD, email, "192.0.2.66"), "too_many_attempts");
  expect((await signIn(PASSWORD, email, "192.0.2.67")).status).toBe(200);
});

test("waiting is bounded by 15 minutes, and a day without failures forgets them", async () => {
  for (let i = 0; i < 16; i++) {
    await signIn("wrong", email, `192.0.2.${100 + i}`);
    if (i < 15) await app.clock.advance(900_000);
  }
  expect((await signIn()).headers.get("Retry-After")).toBe("900");
  await app.clock.advance(900_000);
  expect((await signIn()).status).toBe(200);
  for (let i = 0; i < 4; i++) await signIn("wrong", email, `203.0.113.${200 + i}`);
  await app.clock.advance(DAY_MS + 1);
  expectProblem(await signIn("wrong", email, "203.0.113.220"), "invalid_credentials");
  expect((await signIn()).status).toBe(200);
});

test("a refresh token gives a new pair, once", async () => {
  const first = (await signIn()).body;
  await app.clock.advance(HOUR_MS);
  expect(await readTenant(first.accessToken)).toBe(401);
  const second = await refresh(first.refreshToken);
  expect(second.status).toBe(200);
  expect(second.body.refreshToken).not.toBe(first.refreshToken);
  expect(await readTenant(second.body.accessToken)).toBe(200);
});

test("a used refresh token that comes back is a theft: everything of that sign-in ends, other sign-ins go on", async () => {
  const [stolen, other] = [(await signIn()).body, (await signIn()).body];
  const thief = (await refresh(stolen.refreshToken)).body;
  expectProblem(await refresh(stolen.refreshToken), "unauthorized");
  expectProblem(await refresh(thief.refreshToken), "unauthorized");
  expect((await refresh(other.refreshToken)).status).toBe(200);
});

test("of two refreshes at once one wins, and the other one is a theft", async () => {
  const { refreshToken } = (await signIn()).body;
  const answers = await Promise.all([refresh(refreshToken), refresh(refreshToken)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  expectProblem(await refresh(answers.find(({ status }) => status === 200)!.body.refreshToken), "unauthorized");
});

test("a refresh token lasts 30 days", async () => {
  const [one, two] = [(await signIn()).body, (await signIn()).body];
  await app.clock.advance(30 * DAY_MS - 1);
  expect((await refresh(one.refreshToken)).status).toBe(200);
  await app.clock.advance(1);
  expectProblem(await refresh(two.refreshToken), "unauthorized");
});

test("signing out ends the sign-in; again, or with what is no token, is no error", async () => {
  const first = (await signIn()).body;
  const second = (await refresh(first.refreshToken)).body;
  for (const token of [second.refreshToken, second.refreshToken, "rt_unknown", "nonsense"]) expect((await signOut(token)).status).toBe(204);
  expectProblem(await refresh(second.refreshToken), "unauthorized");
});

test("keys are no refresh tokens", async () => {
  const { body } = await signUp({ email: `keys${count}@studio.test` });
  for (const token of [body.secretKey, body.publishableKey]) expectProblem(await refresh(token), "unauthorized");
});
