import { afterAll, beforeEach, expect, test } from "vitest";
import { createMailer, type Mail } from "../../src/gateways/mailer.js";
import { startMailServer } from "../helpers/mail-server.js";

const { url, received } = await startMailServer();
const mailer = createMailer({ smtpUrl: url, from: "Holdfast <bookings@holdfast.test>" });
afterAll(() => mailer.close());
beforeEach(() => {
  received.length = 0;
});

const MAIL: Mail = {
  to: { name: "Asha Rao", address: "asha@customer.test" },
  fromName: "Studio",
  replyTo: "owner@studio.test",
  subject: "बुकिंग पक्की: Cut",
  html: "<p>Hello</p>",
  text: "Hello",
  messageId: "msg_1",
};
async function send(change: Partial<Mail> = {}) {
  await mailer.send({ ...MAIL, ...change });
  const parsed = received.at(-1)!;
  return { recipients: parsed.recipients, raw: parsed.raw, parsed };
}

test("a mail arrives as it was written: names, languages, both bodies, the same id for every try", async () => {
  const { recipients, parsed } = await send();
  expect(recipients).toEqual(["asha@customer.test"]);
  expect(parsed.from?.value).toEqual([{ address: "bookings@holdfast.test", name: "Studio" }]);
  expect(parsed.replyTo?.value[0]?.address).toBe("owner@studio.test");
  expect([parsed.subject, parsed.text?.trim(), parsed.html]).toEqual([MAIL.subject, "Hello", "<p>Hello</p>"]);
  expect(parsed.messageId).toBe("<msg_1@holdfast.test>");
  expect((await send()).parsed.messageId).toBe(parsed.messageId);
});

test("a calendar entry goes with it as an invitation", async () => {
  const { raw, parsed } = await send({ ics: { method: "CANCEL", content: "BEGIN:VCALENDAR\r\nEND:VCALENDAR" } });
  expect(raw).toMatch(/Content-Type: text\/calendar;[^\n]*method=CANCEL/i);
  expect(parsed.attachments.map(({ filename }) => filename)).toContain("booking.ics");
});

const INJECTION = "Eve\r\nBcc: all@customer.test\r\n\r\nHi";
test.each<[string, Partial<Mail>]>([
  ["customer's name", { to: { name: INJECTION, address: "asha@customer.test" } }],
  ["business's name", { fromName: INJECTION }],
  ["subject", { subject: INJECTION }],
  ["reply address", { replyTo: `owner@studio.test\r\nBcc: all@customer.test` }],
  ["name that looks like a list of addresses", { to: { name: "all@customer.test, Eve", address: "asha@customer.test" } }],
  ["name that looks like an address", { to: { name: '"><all@customer.test>, "', address: "asha@customer.test" } }],
])("a %s that tries to add headers or recipients adds none", async (_, change) => {
  const { recipients, parsed } = await send(change);
  expect(recipients).toEqual(["asha@customer.test"]);
  expect([...parsed.headers.keys()]).not.toContain("bcc");
  expect(parsed.text?.trim()).toBe("Hello");
});

test("a server that is not there is an error, so that the outbox tries again", async () => {
  const nowhere = createMailer({ smtpUrl: "smtp://127.0.0.1:1", from: "bookings@holdfast.test" });
  await expect(nowhere.send(MAIL)).rejects.toThrow();
  nowhere.close();
});
