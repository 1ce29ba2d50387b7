import { beforeEach, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { backToNow } from "../../helpers/back-to-now.js";
import { type Business, createBusiness } from "../../helpers/business.js";
import { createJourney, type Journey } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { monday } from "../../helpers/times.js";

const app = await createTestApp();
let business: Business;
let customer: Journey;
beforeEach(async () => {
  await app.deliverOutbox();
  await backToNow(app);
  business = await createBusiness(app);
  customer = createJourney(app, business);
  app.mails.length = 0;
});

const list = async (query = "") => (await app.request("GET", `/v1/messages${query}`, undefined, { key: business.sk })).body;
const retry = (id: string, key = business.sk) => app.request("POST", `/v1/messages/${id}/retry`, undefined, { key });
const book = async (time: string) => customer.book({ serviceId: (await customer.service()).serviceId, start: monday(time) });
const giveUp = (bookingId: string) => app.sql`
  update outbox set gave_up_at = holdfast_now(), attempts = 40, last_error = '550 no such mailbox' where payload ->> 'bookingId' = ${bookingId} and done_at is null`;

test("a mail that failed for good is told with what the mail server said, and is sent once the owner says so", async () => {
  const booking = await book("10:00");
  await giveUp(booking.id);
  const [mail, ...others] = (await list()).data;
  expect([mail, others]).toMatchObject([{ kind: "booking_confirmed", bookingId: booking.id, status: "failed", attempts: 40, error: "550 no such mailbox", nextTryAt: null }, []]);
  await app.deliverOutbox();
  expect(app.mails).toEqual([]);

  expect((await retry(mail.id)).body).toMatchObject({ id: mail.id, status: "waiting", attempts: 0, nextTryAt: expect.any(String) });
  expect((await list()).data).toEqual([]);
  expect((await list("?status=waiting")).data).toMatchObject([{ id: mail.id }]);
  await app.deliverOutbox();
  expect(app.mails.map(({ subject }) => subject)).toEqual([expect.stringMatching(/^Booked: /)]);
  expect([(await list()).data, (await list("?status=waiting")).data]).toEqual([[], []]);
  expectProblem(await retry(mail.id), "not_found");
});

test("page by page, the newest first, and nobody else's", async () => {
  const bookings = [];
  for (const time of ["10:00", "11:00", "12:00"]) {
    bookings.push(await book(time));
    await app.clock.advance(1000);
  }
  for (const { id } of bookings) await giveUp(id);
  const first = await list("?limit=2");
  const second = await list(`?limit=2&cursor=${first.nextCursor}`);
  expect([...first.data, ...second.data].map(({ bookingId }) => bookingId)).toEqual(bookings.map(({ id }) => id).toReversed());
  expect(second.nextCursor).toBe(null);
  const other = await createBusiness(app);
  expectProblem(await retry(first.data[0].id, other.sk), "not_found");
  expect((await app.request("GET", "/v1/messages", undefined, { key: other.sk })).body.data).toEqual([]);
});

test("money that waits for its provider is no message", async () => {
  await app.sql`insert into outbox (tenant_id, message_id, topic, payload, gave_up_at) values (${business.tenantId}, 'msg_money', 'payment.capture', '{"paymentId": "p"}', holdfast_now())`;
  expect((await list()).data).toEqual([]);
  expectProblem(await retry("msg_money"), "not_found");
  for (const query of ["?status=sent", "?cursor=x", "?limit=0"]) expectProblem(await app.request("GET", `/v1/messages${query}`, undefined, { key: business.sk }), "validation_failed");
});
