import { beforeAll, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { expectProblem } from "../../helpers/problems.js";

const app = await createTestApp();
let business: Business;

beforeAll(async () => {
  business = await createBusiness(app);
});

const call = (method: string, path = "", body?: object) => app.request(method, `/v1/resources${path}`, body, { key: business.sk });
const create = async (change: object = {}) => (await call("POST", "", { name: "Court 1", timeZone: "Asia/Kolkata", ...change })).body;

test("a resource keeps what it was given; without hours it is never open", async () => {
  const weekly = { mon: [["09:00", "12:00"], ["13:00", "24:00"]], sun: [] };
  expect(await create({ weekly, description: "Clay" })).toEqual({ id: expect.stringMatching(/^res_/), name: "Court 1", description: "Clay", timeZone: "Asia/Kolkata", weekly });
  expect(await create()).toMatchObject({ description: "", weekly: {} });
});

test("a change touches only what it names", async () => {
  let known = await create({ weekly: { mon: [["09:00", "12:00"]] } });
  for (const change of [{ name: "Court 2" }, { description: "Grass" }, { description: "" }, { timeZone: "Europe/Berlin" }, {}]) {
    const { body } = await call("PATCH", `/${known.id}`, change);
    expect(body).toEqual({ ...known, ...change });
    known = body;
  }
});

test("hours are replaced as a whole week, and its zone with them where one is named", async () => {
  const { id } = await create({ weekly: { mon: [["09:00", "12:00"]] } });
  expect((await call("PUT", `/${id}/hours`, { weekly: { tue: [["10:00", "11:00"]] } })).body).toEqual({ timeZone: "Asia/Kolkata", weekly: { tue: [["10:00", "11:00"]] } });
  expect((await call("PUT", `/${id}/hours`, { weekly: {}, timeZone: "Europe/Berlin" })).body).toEqual({ timeZone: "Europe/Berlin", weekly: {} });
  expect((await call("GET", `/${id}/hours`)).body).toEqual({ timeZone: "Europe/Berlin", weekly: {} });
});

test.each<[string, object, string]>([
  ["closing before opening", { mon: [["17:00", "09:00"]] }, "weekly.mon[0][1]"],
  ["hours past midnight in one window", { fri: [["22:00", "02:00"]] }, "weekly.fri[0][1]"],
  ["overlapping windows, in whatever order", { mon: [["11:00", "13:00"], ["09:00", "12:00"]] }, "weekly.mon[0]"],
  ["a time that is none", { mon: [["9:00", "12:00"]] }, "weekly.mon[0][0]"],
  ["opening at 24:00", { mon: [["24:00", "24:00"]] }, "weekly.mon[0][0]"],
  ["a day that is none", { monday: [] }, "weekly.monday"],
  ["more windows than hours", { mon: Array.from({ length: 25 }, () => ["09:00", "10:00"]) }, "weekly.mon"],
])("%s is refused, by its path", async (_, weekly, path) => {
  const { id } = await create();
  expectProblem(await call("PUT", `/${id}/hours`, { weekly }), "validation_failed", path);
  expectProblem(await call("POST", "", { name: "X", timeZone: "UTC", weekly }), "validation_failed", path);
});

test("windows that touch are no overlap", async () => {
  expect((await create({ weekly: { mon: [["12:00", "24:00"], ["00:00", "12:00"]] } })).id).toMatch(/^res_/);
});

test("a date has one override, also of two at once; deleted it can be given another", async () => {
  const { id } = await create();
  const put = () => call("POST", `/${id}/overrides`, { date: "2026-05-01", windows: [["10:00", "12:00"]], note: "Labour day" });
  const answers = await Promise.all([put(), put()]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  expectProblem(answers.find(({ status }) => status === 409)!, "conflict");
  const { body: override } = answers.find(({ status }) => status === 201)!;
  expect(override).toEqual({ id: expect.stringMatching(/^ovr_/), resourceId: id, date: "2026-05-01", windows: [["10:00", "12:00"]], note: "Labour day" });
  expect((await call("DELETE", `/${id}/overrides/${override.id}`)).status).toBe(204);
  expectProblem(await call("DELETE", `/${id}/overrides/${override.id}`), "not_found");
  expect((await put()).status).toBe(201);
});

test("overrides are listed by date, from and to included, a page at a time", async () => {
  const { id } = await create();
  for (const day of ["03", "01", "02", "05", "04"]) await call("POST", `/${id}/overrides`, { date: `2026-05-${day}` });
  const dates = async (query: string) => {
    const { body } = await call("GET", `/${id}/overrides?${query}`);
    return [body.data.map(({ date }: { date: string }) => date.slice(-2)), body.nextCursor];
  };
  expect(await dates("")).toEqual([["01", "02", "03", "04", "05"], null]);
  expect(await dates("from=2026-05-02&to=2026-05-04")).toEqual([["02", "03", "04"], null]);
  const [first, cursor] = await dates("limit=3");
  expect(first).toEqual(["01", "02", "03"]);
  expect(await dates(`limit=3&cursor=${cursor}`)).toEqual([["04", "05"], null]);
});

test("another resource's override can't be deleted through this one", async () => {
  const [mine, other] = [await create(), await create()];
  const override = (await call("POST", `/${other.id}/overrides`, { date: "2026-05-01" })).body;
  expectProblem(await call("DELETE", `/${mine.id}/overrides/${override.id}`), "not_found");
});

test("a resource that a service can't do without is not archived, and stays as it was", async () => {
  const [one, two] = [await create(), await create()];
  const service = await business.service({ name: "Tennis", resourceIds: [one.id, two.id] });
  expect((await call("DELETE", `/${one.id}`)).status).toBe(204);
  expectProblem(await call("GET", `/${one.id}`), "not_found");
  const last = await call("DELETE", `/${two.id}`);
  expectProblem(last, "resource_in_use");
  expect(last.body.detail).toContain("Tennis");
  expect((await call("GET", `/${two.id}`)).status).toBe(200);
  await app.request("DELETE", `/v1/services/${service.id}`, undefined, { key: business.sk });
  expect((await call("DELETE", `/${two.id}`)).status).toBe(204);
  expectProblem(await call("DELETE", `/${two.id}`), "not_found");
});

test("a service made while its only resource is archived: one of the two is refused", async () => {
  for (let round = 0; round < 5; round++) {
    const { id } = await create();
    const service = { name: "Tennis", durationMinutes: 30, price: { amount: 0, currency: "INR" }, resourceIds: [id] };
    const [made, archived] = await Promise.all([app.request("POST", "/v1/services", service, { key: business.sk }), call("DELETE", `/${id}`)]);
    expect([[201, 409], [404, 204]]).toContainEqual([made.status, archived.status]);
  }
});

test("the list goes through every resource once, the oldest first", async () => {
  const ids: string[] = [];
  for (let cursor = ""; ; ) {
    const { body } = await call("GET", `?limit=4${cursor && `&cursor=${cursor}`}`);
    ids.push(...body.data.map(({ id }: { id: string }) => id));
    if (!body.nextCursor) break;
    cursor = body.nextCursor;
  }
  expect(ids).toEqual((await app.sql<{ id: string }[]>`select resource_id as id from resources where tenant_id = ${business.tenantId} and archived_at is null order by resource_id collate "C"`).map(({ id }) => id));
});
