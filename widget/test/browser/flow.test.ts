import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launchBrowser } from "../helpers/browser.js";
import { FakeApi } from "../helpers/fake-api.js";
import { freeService, groupService } from "../helpers/fixtures.js";
import { WidgetPage } from "../helpers/page.js";

let browser: Browser;
let on: WidgetPage;
const api = new FakeApi();

beforeAll(async () => {
  browser = await launchBrowser();
  await api.listen();
});
afterAll(async () => {
  await browser.close();
  await api.close();
});
beforeEach(() => api.reset());
afterEach(async () => {
  const { problems } = on;
  await on.close();
  expect(problems).toEqual([]);
});

const open = async (query?: string) => (on = await WidgetPage.open(browser, api, query));
const pay = (name: string) => on.page.getByRole("button", { name, exact: true }).click();

test("two requests show the first slots, and nothing takes the focus", async () => {
  await open();
  await on.slots.first().waitFor();
  expect(api.requests.map(({ path }) => path).filter((path) => path !== "/availability/live").sort()).toEqual(["/availability", `/services/${api.service.id}`]);
  expect(await on.focused()).toBe("");
  expect(await on.eventTypes()).toEqual(["ready"]);
});

test("choose, hold, details, payment, confirmation: every event once, under a strict CSP", async () => {
  await open();
  const start = await on.hold();
  expect(await on.focused()).toBe("Your details");
  await on.fillIn();
  await on.button("Pay ₹1,180").click();
  await pay("Pay");
  await on.heading("You are booked").waitFor();
  expect(await on.focused()).toBe("You are booked");
  expect(await on.widget.getByText("HF-7KQ2").isVisible()).toBe(true);
  expect(await on.widget.getByText("asha@example.com").isVisible()).toBe(true);
  const links = await on.widget.getByRole("link").evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  expect(links[0]).toMatch(/\/v1\/bookings\/bkg_[0-9a-f]+\/calendar\.ics\?token=booking-token$/);
  expect(links[1]).toMatch(/^https:\/\/calendar\.google\.com\//);
  expect(await on.eventTypes()).toEqual(["ready", "month-change", "slot-select", "hold", "confirmed"]);
  expect((await on.events()).at(-1)?.detail).toMatchObject({ reference: "HF-7KQ2", start });
});

test("the modal knows the order, the customer and how long the hold still lasts", async () => {
  await open();
  await on.hold();
  await on.fillIn();
  await on.button(/^Pay/).click();
  await on.page.locator("#razorpay").waitFor();
  const options = await on.page.evaluate(() => (window as unknown as { razorpayOptions: object }).razorpayOptions);
  expect(options).toMatchObject({
    order_id: "order_AAAAAAAAAAAAAA",
    amount: 118_000,
    currency: "INR",
    prefill: { name: "Asha Rao", email: "asha@example.com" },
    theme: { color: "#3f3bd1" },
  });
  expect((options as { timeout: number }).timeout).toBeLessThanOrEqual(300);
});

test("a free service is confirmed without Razorpay", async () => {
  api.service = structuredClone(freeService);
  await open();
  await on.hold();
  await on.fillIn();
  await on.button("Confirm booking").click();
  await on.heading("You are booked").waitFor();
  expect(await on.page.evaluate(() => "razorpayLoads" in window)).toBe(false);
});

test("a service that asks first: said before, on the button, and at the end", async () => {
  api.service = { ...structuredClone(freeService), requiresApproval: true };
  await open();
  await on.hold();
  await on.fillIn();
  await on.widget.getByText("Each booking is approved first").waitFor();
  await on.button("Send request").click();
  await on.heading("Your request is in").waitFor();
  await on.widget.getByText("You get a mail as soon as it is approved.").waitFor();
});

test("by keyboard alone: from the first key to the booking", async () => {
  api.service = structuredClone(freeService);
  await open();
  await on.nextMonth();
  const { keyboard } = on.page;
  const tabTo = async (name: RegExp) => {
    for (let presses = 0; presses < 30; presses++) {
      if (name.test(await on.focused())) return;
      await keyboard.press("Tab");
    }
    throw new Error(`No ${name} within 30 tabs; at ${await on.focused()}`);
  };
  await on.button("Previous month").focus();
  await keyboard.press("Tab");
  await keyboard.press("Tab");
  expect(await on.focused()).toMatch(/free times$/);
  await keyboard.press("ArrowRight");
  const day = await on.focused();
  await keyboard.press("Enter");
  expect(await on.focused()).toBe(day);
  await keyboard.press("Tab");
  expect(await on.focused()).toMatch(/^Next available/);
  await tabTo(/^\d+:\d\d am$/);
  await keyboard.press("Enter");
  await on.heading("Your details").waitFor();
  await expect.poll(() => on.focused()).toBe("Your details");
  await keyboard.press("Tab");
  await keyboard.type("Asha Rao");
  await keyboard.press("Tab");
  await keyboard.type("asha@example.com");
  await keyboard.press("Enter");
  await on.heading("You are booked").waitFor();
});

test("back keeps the hold and returns to its slot; the same slot goes on without a second hold", async () => {
  await open();
  const start = await on.hold();
  await on.button("Back to times").click();
  await expect.poll(() => on.page.evaluate(
    () => document.querySelector("booking-widget")?.shadowRoot?.activeElement?.getAttribute("data-start"),
  )).toBe(start);
  expect(await on.widget.locator(`[data-start="${start}"]`).textContent()).toContain("Yours");
  await on.widget.locator(`[data-start="${start}"]`).click();
  await on.heading("Your details").waitFor();
  expect(api.count("POST", /^\/holds$/)).toBe(1);
});

test("another slot replaces the hold in one step", async () => {
  await open();
  const start = await on.hold();
  const [first] = [...api.holds.values()];
  await on.button("Back to times").click();
  await on.slots.nth(4).click();
  await on.heading("Your details").waitFor();
  const swap = api.requests.filter(({ path, method }) => path === "/holds" && method === "POST").at(-1);
  expect(swap).toMatchObject({ body: { replaces: first?.id }, token: first?.token });
  expect(swap?.body["start"]).not.toBe(start);
  expect([...api.holds.values()].map(({ status }) => status)).toEqual(["released", "held"]);
});

test("a page that prevents slot-select holds nothing", async () => {
  await open();
  await on.nextMonth();
  await on.page.evaluate(() => document.addEventListener("slot-select", (event) => event.preventDefault()));
  await on.slots.nth(2).click();
  await expect.poll(() => on.eventTypes()).toContain("slot-select");
  expect(api.count("POST", /^\/holds$/)).toBe(0);
});

test("length and number of people are asked where there is a choice, and go into the hold", async () => {
  api.service = structuredClone(groupService);
  await open();
  await on.widget.getByRole("radio", { name: /1 hr 30 min/ }).check();
  await on.widget.getByLabel("People").fill("3");
  await on.widget.getByLabel("People").press("Tab");
  await on.hold();
  expect(api.requests.find(({ path, method }) => path === "/holds" && method === "POST")?.body).toMatchObject({
    quantity: 3,
    durationMinutes: 90,
  });
  expect(await on.widget.getByText("₹6,000", { exact: true }).isVisible()).toBe(true);
  expect(await on.widget.getByText("Includes 18 % tax (₹915.25)").isVisible()).toBe(true);
});

describe("the date grid", () => {
  const cell = () => on.page.evaluate(
    () => (document.querySelector("booking-widget")?.shadowRoot?.activeElement as HTMLElement | null)?.dataset["date"] ?? "",
  );

  test("has one tab stop, and keys move through days, weeks, months and years", async () => {
    await open();
    await on.nextMonth();
    expect(await on.widget.locator('td[tabindex="0"]').count()).toBe(1);
    await on.widget.locator('td[tabindex="0"]').focus();
    const first = await cell();
    const after = (days: number) => new Date(Date.parse(first) + days * 86_400_000).toISOString().slice(0, 10);
    const press = async (key: string) => {
      await on.page.keyboard.press(key);
      return cell();
    };
    expect(await press("ArrowDown")).toBe(after(7));
    expect(await press("ArrowRight")).toBe(after(8));
    await press("Home");
    expect(new Date(await cell()).getUTCDay()).toBe(0);
    await press("End");
    expect(new Date(await cell()).getUTCDay()).toBe(6);
    const before = await cell();
    const month = (date: string) => date.slice(0, 7);
    expect(month(await press("PageDown"))).not.toBe(month(before));
    expect(await press("PageUp")).toBe(before);
    expect(await on.widget.locator('td[tabindex="0"]').count()).toBe(1);
  });

  test("days tell their free slots; days without any can be focused but not opened", async () => {
    await open();
    await on.nextMonth();
    const free = on.widget.locator("td.free").first();
    expect(await free.getAttribute("aria-label")).toMatch(/, 10 free times$/);
    const closed = on.widget.locator('td[aria-disabled="true"]').first();
    expect(await closed.getAttribute("aria-label")).toMatch(/, no free times$/);
    const title = await on.widget.locator("#open-day").textContent();
    await closed.focus();
    await on.page.keyboard.press("Enter");
    expect(await on.widget.locator("#open-day").textContent()).toBe(title);
  });

  test("choosing a day leaves the focus on it", async () => {
    await open();
    await on.nextMonth();
    await on.widget.locator("td.free").nth(3).click();
    expect(await on.focused()).toMatch(/free times$/);
    expect(await on.eventTypes()).toContain("day-select");
  });
});

test("a slot that somebody takes is disabled where it stands", async () => {
  await open();
  await on.nextMonth();
  const before = await on.slots.evaluateAll((all) => all.map((slot) => slot.getAttribute("data-start")));
  api.calendar.take(before[3] ?? "");
  await on.page.clock.fastForward(15_000);
  await on.widget.locator(`[data-start="${before[3]}"][aria-disabled="true"]`).waitFor();
  expect(await on.slots.evaluateAll((all) => all.map((slot) => slot.getAttribute("data-start")))).toEqual(before);
});

test("the next available time is one tap away from any month", async () => {
  await open();
  await on.nextMonth();
  const month = await on.widget.locator("#month").textContent();
  await on.button(/^Next available/).click();
  await expect.poll(() => on.widget.locator("#month").textContent()).not.toBe(month);
  await on.slots.first().waitFor();
});

test("another zone: named with its offset, the same instants at other local times", async () => {
  await open();
  await on.nextMonth();
  const zone = on.widget.getByLabel("Time zone");
  expect(await zone.locator("option:checked").textContent()).toContain("Asia/Kolkata (UTC+5:30)");
  await zone.focus();
  expect(await zone.locator("option").count()).toBeGreaterThan(300);
  await zone.selectOption("Europe/London");
  await on.nextMonth();
  await expect.poll(() => on.slots.first().textContent()).toContain("3:30");
  expect((await on.events()).find(({ type }) => type === "time-zone-change")?.detail).toEqual({ timeZone: "Europe/London" });
});

test("Hindi, lazily: texts and dates", async () => {
  await open("locale=hi");
  await on.widget.getByText("अगला खाली समय").waitFor();
  expect(await on.widget.locator(".frame").getAttribute("lang")).toBe("hi");
});
