import { expect, test } from "vitest";
import { Mailbox } from "./mailbox.js";
import { outbox } from "./outbox.js";

const mail = (id: string) => ({
  id,
  to: "Asha <asha@example.com>",
  from: "Kachnar Studio <namaste@kachnar.example>",
  subject: `Mail <${id}>`,
  html: "<html><head><title>x</title></head><body><script>alert(1)</script></body></html>",
  text: "Booked & done",
  attachments: [{ filename: "booking.ics", contentType: "text/calendar; charset=utf-8", content: "BEGIN:VCALENDAR" }],
  sentAt: new Date("2026-11-24T07:00:00Z"),
});

function withMails(...ids: string[]) {
  const mailbox = new Mailbox(2);
  for (const id of ids) mailbox.add(mail(id));
  return outbox(mailbox, false);
}

test("only the newest mails are kept, and their text is shown as text", async () => {
  const page = await (await withMails("one", "two", "three").request("/")).text();
  expect(page).not.toContain("Mail &lt;one");
  expect(page.indexOf("Mail &lt;three&gt;")).toBeLessThan(page.indexOf("Mail &lt;two&gt;"));
});

test("a mail's own markup runs no script and its links leave the frame", async () => {
  const answer = await withMails("one").request("/one/html");
  expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(await answer.text()).toContain(`<head><base target="_top">`);
  const page = await (await withMails("one").request("/one")).text();
  expect(page).toMatch(/<iframe[^>]*sandbox="(?![^"]*allow-scripts)/);
});

test("a calendar file is downloaded under its name; what is not there is not found", async () => {
  const app = withMails("one");
  const file = await app.request("/one/attachments/0");
  expect(file.headers.get("content-disposition")).toContain("booking.ics");
  expect(await file.text()).toBe("BEGIN:VCALENDAR");
  for (const path of ["/none", "/none/html", "/one/attachments/1", "/one/attachments/x"]) expect((await app.request(path)).status).toBe(404);
});
