import { expect, test, vi } from "vitest";
import { post, visit } from "../../demo/e2e/program.js";
import { expectAccessible, openStudio } from "../../demo/e2e/studio.js";
import { goTo, openConsole } from "./owner.js";

vi.setConfig({ testTimeout: 60_000 });

const studio = await openStudio();
const customer = async (slug: string) => visit({ url: studio.url } as Parameters<typeof visit>[0], slug);

test("a booking by hand stands in the calendar, is moved, and is cancelled", async () => {
  const { page, complaints } = await openConsole(studio, "/calendar");
  await page.getByRole("link", { name: "New booking" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Book", exact: true }).click();
  expect((await dialog.getByRole("alert").textContent())?.trim()).toBe("Choose a time.");

  const next = dialog.getByRole("button", { name: /^Next free/ });
  await dialog.getByText(/^(\w+, \d|Nothing is free)/).first().waitFor();
  if (await next.isVisible()) await next.click();
  await dialog.locator(".slots label").first().click();
  await dialog.getByLabel("Customer’s name").fill("Asha Rao");
  await dialog.getByLabel("E-mail address").fill("asha@example.com");
  await dialog.getByRole("button", { name: /^Book for/ }).click();
  await expect.poll(() => dialog.count()).toBe(0);

  await goTo(page, "/bookings?search=asha@example.com");
  await page.getByRole("link", { name: /Asha Rao/ }).click();
  await dialog.getByRole("button", { name: "Move" }).click();
  await dialog.getByRole("button", { name: "The day after" }).click();
  await dialog.getByText(/^(\w+, \d|Nothing is free)/).first().waitFor();
  if (await next.isVisible()) await next.click();
  await dialog.locator(".slots label").last().click();
  await dialog.getByRole("button", { name: /^Move to/ }).click();
  await dialog.getByText("Moved", { exact: true }).first().waitFor();

  await dialog.getByRole("button", { name: "Cancel booking" }).click();
  await dialog.getByLabel("Reason").fill("Asked on the telephone");
  await dialog.locator("form").getByRole("button", { name: "Cancel booking" }).click();
  await dialog.locator(".badge", { hasText: "Cancelled" }).waitFor();
  expect(complaints).toEqual([]);
  expect(await studio.breaches()).toEqual([]);
});

test("who walked in is entered afterwards, at a time that isn't offered, paid on site; what became of it can be taken back", async () => {
  const { page, complaints } = await openConsole(studio, "/bookings");
  await page.getByRole("link", { name: "New booking" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Service").selectOption({ label: "Haircut" });
  await dialog.getByLabel("A time that isn’t offered").check();
  const [date, time] = new Date(Date.now() + 5.2 * 3_600_000).toISOString().slice(0, 16).split("T");
  await dialog.getByLabel("Date").fill(date!);
  await dialog.getByLabel("Start").fill(time!);
  await dialog.getByLabel("Customer’s name").fill("Meera Iyer");
  await dialog.getByLabel("Notes").fill("Prefers the window.");
  expect(await dialog.getByLabel("Price").locator("option").allTextContents()).toEqual(["₹900, paid on site", "Free of charge"]);
  await dialog.getByRole("button", { name: /^Book for/ }).click();
  await expect.poll(() => dialog.count()).toBe(0);

  await goTo(page, `/bookings?from=${date}`);
  await page.getByRole("link", { name: /Meera Iyer.*₹900/ }).click();
  await dialog.getByText("Prefers the window.").waitFor();
  await dialog.getByText("On site", { exact: true }).waitFor();
  await dialog.getByRole("button", { name: "Completed" }).click();
  await dialog.locator(".badge", { hasText: "Completed" }).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await dialog.getByRole("button", { name: "Didn’t come" }).click();
  await dialog.locator(".badge", { hasText: "Didn’t come" }).waitFor();
  await dialog.getByRole("button", { name: "Take it back" }).click();
  await dialog.locator(".badge", { hasText: "Confirmed" }).waitFor();
  expect(complaints).toEqual([]);
  expect(await studio.breaches()).toEqual([]);
});

test("what was paid goes back as the owner says: cancelled with a part of it, and by hand", async () => {
  const visitor = await customer("haircut");
  const [cancelled, refunded] = [await visitor.holdFirst(2), await visitor.holdFirst(3)];
  for (const hold of [cancelled, refunded]) {
    const { payment } = await visitor.checkout(hold, { length: "Short" });
    await post(`${studio.url}/razorpay/control/pay`, { orderId: payment.orderId, outcome: "authorized" });
    await expect.poll(async () => (await visitor.read(hold)).status, { timeout: 10_000 }).toBe("confirmed");
  }
  const references = await Promise.all([cancelled, refunded].map(async (hold) => (await visitor.read(hold)).booking.reference as string));

  const { page } = await openConsole(studio, `/bookings?search=${references[0]}`);
  const dialog = page.getByRole("dialog");
  await page.getByRole("link", { name: references[0]! }).click();
  await dialog.getByText("Paid", { exact: true }).first().waitFor();
  await dialog.getByRole("button", { name: "Cancel booking" }).click();
  await dialog.getByLabel("Give back").fill("9999");
  await dialog.locator("form").getByRole("button", { name: "Cancel booking" }).click();
  // More than was paid: the API's sentence stands at the field.
  await expect.poll(() => dialog.getByLabel("Give back").getAttribute("aria-invalid")).toBe("true");
  await dialog.getByLabel("Give back").fill("450");
  await dialog.locator("form").getByRole("button", { name: "Cancel booking" }).click();
  await dialog.getByText("Refund of ₹450").waitFor();

  await goTo(page, `/payments?search=${references[1]}`);
  await page.getByRole("link", { name: references[1]! }).click();
  await dialog.getByRole("button", { name: "Give money back" }).click();
  await dialog.getByLabel("Give back").fill("100.50");
  await dialog.getByRole("button", { name: "Refund ₹100.50" }).click();
  await dialog.getByText("₹100.50 back, or on its way").waitFor();
  expect(await studio.breaches()).toEqual([]);
});

test("a slot that somebody takes is in the calendar within moments, and gone when it is given back", async () => {
  const visitor = await customer("consultation");
  const probe = await visitor.holdFirst();
  const { start } = await visitor.read(probe);
  const { page } = await openConsole(studio, `/calendar?view=day&date=${start.slice(0, 10)}`);
  await page.getByRole("link", { name: /^Held/ }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("free again in").waitFor();
  await dialog.getByRole("button", { name: "Give it back" }).click();
  await dialog.last().getByRole("button", { name: "Give it back" }).last().click();
  await expect.poll(async () => (await visitor.read(probe)).status).toBe("released");
  await expect.poll(() => page.getByRole("link", { name: /^Held/ }).count(), { timeout: 8000 }).toBe(0);
});

test("a service that asks first: its requests are counted, declined with a word, or approved", async () => {
  const { page, complaints } = await openConsole(studio, "/services");
  await page.getByRole("link", { name: /Consultation/ }).click();
  await page.getByLabel("I approve each booking first").check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved").first().waitFor();

  const visitor = await customer("consultation");
  for (let i = 0; i < 2; i++) expect((await visitor.checkout(await visitor.holdFirst())).status).toBe("pending");
  await page.reload();
  await page.getByRole("link", { name: /Bookings.*2 to answer/ }).first().click();
  await page.getByRole("link", { name: /^To answer/ }).click();
  const requests = page.locator(".list .booking-row");
  await expect.poll(() => requests.count()).toBe(2);
  await expectAccessible(page);

  const dialog = page.getByRole("dialog");
  await requests.first().click();
  await dialog.getByRole("button", { name: "Decline" }).click();
  await dialog.getByLabel("Message").fill("We are away that day.");
  await expectAccessible(page);
  await dialog.locator("form").getByRole("button", { name: "Decline" }).click();
  await dialog.locator(".badge", { hasText: "Cancelled" }).waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect.poll(() => requests.count()).toBe(1);
  await requests.first().click();
  await dialog.getByRole("button", { name: "Approve" }).click();
  await dialog.locator(".badge", { hasText: "Confirmed" }).waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.getByText("Nothing to answer").waitFor();
  await expect.poll(() => page.getByRole("link", { name: /\d to answer/ }).count()).toBe(0);
  expect(await studio.breaches()).toEqual([]);
  expect(complaints).toEqual([]);
});
