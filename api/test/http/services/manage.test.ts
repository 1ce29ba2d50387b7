import { beforeAll, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { expectProblem } from "../../helpers/problems.js";

const app = await createTestApp();
const INR = (amount: number) => ({ amount, currency: "INR" });
let business: Business;
let chair: string;
let stylist: string;

beforeAll(async () => {
  business = await createBusiness(app);
  [chair, stylist] = [(await business.resource({ name: "Chair" })).id, (await business.resource({ name: "Stylist" })).id];
});

const call = (method: string, path = "", body?: object, key = business.sk) => app.request(method, `/v1/services${path}`, body, { key });
const cut = (change: object = {}) => ({ name: "Cut", durationMinutes: 30, price: INR(50_000), resourceIds: [chair], ...change });
const create = async (change: object = {}) => (await call("POST", "", cut(change))).body;

test("what is left out has its default", async () => {
  expect(await create()).toEqual({
    id: expect.stringMatching(/^svc_/), name: "Cut", description: "", durationMinutes: 30, price: INR(50_000),
    durations: [{ durationMinutes: 30, price: INR(50_000) }],
    resourceIds: [chair], requirements: [{ name: null, resourceIds: [chair], resources: [{ id: chair, name: "Chair" }] }],
    capacity: 1, bufferBeforeMinutes: 0, bufferAfterMinutes: 0, intervalMinutes: 30, minNoticeMinutes: 0, horizonDays: 60, holdSeconds: 300,
    taxPercent: null, cancellation: [], questions: [], reminderMinutes: 1440, requiresApproval: false, active: true, timeZone: "Asia/Kolkata",
  });
});

test("everything that is given is kept, and read back as it was", async () => {
  const given = {
    name: "Colour", description: "With\nwash", durationMinutes: 60, price: INR(90_000),
    requirements: [{ name: "Who", resourceIds: [stylist] }, { name: "Where", resourceIds: [chair, stylist] }],
    capacity: 2, bufferBeforeMinutes: 5, bufferAfterMinutes: 10, intervalMinutes: 15, minNoticeMinutes: 120, horizonDays: 30, holdSeconds: 600,
    taxPercent: 18.5, cancellation: [{ hoursBefore: 24, refundPercent: 50 }], active: false,
    questions: [{ id: "hair", label: "How long?", type: "select", required: true, options: ["Short", "Long"] }],
  };
  const made = (await call("POST", "", { ...given, durations: [{ durationMinutes: 90, price: INR(120_000) }] })).body;
  expect(made).toMatchObject({ ...given, durations: [{ durationMinutes: 60, price: INR(90_000) }, { durationMinutes: 90, price: INR(120_000) }], resourceIds: [stylist, chair] });
  expect((await call("GET", `/${made.id}`)).body).toEqual(made);
  // Reading and writing back changes nothing.
  const { id, timeZone: _, resourceIds: __, requirements, ...rest } = made;
  const again = { ...rest, requirements: requirements.map(({ name, resourceIds }: { name: string; resourceIds: string[] }) => ({ name, resourceIds })) };
  expect((await call("PATCH", `/${id}`, again)).body).toEqual(made);
});

test("a change touches only what it names, each field by itself", async () => {
  let known = await create({ taxPercent: 18, durations: [{ durationMinutes: 60, price: INR(80_000) }] });
  for (const change of [{ name: "Trim" }, { capacity: 3 }, { taxPercent: null }, { active: false }, { cancellation: [{ hoursBefore: 1, refundPercent: 0 }] }, { description: "Quick" }]) {
    const { status, body } = await call("PATCH", `/${known.id}`, change);
    expect([status, body]).toEqual([200, { ...known, ...change }]);
    known = body;
  }
  expect((await call("PATCH", `/${known.id}`, {})).body).toEqual(known);
});

test("changes of different fields at once are all kept", async () => {
  const changes = [{ name: "New" }, { capacity: 4 }, { holdSeconds: 60 }, { description: "New, too" }, { horizonDays: 10 }];
  for (let round = 0; round < 5; round++) {
    const { id } = await create();
    await Promise.all(changes.map((change) => call("PATCH", `/${id}`, change)));
    expect((await call("GET", `/${id}`)).body).toMatchObject(Object.assign({}, ...changes));
  }
});

test.each<[string, object, string]>([
  ["no pool at all", { resourceIds: undefined }, "resourceIds"],
  ["one pool and several", { requirements: [{ resourceIds: ["res_000000000000"] }] }, "requirements"],
  ["another currency for a further duration", { durations: [{ durationMinutes: 60, price: { amount: 500, currency: "USD" } }] }, "durations[0].price.currency"],
  ["a duration twice", { durations: [{ durationMinutes: 60, price: INR(100) }, { durationMinutes: 60, price: INR(200) }] }, "durations[1].durationMinutes"],
  ["the default's duration with another price", { durations: [{ durationMinutes: 30, price: INR(100) }] }, "durations[0].durationMinutes"],
  ["less than Razorpay takes", { price: INR(99) }, "price.amount"],
  ["less than Razorpay takes, further down", { durations: [{ durationMinutes: 60, price: INR(1) }] }, "durations[0].price.amount"],
  ["a choice without options", { questions: [{ id: "hair", label: "How long?", type: "select" }] }, "questions[0].options"],
  ["a question twice", { questions: [{ id: "a", label: "A" }, { id: "a", label: "B" }] }, "questions[1].id"],
  ["a tier twice", { cancellation: [{ hoursBefore: 1, refundPercent: 0 }, { hoursBefore: 1, refundPercent: 50 }] }, "cancellation[1].hoursBefore"],
])("%s is refused, by its path", async (_, change, path) => {
  expectProblem(await call("POST", "", cut(change)), "validation_failed", path);
});

test("pools that one resource would have to serve twice are refused, and resources named twice", async () => {
  const pools = (...requirements: string[][]) => cut({ resourceIds: undefined, requirements: requirements.map((resourceIds) => ({ resourceIds })) });
  expectProblem(await call("POST", "", pools([chair], [chair])), "validation_failed", "requirements");
  expectProblem(await call("POST", "", pools([chair, chair])), "validation_failed", "requirements[0].resourceIds[1]");
  expectProblem(await call("POST", "", pools([chair], ["res_000000000000"])), "not_found", "requirements[1].resourceIds[0]");
  expect((await call("POST", "", pools([chair, stylist], [chair]))).status).toBe(201);
});

test("a hidden service is its owner's alone", async () => {
  const { id } = await create({ active: false });
  expectProblem(await call("GET", `/${id}`, undefined, business.pk), "not_found");
  expect((await call("GET", `/${id}`)).status).toBe(200);
  const listed = async (key: string) => (await call("GET", "?limit=200", undefined, key)).body.data.some((service: { id: string }) => service.id === id);
  expect([await listed(business.pk), await listed(business.sk), await listed(business.accessToken)]).toEqual([false, true, true]);
});

test("an archived service is gone from the catalogue; archiving it again is no error", async () => {
  const { id } = await create();
  for (let again = 0; again < 2; again++) expect((await call("DELETE", `/${id}`)).status).toBe(204);
  expectProblem(await call("GET", `/${id}`), "not_found");
  expectProblem(await call("PATCH", `/${id}`, { name: "Back?" }), "not_found");
  expect((await call("GET", "?limit=200")).body.data.map((service: { id: string }) => service.id)).not.toContain(id);
});

test("a price that no card could pay is refused, by its path, and the sentence says what to do", async () => {
  const KWD = (amount: number) => ({ amount, currency: "KWD" });
  const steps = "Must be 1250 or 1260: KWD is paid in steps of 10, which are 0.010 KWD.";
  const { errors } = (await call("POST", "", cut({ price: KWD(1254), durations: [{ durationMinutes: 60, price: KWD(2500) }, { durationMinutes: 90, price: KWD(1254) }] }))).body;
  expect(errors).toEqual([{ path: "price.amount", message: steps }, { path: "durations[1].price.amount", message: steps }]);
  const { id } = await create({ price: KWD(1250) });
  expectProblem(await call("PATCH", `/${id}`, { price: KWD(1254) }), "validation_failed", "price.amount");
  expectProblem(await call("PATCH", `/${id}`, { durations: [{ durationMinutes: 60, price: KWD(5) }] }), "validation_failed", "durations[0].price.amount");
  expectProblem(await call("PATCH", `/${id}`, { price: INR(99) }), "validation_failed", "price.amount");
  expect((await call("GET", `/${id}`)).body.price).toEqual(KWD(1250));
  // Reading a service gives the default among its durations: the path still counts as the input does.
  expectProblem(await call("PATCH", `/${id}`, { durations: [{ durationMinutes: 30, price: KWD(1250) }, { durationMinutes: 60, price: KWD(5) }] }), "validation_failed", "durations[1].price.amount");
  for (const price of [KWD(0), INR(0), INR(100), { amount: 1, currency: "JPY" }, { amount: 1, currency: "USD" }]) expect((await call("PATCH", `/${id}`, { price })).status).toBe(200);
});

test("prices are whole minor units of any currency: yen have none smaller, dinars three digits", async () => {
  for (const price of [{ amount: 3000, currency: "JPY" }, { amount: 12_340, currency: "KWD" }]) expect((await create({ price })).price).toEqual(price);
});
