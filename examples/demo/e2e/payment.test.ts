import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { until } from "./program.js";
import { expectAccessible, openStudio, slotsOf, type Visitor } from "./studio.js";

const studio = await openStudio();
const MINUTE_MS = 60_000;

const control = async (command: string, body: object = {}) => {
  const answer = await fetch(`${studio.url}/razorpay/control/${command}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  expect([command, answer.status]).toEqual([command, 200]);
  return answer.json();
};
const ledger = async (): Promise<{ orders: { orderId: string; captured: number; refunded: number }[] }> => (await fetch(`${studio.url}/razorpay/control/ledger`)).json();
const window = (page: Page) => page.frameLocator('iframe[src*="/razorpay/"]');
const heading = ({ widget }: Visitor, name: RegExp) => widget.getByRole("heading", { name });
async function closeWindow(page: Page) {
  await window(page).getByRole("button", { name: "Close without paying" }).click();
  await window(page).getByRole("button", { name: "Leave" }).click();
}
/** What the widget says, its styles and scripts left out. */
const said = ({ widget }: Visitor) => widget.evaluate((element) => element.shadowRoot?.querySelector<HTMLElement>(".frame")?.innerText ?? "");

/** The hold that was placed last, as it stands. */
const lastHold = async () =>
  (await studio.sql<{ holdId: string; serviceId: string; tenantId: string; startsAt: Date; status: string; orderId: string; payment: string }[]>`
    select h.hold_id, h.service_id, h.tenant_id, h.starts_at, h.status, p.provider_order_id as order_id, p.status as payment
    from holds h join payments p using (tenant_id, hold_id) where p.purpose <> 'stray' order by h.created_at desc, h.hold_id desc limit 1`)[0]!;

let guests = 0;
/** Takes a slot of a service and fills the form in, up to the open payment window. */
async function toThePayment(path: string, nth = 0): Promise<Visitor & { email: string }> {
  const visitor = await studio.visit(path);
  const { page, widget } = visitor;
  const email = `guest${++guests}@customer.example`;
  await slotsOf(widget).nth(nth).click();
  await heading(visitor, /your details/i).waitFor();
  await widget.getByLabel("Name").fill("Meera Nair");
  await widget.getByLabel("E-mail").fill(email);
  const choice = widget.getByRole("combobox");
  if (await choice.isVisible().catch(() => false)) await choice.selectOption({ index: 1 });
  await widget.getByRole("button", { name: /^pay/i }).click();
  await window(page).getByRole("button", { name: "Success" }).waitFor();
  return { ...visitor, email };
}

test("the payment window is closed: the widget says so, the slot stays held, and paying again works", async () => {
  const visitor = await toThePayment("/book/haircut", 1);
  const { page, widget } = visitor;
  await closeWindow(page);
  await widget.getByText("The payment window was closed").waitFor();
  await expectAccessible(page);
  expect((await lastHold()).status).toBe("paying");
  await widget.getByRole("button", { name: /^pay now/i }).click();
  await window(page).getByRole("button", { name: "Success" }).click();
  await heading(visitor, /you are booked/i).waitFor();
  expect(visitor.complaints).toEqual([]);
}, 60_000);

test("a payment that fails, then one that succeeds in the same window: one booking, one captured payment", async () => {
  const visitor = await toThePayment("/book/haircut", 3);
  await window(visitor.page).getByRole("button", { name: "Failure" }).click();
  await window(visitor.page).getByRole("button", { name: "Try again" }).click();
  await window(visitor.page).getByRole("button", { name: "Success" }).click();
  await heading(visitor, /you are booked/i).waitFor();
  const { orderId } = await until(lastHold, ({ payment }) => payment === "captured");
  expect((await ledger()).orders.find((order) => order.orderId === orderId)).toMatchObject({ captured: expect.any(Number), refunded: 0 });
  expect((await studio.sql`select from payments where provider_order_id = ${orderId}`).count).toBe(1);
  expect(await studio.breaches()).toEqual([]);
}, 60_000);

test("paid too late, and somebody else has the slot: said in plain words, with times that can be had, and nothing is kept", async () => {
  const visitor = await toThePayment("/book/massage");
  const { page, widget, email } = visitor;
  const { serviceId, startsAt, orderId } = await lastHold();
  await studio.clock.advance(15 * MINUTE_MS);
  await until(async () => (await lastHold()).status, (status) => status === "expired");
  const rival = await fetch(`${studio.url}/v1/holds`, {
    method: "POST",
    headers: { authorization: `Bearer ${studio.business.publishableKey}`, "content-type": "application/json" },
    body: JSON.stringify({ serviceId, start: startsAt.toISOString() }),
  });
  expect(rival.status).toBe(201);
  await window(page).getByRole("button", { name: "Success" }).click();
  await widget.getByText("The time was gone when your payment arrived").waitFor();
  expect(await said(visitor)).toMatch(/You will not be charged\. You get a mail about it\.[\s\S]+Nearest free times/);
  await until(
    () => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.id),
    (id) => id === "problem",
  );
  await expectAccessible(page);
  await until(studio.outbox, (mails) => mails.includes(email) && mails.includes("Your payment came too late"));
  expect((await ledger()).orders.find((order) => order.orderId === orderId)).toMatchObject({ captured: 0 });
  // One of the nearest is one tap away, and what was typed is still there.
  await widget.locator('[part~="alternative"]').first().click();
  await heading(visitor, /your details/i).waitFor();
  expect(await widget.getByLabel("E-mail").inputValue()).toBe(email);
  expect(await studio.breaches()).toEqual([]);
}, 60_000);

test("paid too late, and the slot is still free: booked all the same", async () => {
  const visitor = await toThePayment("/book/haircut", 6);
  await studio.clock.advance(15 * MINUTE_MS);
  await window(visitor.page).getByRole("button", { name: "Success" }).click();
  await heading(visitor, /you are booked/i).waitFor();
  await until(lastHold, ({ payment }) => payment === "captured");
  expect(await studio.breaches()).toEqual([]);
}, 60_000);

test("the tab is closed right after paying: the webhook books, and the page that is opened again shows the booking, once", async () => {
  const visitor = await toThePayment("/book/haircut", 7);
  await control("drop-callbacks", { count: 1 });
  await window(visitor.page).getByRole("button", { name: "Success" }).click();
  await until(lastHold, ({ status }) => status === "confirmed");
  const context = visitor.page.context();
  await visitor.page.close();

  const page = await context.newPage();
  await page.goto(`${studio.url}/book/haircut`);
  const again = { ...visitor, page, widget: page.locator("booking-widget") };
  await heading(again, /you are booked/i).waitFor();
  // Nobody has touched this page: its focus is its own.
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("BODY");
  await expectAccessible(page);
  await page.reload();
  await slotsOf(again.widget).first().waitFor();
  await page.close();
}, 60_000);

test("the tab is closed while the payment is open: the page that is opened again goes on with it", async () => {
  const visitor = await toThePayment("/book/haircut", 8);
  const context = visitor.page.context();
  await visitor.page.close();
  const page = await context.newPage();
  await page.goto(`${studio.url}/book/haircut`);
  const again = { ...visitor, page, widget: page.locator("booking-widget") };
  await again.widget.getByRole("button", { name: /^pay now/i }).click();
  await window(page).getByRole("button", { name: "Success" }).click();
  await heading(again, /you are booked/i).waitFor();
  expect((await studio.sql`select from payments where status = 'created' and provider_order_id = ${(await lastHold()).orderId}`).count).toBe(0);
  expect(await studio.breaches()).toEqual([]);
}, 60_000);

test("the webhook is faster than the page: closing the window shows the booking", async () => {
  const visitor = await toThePayment("/book/haircut", 9);
  const { orderId } = await lastHold();
  await control("pay", { orderId, outcome: "authorized" });
  await until(lastHold, ({ status }) => status === "confirmed");
  await closeWindow(visitor.page);
  await heading(visitor, /you are booked/i).waitFor();
  expect(await studio.breaches()).toEqual([]);
}, 60_000);
