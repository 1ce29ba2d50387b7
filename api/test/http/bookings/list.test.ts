import { beforeAll, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { type Booking, createJourney } from "../../helpers/journey.js";
import { kolkata, NOW } from "../../helpers/times.js";

const app = await createTestApp();
let business: Business;
let yoga: { serviceId: string; resourceId: string };
let bookings: Record<"early" | "cancelled" | "asha" | "late", Booking>;

beforeAll(async () => {
  await app.clock.set(NOW);
  business = await createBusiness(app);
  const customer = createJourney(app, business);
  yoga = await customer.service();
  const { serviceId } = await customer.service();
  const of = (name: string) => ({ customer: { name, email: `${name}@Customer.test` } });
  bookings = {
    late: await customer.book({ serviceId, start: kolkata("2026-03-05 09:00") }, { customer: { ...of("dev").customer, phone: "+91 (98450) 12345" } }),
    asha: await customer.book({ ...yoga, start: kolkata("2026-03-04 09:00") }, of("asha")),
    early: await customer.book({ serviceId: yoga.serviceId, start: kolkata("2026-03-02 09:00") }, of("ravi")),
    cancelled: await customer.book({ serviceId, start: kolkata("2026-03-03 09:00") }, of("asha")),
  };
  await customer.cancel(bookings.cancelled);
});

async function list(query = "", key = business.sk) {
  const { status, body } = await app.request("GET", `/v1/bookings?${query}`, undefined, { key });
  expect(status, JSON.stringify(body)).toBe(200);
  const names = body.data.map(({ id }: Booking) => Object.entries(bookings).find(([, booking]) => booking.id === id)![0]);
  return { names, data: body.data as Booking[], nextCursor: body.nextCursor as string | null };
}

test("all of them, by start; without their tokens", async () => {
  const { names, data, nextCursor } = await list();
  expect(names).toEqual(["early", "cancelled", "asha", "late"]);
  expect(nextCursor).toBeNull();
  expect(JSON.stringify(data)).not.toContain("token");
  expect((await list("", business.accessToken)).names).toEqual(names);
});

test.each<[string, () => string, string[]]>([
  ["status", () => "status=cancelled", ["cancelled"]],
  ["service", () => `serviceId=${yoga.serviceId}`, ["early", "asha"]],
  ["resource", () => `resourceId=${yoga.resourceId}`, ["early", "asha"]],
  ["start, from included", () => `from=${kolkata("2026-03-03 09:00")}`, ["cancelled", "asha", "late"]],
  ["start, to not included", () => `to=${kolkata("2026-03-04 09:00")}`, ["early", "cancelled"]],
  ["start, with an offset", () => `from=${encodeURIComponent("2026-03-04T09:00:00+05:30")}`, ["asha", "late"]],
  ["e-mail address, however it is written", () => "search=ASHA@customer.TEST", ["cancelled", "asha"]],
  ["reference, however it is written", () => `search=${bookings.late.reference.toLowerCase()}`, ["late"]],
  ["all of it at once", () => `search=asha@customer.test&status=confirmed&serviceId=${yoga.serviceId}`, ["asha"]],
  ["a part of an address, which is none", () => "search=ravi@", []],
  ["a part of a name, however it is written", () => "search=SH", ["cancelled", "asha"]],
  ["the end of a telephone number, however it is written", () => "search=98450-12%20345", ["late"]],
  ["too little of a telephone number", () => "search=2345", []],
  ["what looks like SQL", () => `search=${encodeURIComponent("' or 1=1 --")}`, []],
  ["a wildcard, which is none", () => "search=%25", []],
])("only by %s", async (_, query, expected) => {
  expect((await list(query())).names).toEqual(expected);
});

test("page after page nothing is left out and nothing comes twice, also while bookings are made", async () => {
  const first = await list("limit=2");
  expect(first.names).toEqual(["early", "cancelled"]);
  const customer = createJourney(app, business);
  bookings = { ...bookings, new: await customer.book({ serviceId: yoga.serviceId, start: kolkata("2026-03-02 12:00") }) } as typeof bookings;
  const second = await list(`limit=2&cursor=${first.nextCursor}`);
  expect([second.names, second.nextCursor]).toEqual([["asha", "late"], null]);
});

test("bookings of the same start are told apart by the cursor", async () => {
  const customer = createJourney(app, business);
  const { serviceId } = await customer.service({ capacity: 5 });
  const made = [];
  for (let i = 0; i < 5; i++) made.push((await customer.book({ serviceId, start: kolkata("2026-03-06 09:00") })).id);
  const seen = [];
  for (let cursor = ""; ; ) {
    const { body } = await app.request("GET", `/v1/bookings?serviceId=${serviceId}&limit=2${cursor && `&cursor=${cursor}`}`, undefined, { key: business.sk });
    seen.push(...body.data.map(({ id }: Booking) => id));
    if (!body.nextCursor) break;
    cursor = body.nextCursor;
  }
  expect(seen).toEqual(made.toSorted());
});

test("a reference is short, readable aloud, and nobody else's", async () => {
  const references = Object.values(bookings).map(({ reference }) => reference);
  expect(new Set(references).size).toBe(references.length);
  for (const reference of references) expect(reference).toMatch(/^HF-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
});
