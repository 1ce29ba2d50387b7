import { expect, test } from "vitest";
import { until } from "./program.js";
import { expectAccessible, openStudio, slotsOf } from "./studio.js";

const studio = await openStudio();
const HEADING = { details: /your details/i, booked: /you are booked/i };

test("with the mouse: a haircut is held, paid and booked, under a strict policy, and ends with a mail", async () => {
  const { page, widget, complaints } = await studio.visit("/book/haircut");
  await slotsOf(widget).nth(3).click();
  await widget.getByRole("heading", { name: HEADING.details }).waitFor();
  await expectAccessible(page);
  await widget.getByLabel("Name").fill("Meera Nair");
  await widget.getByLabel("E-mail").fill("meera@customer.example");
  await widget.getByRole("combobox").selectOption({ index: 1 });
  await widget.getByRole("button", { name: /^pay/i }).click();

  const payment = page.frameLocator('iframe[src*="/razorpay/"]');
  await payment.getByRole("button", { name: "Success" }).click();
  await widget.getByRole("heading", { name: HEADING.booked }).waitFor();
  await expectAccessible(page);
  const reference = /HF-\w{4}-\w{4}/.exec((await widget.textContent()) ?? "") ?? /HF-\w{4}-\w{4}/.exec(await widget.evaluate((element) => element.shadowRoot?.textContent ?? ""));
  expect(reference).not.toBeNull();

  await until(studio.outbox, (mails) => mails.includes("meera@customer.example"));
  // The money was taken only after the booking was won.
  await until(async () => (await studio.sql`select from payments where status = 'captured'`).count, (count) => count === 1);
  expect(complaints).toEqual([]);
  expect(await studio.breaches()).toEqual([]);
}, 60_000);

test("with the keyboard alone: a free consultation is booked", async () => {
  const { page, widget, complaints } = await studio.visit("/book/consultation");
  await slotsOf(widget).first().waitFor();
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
      return { tag: element?.tagName ?? "", part: element?.getAttribute("part") ?? "", text: element?.textContent?.trim() ?? "" };
    });
  const tabTo = async (isThere: (at: { tag: string; part: string; text: string }) => boolean) => {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press("Tab");
      if (isThere(await focused())) return;
    }
    throw new Error("Tab never got there.");
  };
  await tabTo(({ part }) => part.split(" ").includes("slot"));
  await page.keyboard.press("Enter");
  await widget.getByRole("heading", { name: HEADING.details }).waitFor();
  // Choosing a slot moves the focus to the form's heading; the fields follow it.
  await until(focused, ({ tag, text }) => /^H\d$/.test(tag) && HEADING.details.test(text));
  await tabTo(({ tag }) => tag === "INPUT");
  await page.keyboard.type("Kabir Das");
  await tabTo(({ tag }) => tag === "INPUT");
  await page.keyboard.type("kabir@customer.example");
  await page.keyboard.press("Enter");
  await widget.getByRole("heading", { name: HEADING.booked }).waitFor();
  await until(studio.outbox, (mails) => mails.includes("kabir@customer.example"));
  expect(complaints).toEqual([]);
}, 60_000);

test("two browsers, one slot: one holds it, the other is told and offered the nearest ones", async () => {
  // One therapist, so that a start is one slot.
  const [first, second] = await Promise.all([studio.visit("/book/massage"), studio.visit("/book/massage", { colorScheme: "dark" })]);
  await Promise.all([slotsOf(first.widget).first().waitFor(), slotsOf(second.widget).first().waitFor()]);
  await slotsOf(first.widget).first().click();
  await first.widget.getByRole("heading", { name: HEADING.details }).waitFor();
  // The second one still shows it, or has just seen it go; in both cases it never gets to the form with it.
  const wanted = second.widget.locator('[part~="slot"]').first();
  await wanted.click({ force: true });
  const lost = second.widget.getByText(/just (taken|gone|booked)|no longer|somebody else|someone else/i).first();
  const disabled = second.widget.locator('[part~="slot"][aria-disabled="true"], [part~="slot"][disabled]').first();
  await lost.or(disabled).first().waitFor();
  await expectAccessible(second.page);
  expect((await studio.sql`select from holds h join services s using (tenant_id, service_id) where s.name ilike '%massage%' and h.status = 'held'`).count).toBe(1);
  expect(await studio.breaches()).toEqual([]);
}, 60_000);

test("expiry with the form filled: what was typed stays, and the same slot is held again", async () => {
  const { page, widget, complaints } = await studio.visit("/book/consultation");
  await slotsOf(widget).nth(5).waitFor();
  await page.clock.install();
  await slotsOf(widget).nth(5).click();
  await widget.getByRole("heading", { name: HEADING.details }).waitFor();
  await widget.getByLabel("Name").fill("Farida Khan");
  await widget.getByLabel("E-mail").fill("farida@customer.example");
  // Both clocks move: the database decides, and the page's countdown runs out.
  await studio.clock.advance(301_000);
  await page.clock.runFor(301_000);
  await until(
    async () => (await studio.sql`select from holds where status = 'expired'`).count,
    (count) => count > 0,
  );
  await until(() => widget.getByLabel("Name").inputValue().catch(() => ""), (value) => value === "Farida Khan");
  expect(await widget.getByLabel("E-mail").inputValue()).toBe("farida@customer.example");
  await page.clock.resume();
  await widget.getByRole("button", { name: /confirm|book/i }).last().click();
  await widget.getByRole("heading", { name: HEADING.booked }).waitFor();
  expect(complaints).toEqual([]);
  expect(await studio.breaches()).toEqual([]);
}, 60_000);
