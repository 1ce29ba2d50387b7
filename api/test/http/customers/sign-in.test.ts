import { beforeEach, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { codeIn, newCustomerEmail, newSignInCode, signInCustomer } from "../../helpers/customer.js";
import { createJourney } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { HOUR_MS, kolkata, MINUTE_MS, monday, NOW } from "../../helpers/times.js";

const app = await createTestApp({ trustProxy: true });
const ours: Business = await createBusiness(app);
const theirs: Business = await createBusiness(app);
let email: string;
let count = 0;

beforeEach(async () => {
  await app.clock.set(NOW);
  email = newCustomerEmail();
  count += 1;
});

/** From a client of its own, unless told otherwise. */
const from = (client = `198.51.100.${count}`) => ({ key: ours.pk, headers: { "X-Forwarded-For": client } });
const ask = (address = email, client?: string, body: object = {}) => app.request("POST", "/v1/customers/sign-in", { email: address, ...body }, from(client));
const verify = (code: string, address = email, client?: string) => app.request("POST", "/v1/customers/sign-in/verify", { email: address, code }, from(client));
const otherThan = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, "0");
const refresh = (refreshToken: string) => app.request("POST", "/v1/customers/refresh", { refreshToken });
const me = (key: string) => app.request("GET", "/v1/me", undefined, { key });

test("a code that was mailed signs in whoever brings it, known or not, and makes a customer of them", async () => {
  const asked = await ask(email.toUpperCase(), undefined, { locale: "hi-IN" });
  expect(asked).toMatchObject({ status: 200, body: { expiresInSeconds: 600 } });
  await app.deliverOutbox();
  const code = codeIn(app, email);
  const { status, body } = await verify(`${code.slice(0, 3)} ${code.slice(3)}`, ` ${email.toUpperCase()} `);
  expect(status).toBe(200);
  expect(body).toEqual({
    customer: { id: expect.stringMatching(/^cus_/), name: null, email, phone: null, locale: "hi-IN" },
    accessToken: expect.any(String), refreshToken: expect.stringMatching(/^crt_/), expiresInSeconds: 900,
  });
  expect((await me(body.accessToken)).body).toEqual(body.customer);
  // The same customer the next time, and the one that bookings with this address belong to.
  expect((await signInCustomer(app, ours, email)).customer.id).toBe(body.customer.id);
});

test("who booked before and who never did are answered, and mailed, the same", async () => {
  const known = newCustomerEmail();
  const journey = createJourney(app, ours);
  await journey.book({ serviceId: (await journey.service()).serviceId, start: monday("10:00") }, { customer: { name: "Asha", email: known } });
  await app.deliverOutbox();
  const answers = [await ask(known), await ask(email)];
  expect(answers[0]!.body).toEqual(answers[1]!.body);
  const before = app.mails.length;
  await app.deliverOutbox();
  const mails = app.mails.slice(before);
  expect(mails).toHaveLength(2);
  const without = (address: string) => mails.find(({ to }) => to.includes(address))!.html.replaceAll(codeIn(app, address), "");
  expect(without(known)).toBe(without(email));
  expect((await verify(codeIn(app, known), known)).body.customer.name).toBe("Asha");
});

test("wrong, replaced, used, expired and unknown codes get one answer", async () => {
  const refusals = [];
  refusals.push(await verify("123456", newCustomerEmail()));
  const first = await newSignInCode(app, ours, email);
  const second = await newSignInCode(app, ours, email);
  if (first !== second) refusals.push(await verify(first));
  refusals.push(await verify(otherThan(second)));
  expect((await verify(second)).status).toBe(200);
  refusals.push(await verify(second));
  const third = await newSignInCode(app, ours, email);
  await app.clock.advance(10 * MINUTE_MS);
  refusals.push(await verify(third));
  for (const refusal of refusals) {
    expectProblem(refusal, "wrong_code");
    expect({ ...refusal.body, requestId: "" }).toEqual({ ...refusals[0]!.body, requestId: "" });
  }
});

test("a code is good up to its last second, and for five tries", async () => {
  const code = await newSignInCode(app, ours, email);
  for (let i = 1; i <= 4; i++) expectProblem(await verify(otherThan(code, i)), "wrong_code");
  await app.clock.advance(10 * MINUTE_MS - 1000);
  expect((await verify(code)).status).toBe(200);
  const next = await newSignInCode(app, ours, email);
  for (let i = 1; i <= 5; i++) expectProblem(await verify(otherThan(next, i)), "wrong_code");
  expectProblem(await verify(next), "wrong_code");
});

test("rivals with one code at once: one is signed in", async () => {
  const code = await newSignInCode(app, ours, email);
  const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => verify(code, email, `203.0.113.${i}`)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  for (const answer of answers) if (answer.status !== 200) expectProblem(answer, "wrong_code");
});

test("guesses at once are all counted: no more than five are compared", async () => {
  const code = await newSignInCode(app, ours, email);
  const guesses = await Promise.all(Array.from({ length: 5 }, (_, i) => verify(otherThan(code, i + 1), email, `203.0.113.${i}`)));
  for (const guess of guesses) expectProblem(guess, "wrong_code");
  expectProblem(await verify(code), "wrong_code");
});

test("asking for new codes gives no guesses without end: fifteen an hour for an address, from wherever they come", async () => {
  for (let codes = 0; codes < 3; codes++) {
    const code = await newSignInCode(app, ours, email);
    for (let i = 1; i <= 5; i++) expectProblem(await verify(otherThan(code, i), email, `203.0.113.${codes * 5 + i}`), "wrong_code");
  }
  const code = await newSignInCode(app, ours, email);
  await app.clock.advance(MINUTE_MS);
  const limited = await verify(code);
  expectProblem(limited, "rate_limited");
  expect(limited.headers.get("Retry-After")).toBe(String(59 * 60));
  // Another address, and the same one an hour later, are not concerned.
  expectProblem(await verify(code, newCustomerEmail()), "wrong_code");
  await app.clock.advance(HOUR_MS);
  await expect(signInCustomer(app, ours, email)).resolves.toBeTruthy();
});

test("an address gets five codes an hour, and a client asks for thirty; a business's server for any number", async () => {
  for (let i = 0; i < 5; i++) expect((await ask()).status).toBe(200);
  const limited = await ask();
  expectProblem(limited, "rate_limited");
  expect(limited.headers.get("Retry-After")).toBe("3600");
  const client = "192.0.2.1";
  for (let i = 0; i < 30; i++) expect((await ask(newCustomerEmail(), client)).status).toBe(200);
  expectProblem(await ask(newCustomerEmail(), client), "rate_limited");
  expect((await ask(newCustomerEmail(), "192.0.2.2")).status).toBe(200);
  for (let i = 0; i < 31; i++) expect((await app.request("POST", "/v1/customers/sign-in", { email: newCustomerEmail() }, { key: ours.sk })).status).toBe(200);
  await app.clock.advance(HOUR_MS);
  expect((await ask()).status).toBe(200);
});

test("a code and a session belong to the business that they were asked of", async () => {
  const code = await newSignInCode(app, ours, email);
  expectProblem(await app.request("POST", "/v1/customers/sign-in/verify", { email, code }, { key: theirs.pk }), "wrong_code");
  const session = await signInCustomer(app, ours, email);
  const elsewhere = await signInCustomer(app, theirs, email);
  expect(elsewhere.customer.id).not.toBe(session.customer.id);
  const journey = createJourney(app, ours);
  const booking = await journey.book({ serviceId: (await journey.service()).serviceId, start: monday("10:00") }, { customer: { name: "Asha", email } });
  expect((await app.request("GET", `/v1/bookings/${booking.id}`, undefined, { key: session.accessToken })).status).toBe(200);
  expectProblem(await app.request("GET", `/v1/bookings/${booking.id}`, undefined, { key: elsewhere.accessToken }), "not_found");
});

test("no table, and nothing that an owner reads, holds a code or a token in the clear", async () => {
  await ask();
  const tables = await app.sql<{ name: string }[]>`select table_name as name from information_schema.tables where table_schema = 'public'`;
  const everything = async () => JSON.stringify(await app.sql.unsafe(tables.map(({ name }) => `select string_agg(t::text, ' ') as rows from ${name} t`).join(" union all ")));
  const [before, waiting] = [await everything(), await app.request("GET", "/v1/messages?status=waiting", undefined, { key: ours.sk })];
  await app.deliverOutbox();
  const code = codeIn(app, email);
  const { refreshToken } = (await verify(code)).body;
  for (const text of [before, JSON.stringify(waiting.body), await everything()]) {
    expect(text).not.toMatch(new RegExp(`(?<![0-9a-f])${code}(?![0-9a-f])`));
    expect(text).not.toContain(refreshToken);
  }
  expect(waiting.body.data).toContainEqual(expect.objectContaining({ kind: "sign_in_code", bookingId: null }));
});

test("a mail that comes to leave after its code was replaced, used or ended never leaves", async () => {
  await ask();
  await ask();
  const before = app.mails.length;
  await app.deliverOutbox();
  expect(app.mails.length).toBe(before + 1);
  await ask();
  await app.clock.advance(10 * MINUTE_MS);
  await app.deliverOutbox();
  expect(app.mails.length).toBe(before + 1);
});

test.each([
  ["en", "is your code for", "It works once, for 10 minutes."],
  ["hi", "के लिए आपका कोड:", "यह कोड एक बार, 10 मिनट तक काम करता है।"],
  ["de", "is your code for", "It works once, for 10 minutes."],
])("in %s the mail says what the code is for", async (locale, subject, note) => {
  await ask(email, undefined, { locale });
  await app.deliverOutbox();
  const mail = app.mails.at(-1)!;
  expect(mail.subject).toContain(subject);
  expect(mail.subject).toContain(codeIn(app, email));
  for (const body of [mail.text, mail.html]) expect(body).toContain(note);
});

test("a refresh token works once; one that comes back ends every session of that sign-in, and no other", async () => {
  const first = await signInCustomer(app, ours, email);
  const other = await signInCustomer(app, ours, email);
  const second = await refresh(first.refreshToken);
  expect(second).toMatchObject({ status: 200, body: { customer: first.customer } });
  expectProblem(await refresh(first.refreshToken), "unauthorized");
  expectProblem(await refresh(second.body.refreshToken), "unauthorized");
  const third = await refresh(other.refreshToken);
  expect(third.status).toBe(200);
  // Signing out ends it, and is no error the second time.
  for (let i = 0; i < 2; i++) expect((await app.request("POST", "/v1/customers/sign-out", { refreshToken: third.body.refreshToken })).status).toBe(204);
  expectProblem(await refresh(third.body.refreshToken), "unauthorized");
  // An owner's is not a customer's, nor the other way round.
  const owner = await app.request("POST", "/v1/owners/refresh", { refreshToken: (await signInCustomer(app, ours, email)).refreshToken });
  expectProblem(owner, "unauthorized");
});

test("what customers tell of themselves is kept for the next time", async () => {
  const { accessToken } = await signInCustomer(app, ours, email);
  const change = (body: object) => app.request("PATCH", "/v1/me", body, { key: accessToken });
  expect((await change({ name: "Asha Rao", phone: "+91 98765 43210", locale: "hi" })).body).toMatchObject({ name: "Asha Rao", phone: "+91 98765 43210", locale: "hi", email });
  expect((await change({ phone: null })).body).toMatchObject({ name: "Asha Rao", phone: null });
  expectProblem(await change({ name: "" }), "validation_failed", "name");
  expectProblem(await change({ email: "other@customer.test" }), "validation_failed", "email");
  expect((await signInCustomer(app, ours, email)).customer).toMatchObject({ name: "Asha Rao", locale: "hi" });
});

test("customers see their own bookings, and what cancelling one would give back, and act on them", async () => {
  const journey = createJourney(app, ours);
  const { serviceId } = await journey.service({ capacity: 5 });
  const customer = { name: "Asha", email };
  const book = (start: string) => journey.book({ serviceId, start }, { customer });
  const bookings = [await book(monday("12:00")), await book(monday("10:00")), await book(monday("11:00"))];
  await journey.book({ serviceId, start: monday("10:00") });
  const { accessToken } = await signInCustomer(app, ours, email);
  const list = (query = "") => app.request("GET", `/v1/me/bookings${query}`, undefined, { key: accessToken });
  const first = await list("?limit=2");
  expect(first.body.data.map(({ start }: { start: string }) => start)).toEqual([monday("10:00"), monday("11:00")]);
  expect(first.body.data[0]).toMatchObject({ id: bookings[1]!.id, token: bookings[1]!.token, cancellation: { allowed: true, refundAmount: 0 } });
  const second = await list(`?limit=2&cursor=${first.body.nextCursor}`);
  expect(second.body).toMatchObject({ data: [{ id: bookings[0]!.id }], nextCursor: null });

  const cancelled = await app.request("POST", `/v1/bookings/${bookings[2]!.id}/cancel`, {}, { key: accessToken });
  expect(cancelled.body.status).toBe("cancelled");
  const to = await journey.hold({ serviceId, start: monday("14:00") });
  const moved = await app.request("POST", `/v1/bookings/${bookings[1]!.id}/reschedule`, { holdId: to.id, holdToken: to.token }, { key: accessToken });
  expect(moved.body).toMatchObject({ id: bookings[1]!.id, start: monday("14:00") });
  expect((await app.request("GET", `/v1/bookings/${bookings[0]!.id}/calendar.ics`, undefined, { key: accessToken })).body).toContain("BEGIN:VEVENT");
  // A customer is no owner: what comes back is what the terms say, and after the start it is too late.
  expectProblem(await app.request("POST", `/v1/bookings/${bookings[0]!.id}/cancel`, { refundAmount: 1 }, { key: accessToken }), "validation_failed", "refundAmount");
  await app.clock.set(new Date(kolkata("2026-03-02 12:10")));
  const later = await signInCustomer(app, ours, email);
  expectProblem(await app.request("POST", `/v1/bookings/${bookings[0]!.id}/cancel`, {}, { key: later.accessToken }), "booking_not_active");
  const upcoming = await app.request("GET", "/v1/me/bookings", undefined, { key: later.accessToken });
  expect(upcoming.body.data).toMatchObject([{ id: bookings[0]!.id, cancellation: { allowed: false, refundAmount: 0 } }, { id: bookings[1]!.id }]);
  const past = await app.request("GET", "/v1/me/bookings?when=past", undefined, { key: later.accessToken });
  expect(past.body.data).toMatchObject([{ id: bookings[2]!.id, status: "cancelled", cancellation: { allowed: false } }]);
});

test("what a paid booking gives back is what cancelling it does give back", async () => {
  const paying = await createBusiness(app, { payments: true });
  const journey = createJourney(app, paying);
  const { serviceId } = await journey.service({ price: { amount: 50_000, currency: "INR" }, cancellation: [{ hoursBefore: 24, refundPercent: 50 }, { hoursBefore: 48, refundPercent: 100 }] });
  const booking = await journey.buy({ serviceId, start: monday("10:00") }, { customer: { name: "Asha", email } });
  await app.deliverOutbox();
  const { accessToken } = await signInCustomer(app, paying, email);
  const [shown] = (await app.request("GET", "/v1/me/bookings", undefined, { key: accessToken })).body.data;
  expect(shown.cancellation).toEqual({ allowed: true, refundAmount: 25_000 });
  const cancelled = await app.request("POST", `/v1/bookings/${booking.id}/cancel`, {}, { key: accessToken });
  expect(cancelled.body.payment.refundedAmount).toBe(25_000);
});
