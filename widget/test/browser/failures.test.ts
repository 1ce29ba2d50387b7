import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launchBrowser } from "../helpers/browser.js";
import { FakeApi, type Refusal } from "../helpers/fake-api.js";
import { freeService } from "../helpers/fixtures.js";
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
const says = (text: string | RegExp) => on.widget.getByText(text).first().waitFor();
const status = () => on.widget.locator(".frame > [role=status]").textContent();
const refuse = (refusal: Refusal) => () => refusal;

describe("while loading", () => {
  test("silence: skeletons, then within five seconds an error with a retry that works", async () => {
    api.script = () => "hang";
    await open();
    await on.widget.locator("button.skeleton").first().waitFor();
    await on.page.clock.fastForward(4600);
    await says("The booking service can’t be reached");
    api.script = () => null;
    await on.button("Try again").click();
    await on.slots.first().waitFor();
  });

  test("a dropped connection and a 5xx are told apart, and can be tried again", async () => {
    api.script = () => "drop";
    await open();
    await says("The booking service can’t be reached");
    api.script = refuse({ status: 503, code: "service_unavailable" });
    await on.button("Try again").click();
    await says("The booking service has a problem");
    expect(await on.eventTypes()).toContain("error");
  });

  test("429: the retry waits as long as the server asks", async () => {
    api.script = refuse({ status: 429, code: "rate_limited", retryAfterSeconds: 7 });
    await open();
    await says(/Try again in \d s/);
    const asked = () => api.count("GET", /^\/availability$/);
    expect(asked()).toBe(1);
    await on.button(/Try again in/).click({ force: true });
    expect(asked()).toBe(1);
    await on.page.clock.fastForward(8000);
    api.script = () => null;
    await on.widget.getByRole("button", { name: "Try again", exact: true }).click();
    await on.slots.first().waitFor();
  });

  test.each([
    ["a wrong key", { status: 401, code: "unauthorized" }],
    ["a wrong origin", { status: 403, code: "origin_not_allowed" }],
    ["an unknown service", { status: 404, code: "not_found" }],
  ])("%s: visitors are sent elsewhere, the page's owner is told why", async (_, refusal) => {
    api.script = refuse(refusal);
    await open();
    await says(/Online booking is not available right now/);
    await says(refusal.code);
    expect(await on.button("Try again").count()).toBe(0);
  });

  test("a tag without a key asks nothing and tells the owner", async () => {
    await open("publishable-key=");
    await says(/publishable-key/);
    expect(api.requests).toEqual([]);
  });

  test("offline: told as such, and mended by itself when the network is back", async () => {
    api.script = () => "drop";
    await open();
    await says(/can’t be reached/);
    await on.page.context().setOffline(true);
    await on.button("Try again").click();
    await says("You are offline");
    api.script = () => null;
    await on.page.context().setOffline(false);
    await on.slots.first().waitFor();
  });

  test("an empty month says so, and the next available day is one tap away", async () => {
    api.calendar.empty = true;
    api.nextAvailable = new Date(Date.now() + 40 * 86_400_000).toISOString();
    await open();
    await says(/^No free times in/);
    api.calendar.empty = false;
    await on.button(/^Next available/).click();
    await on.slots.first().waitFor();
  });
});

describe("a race", () => {
  test("lost: the message has the focus, three nearest are offered, and one of them is won", async () => {
    await open();
    await on.nextMonth();
    const start = (await on.slots.nth(2).getAttribute("data-start")) ?? "";
    api.calendar.take(start);
    await on.slots.nth(2).click();
    await says("Somebody else was faster");
    await expect.poll(() => on.focused()).toMatch(/^Somebody else was faster/);
    const nearest = on.widget.locator(".alternative");
    expect(await nearest.count()).toBe(3);
    expect((await on.events()).find(({ type }) => type === "slot-lost")?.detail).toMatchObject({ start, reason: "held" });
    await nearest.first().click();
    await on.heading("Your details").waitFor();
  });

  test("afterwards the slot stands in its place, disabled", async () => {
    await open();
    await on.nextMonth();
    const start = (await on.slots.nth(2).getAttribute("data-start")) ?? "";
    api.calendar.take(start);
    await on.slots.nth(2).click();
    await on.button("See all times").first().click();
    expect(await on.widget.locator(`[data-start="${start}"]`).getAttribute("aria-disabled")).toBe("true");
  });

  test("too many holds: told, and the calendar stays", async () => {
    await open();
    await on.nextMonth();
    api.script = ({ path }) => (path === "/holds" ? { status: 429, code: "hold_limit_reached", retryAfterSeconds: 60 } : null);
    await on.slots.nth(2).click();
    await says(/You hold several times already/);
    expect(await on.slots.count()).toBeGreaterThan(0);
  });
});

describe("the hold's time", () => {
  test("is spoken at 2 and 1 minutes, and the last minute offers more in one action", async () => {
    await open();
    await on.hold();
    const timer = on.widget.getByRole("timer");
    expect(await timer.getAttribute("aria-live")).toBe("off");
    await on.page.clock.fastForward(181_000);
    await expect.poll(status).toMatch(/^2 minutes left/);
    expect(await on.button("More time").count()).toBe(0);
    await on.page.clock.fastForward(60_000);
    await expect.poll(status).toMatch(/^1 minute left/);
    expect(await on.eventTypes()).toContain("hold-warning");
    await on.button("More time").click();
    await expect.poll(status).toMatch(/5 minutes again/);
    expect(await timer.textContent()).toMatch(/^(5:00|4:5\d)$/);
    expect(await on.eventTypes()).toContain("hold-extended");
  });

  test("runs out with the form filled: the same slot is won again, and what was typed is still there", async () => {
    await open();
    const start = await on.hold();
    await on.fillIn();
    for (const hold of api.holds.values()) hold.status = "expired";
    await on.page.clock.fastForward(301_000);
    await says("Your time ran out, but it is still yours");
    await expect.poll(() => on.focused()).toMatch(/^Your time ran out/);
    expect(await on.widget.getByLabel("Name").inputValue()).toBe("Asha Rao");
    expect((await on.events()).find(({ type }) => type === "hold-expired")?.detail).toMatchObject({ start });
    expect(api.requests.filter(({ path, method }) => path === "/holds" && method === "POST").map(({ body }) => body["start"]))
      .toEqual([start, start]);
  });

  test("runs out and a rival is faster: alternatives, and the typed text comes along", async () => {
    await open();
    const start = await on.hold();
    await on.fillIn();
    for (const hold of api.holds.values()) hold.status = "expired";
    api.calendar.take(start);
    await on.page.clock.fastForward(301_000);
    await says("Your time ran out");
    await says("What you typed is kept.");
    await on.widget.locator(".alternative").first().click();
    await on.heading("Your details").waitFor();
    expect(await on.widget.getByLabel("E-mail").inputValue()).toBe("asha@example.com");
  });

  test("nobody there: it renews once, then lets the slot go", async () => {
    await open();
    await on.hold();
    for (const hold of api.holds.values()) hold.status = "expired";
    await on.page.clock.fastForward(301_000);
    await says("Your time ran out, but it is still yours");
    await on.page.clock.fastForward(301_000);
    await on.button(/^Try .* again$/).waitFor();
    expect(api.count("POST", /^\/holds$/)).toBe(2);
  });

  test("a reload gives the slot back; a payment under way does not", async () => {
    await open();
    await on.hold();
    await on.page.reload();
    await expect.poll(() => [...api.holds.values()].map(({ status }) => status)).toEqual(["released"]);
    await on.hold();
    await on.fillIn();
    await on.button(/^Pay/).click();
    await on.page.locator("#razorpay").waitFor();
    await on.page.reload();
    await on.slots.first().waitFor();
    expect(api.count("DELETE", /./)).toBe(1);
  });
});

describe("the details", () => {
  test("what is missing is told in a summary with the focus, and at each field", async () => {
    await open();
    await on.hold();
    await on.button(/^Pay/).click();
    await expect.poll(() => on.focused()).toMatch(/^Please check 4 fields/);
    const email = on.widget.getByLabel("E-mail");
    expect(await email.getAttribute("aria-invalid")).toBe("true");
    const described = (await email.getAttribute("aria-describedby")) ?? "";
    expect(await on.widget.locator(`#${described.split(" ")[0]}`).textContent()).toBe("Enter your e-mail address.");
    await on.widget.getByRole("link", { name: "Enter your e-mail address." }).click();
    await expect.poll(() => email.evaluate((field) => (field.getRootNode() as ShadowRoot).activeElement === field)).toBe(true);
  });

  test("what the server finds wrong stands at its field", async () => {
    await open();
    await on.hold();
    await on.fillIn();
    api.script = ({ path }) =>
      path.endsWith("checkout")
        ? { status: 422, code: "validation_failed", errors: [{ path: "customer.email", message: "No such domain." }] }
        : null;
    await on.button(/^Pay/).click();
    await on.widget.locator("#customer-email-error", { hasText: "No such domain." }).waitFor();
  });

  test("a server that fails keeps the form and says so", async () => {
    api.service = structuredClone(freeService);
    await open();
    await on.hold();
    await on.fillIn();
    api.script = ({ path }) => (path.endsWith("checkout") ? { status: 500, code: "internal_error" } : null);
    await on.button("Confirm booking").click();
    await expect.poll(() => on.focused()).toMatch(/^The booking service has a problem/);
    api.script = () => null;
    await on.button("Confirm booking").click();
    await on.heading("You are booked").waitFor();
  });
});

describe("the payment", () => {
  const press = (name: string) => on.page.getByRole("button", { name, exact: true }).click();
  const reachPayment = async () => {
    await open();
    await on.hold();
    await on.fillIn();
    await on.button(/^Pay/).click();
  };

  test("declined, closed, and made at last, with one load of the script", async () => {
    await reachPayment();
    await press("Decline");
    await press("Close");
    await says("The payment did not go through");
    await on.button(/^Pay now/).click();
    await press("Close");
    await says("The payment window was closed");
    await on.button(/^Pay now/).click();
    await press("Pay");
    await on.heading("You are booked").waitFor();
    expect(await on.page.evaluate(() => (window as unknown as { razorpayLoads: number }).razorpayLoads)).toBe(1);
  });

  test("a script that does not load is told, forgotten, and loaded at the next try", async () => {
    await open();
    await on.page.route("**/fake-razorpay.js", (route) => route.abort(), { times: 1 });
    await on.hold();
    await on.fillIn();
    await on.button(/^Pay/).click();
    await says("The payment window could not be loaded");
    await on.button(/^Pay now/).click();
    await press("Pay");
    await on.heading("You are booked").waitFor();
  });

  test("paid but not answered: the payment is safe, it keeps asking, and the answer comes", async () => {
    await reachPayment();
    api.script = ({ path, method }) => (path.endsWith("confirm") || method === "GET" ? "drop" : null);
    await press("Pay");
    await on.heading("Confirming your booking").waitFor();
    await expect.poll(async () => {
      await on.page.clock.fastForward(2000);
      return on.widget.getByText("Your payment is safe").count();
    }).toBe(1);
    api.script = () => null;
    await on.page.clock.fastForward(10_000);
    await on.heading("You are booked").waitFor();
  });

  test("the webhook was faster: the booking is seen on the hold", async () => {
    await reachPayment();
    for (const hold of api.holds.values()) hold.status = "confirmed";
    api.script = ({ path }) => (path.endsWith("confirm") ? { status: 409, code: "hold_not_active" } : null);
    await press("Pay");
    await on.heading("You are booked").waitFor();
    expect(await on.widget.getByText("HF-7KQ2").isVisible()).toBe(true);
  });

  test("closed, but the debit went through: at the end of its time the hold turns out to be a booking", async () => {
    await reachPayment();
    await press("Close");
    await says("The payment window was closed");
    for (const hold of api.holds.values()) hold.status = "confirmed";
    await on.page.clock.fastForward(301_000);
    await on.heading("You are booked").waitFor();
    expect(api.count("POST", /^\/holds$/)).toBe(1);
  });

  test("afterwards another time can be booked: the calendar has the focus", async () => {
    await reachPayment();
    await press("Pay");
    await on.button("Book another time").click();
    await expect.poll(() => on.focused()).toMatch(/free times?$/);
  });

  test("the payment came too late: told that nothing is kept, with other times", async () => {
    await reachPayment();
    api.script = ({ path }) =>
      path.endsWith("confirm") ? { status: 409, code: "slot_unavailable", reason: "booked", alternatives: [] } : null;
    await press("Pay");
    await says("The time was gone when your payment arrived");
  });
});
