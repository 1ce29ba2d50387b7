import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AccountPage } from "../helpers/account-page.js";
import { findingsIn } from "../helpers/axe.js";
import { launchBrowser } from "../helpers/browser.js";
import { FakeApi } from "../helpers/fake-api.js";
import { bookingAhead } from "../helpers/fixtures.js";

let browser: Browser;
let on: AccountPage;
const api = new FakeApi();
const booking = bookingAhead();
const hash = `#id=${booking.id}&token=booking-token`;

beforeAll(async () => {
  browser = await launchBrowser();
  await api.listen();
});
afterAll(async () => {
  await browser.close();
  await api.close();
});
beforeEach(() => {
  api.reset();
  api.book(booking);
});
afterEach(async () => {
  const { problems } = on;
  const violations = await on.violations();
  await on.close();
  expect([...problems, ...violations]).toEqual([]);
});

const open = async (options: Parameters<typeof AccountPage.open>[2] = { hash }) => {
  on = await AccountPage.open(browser, api, options);
  await on.heading(booking.service.name).waitFor();
};

test("a link shows the booking with one request, and takes no focus", async () => {
  await open();
  for (const text of ["Confirmed", "10:15 am – 11:00 am", "Meera", "HF-7KQ2-M3XA", "₹1,180", "Paid"]) expect([text, await on.text(text).first().isVisible()]).toEqual([text, true]);
  expect(api.requests.map(({ path }) => path)).toEqual([`/bookings/${booking.id}`]);
  expect(await on.focused()).not.toBe(booking.service.name);
  expect(await on.eventTypes()).toEqual(["booking-open"]);
  const hrefs = await on.account.getByRole("link").evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  expect(hrefs[0]).toMatch(/\/v1\/bookings\/bkg_a+\/calendar\.ics\?token=booking-token$/);
});

test("cancelling tells what is given back first, can be left with Escape, and then tells what the API did", async () => {
  await open();
  await on.button("Cancel booking").click();
  await on.text("You get back everything you paid: ₹1,180").waitFor();
  expect(await on.focused()).toBe("Cancel this booking?");
  await on.page.keyboard.press("Escape");
  expect(await on.focused()).toBe("Cancel booking");
  await on.button("Cancel booking").click();
  await on.button("Yes, cancel it").click();
  await on.text("Your booking is cancelled").waitFor();
  expect(await on.focused()).toContain("₹1,180 are on their way back to you");
  expect(await on.button("Cancel booking").count()).toBe(0);
  // The provider answers later: the page looks again by itself.
  api.book({ ...api.bookings.get(booking.id)!, payment: { status: "refunded", amount: 118_000, currency: "INR", refundedAmount: 118_000 } });
  await on.page.clock.fastForward(5000);
  await on.text("₹1,180 given back").first().waitFor();
  expect(await on.eventTypes()).toEqual(["booking-open", "booking-cancelled"]);
});

test("what the business has done meanwhile is shown instead of what the customer wanted", async () => {
  await open();
  await on.button("Cancel booking").click();
  api.book({ ...booking, status: "completed" });
  await on.button("Yes, cancel it").click();
  await on.text("Your booking has changed meanwhile").waitFor();
  expect(await on.text("It has taken place").isVisible()).toBe(true);
  expect(await on.button("Cancel booking").count()).toBe(0);
});

test("an answer that got lost is no refusal: the page finds that it is cancelled", async () => {
  await open();
  await on.button("Cancel booking").click();
  api.script = ({ path }) => {
    if (!path.endsWith("/cancel")) return null;
    api.book({ ...booking, status: "cancelled" });
    return "drop";
  };
  await on.button("Yes, cancel it").click();
  await on.page.clock.fastForward(10_000);
  await on.text("Your booking is cancelled").waitFor({ timeout: 20_000 });
}, 30_000);

describe("moving", () => {
  test("the old and the new time stand beside each other, and then the booking is moved", async () => {
    await open();
    const start = await on.holdAnother();
    await on.heading("Check the new time").waitFor();
    expect(await on.focused()).toBe("Check the new time");
    expect(await on.text("There is nothing to pay.").isVisible()).toBe(true);
    await on.button("Move my booking").click();
    await on.text("Your booking was moved").waitFor();
    expect(api.bookings.get(booking.id)?.start).toBe(start);
    // Nothing was given back that belongs to the booking now.
    expect(api.count("DELETE", /^\/holds\//)).toBe(0);
    expect(await on.eventTypes()).toEqual(["booking-open", "hold", "booking-moved"]);
  });

  test("a dearer time is paid first: the difference alone, and a closed payment leaves the booking as it was", async () => {
    api.service.price = { amount: 150_000, currency: "INR" };
    await open();
    await on.holdAnother();
    await on.text("₹320 are left to pay").waitFor();
    await on.button("Pay ₹320 and move").click();
    await on.page.getByRole("button", { name: "Close", exact: true }).click();
    await on.text("Your booking has not been moved yet").waitFor();
    await on.button("Pay now · ₹320").click();
    await on.page.getByRole("button", { name: "Pay", exact: true }).click();
    await on.text("Your booking was moved").waitFor();
    expect(api.bookings.get(booking.id)?.price.amount).toBe(150_000);
  });

  test("where several could do it, one may stay with the same, and is asked for by name", async () => {
    const [pool] = api.service.requirements;
    api.service.requirements = [{ ...pool!, resources: [...pool!.resources, { id: "res_bbbbbbbb", name: "Zubin" }] }];
    await open();
    await on.button("Move to another time").click();
    expect(await on.button("Whoever is free").getAttribute("aria-pressed")).toBe("true");
    await on.button("Meera").click();
    await on.account.getByRole("button", { name: "Meera", pressed: true }).waitFor();
    await on.account.locator("td.free").first().waitFor();
    await on.slots.first().click();
    await on.heading("Check the new time").waitFor();
    expect(api.requests.findLast(({ path }) => path === "/holds")?.body).toMatchObject({ resourceId: "res_aaaaaaaa" });
  });

  test("a time that somebody else took says so, offers the nearest, and the booking stays", async () => {
    await open();
    await on.button("Move to another time").click();
    await on.account.locator("td.free").first().waitFor();
    await on.button("Next month").click();
    await on.slots.first().waitFor();
    api.calendar.take((await on.slots.first().getAttribute("data-start")) ?? "");
    await on.slots.first().click();
    await on.text("Somebody else was faster").waitFor();
    await on.button("See all times").last().click();
    await on.slots.nth(1).waitFor();
    await on.button("Keep the time I have").click();
    await on.button("Move to another time").waitFor();
    expect(await on.focused()).toBe("Move to another time");
    expect(api.bookings.get(booking.id)?.start).toBe(booking.start);
  });
});

test("a link that opens nothing says so; a network that fails can be tried again; no link shows the way in", async () => {
  on = await AccountPage.open(browser, api, { hash: "#id=bkg_b&token=booking-token" });
  await on.text("This link does not open a booking").waitFor();
  api.script = () => ({ status: 503, code: "service_unavailable" });
  await on.page.evaluate((to) => (location.hash = to), hash);
  await on.page.clock.fastForward(20_000);
  await on.button("Try again").waitFor({ timeout: 20_000 });
  api.script = () => null;
  await on.button("Try again").click();
  await on.heading(booking.service.name).waitFor();
  await on.page.evaluate(() => (location.hash = ""));
  await on.heading("Your bookings").waitFor();
  expect(await on.account.getByLabel("E-mail").isVisible()).toBe(true);
}, 30_000);

describe("signing in", () => {
  const earlier = (n: number) => ({ ...booking, id: `bkg_past${n}`, reference: `HF-PAST-${n}`, status: "completed" as const, start: "2026-01-05T04:45:00Z", end: "2026-01-05T05:30:00Z" });
  const code = () => on.account.getByLabel("Code");

  async function toCode() {
    await on.account.getByLabel("E-mail").fill("asha@example.com");
    await on.button("Send me a code").click();
    await code().waitFor();
  }

  test("address, code, list, booking, and back: the session lasts over a reload, and ends with signing out", async () => {
    api.mine.upcoming = [booking];
    api.mine.past = Array.from({ length: 12 }, (_, n) => earlier(n));
    on = await AccountPage.open(browser, api);
    await on.button("Send me a code").click();
    await on.text("Enter your e-mail address.").waitFor();
    await toCode();
    expect(await on.focused()).toBe("");
    expect(await on.text("six digits to asha@example.com").isVisible()).toBe(true);
    await code().fill("000000");
    await on.text("This is not the right code").waitFor();
    // As it stands in a mail, and as it is pasted.
    await code().fill(" 123 456 ");
    await on.button("Sign in").click();
    await on.text("Signed in as asha@example.com").waitFor();
    const links = on.account.getByRole("link", { name: booking.service.name });
    await links.nth(10).waitFor();
    expect(await links.count()).toBe(11);
    await on.button("Show more").click();
    await links.nth(12).waitFor();
    await links.first().click();
    await on.button("Move to another time").waitFor();
    expect(await on.focused()).toBe(booking.service.name);

    await on.page.reload();
    await on.button("Cancel booking").click();
    await on.button("Yes, cancel it").click();
    await on.text("Your booking is cancelled").waitFor();
    expect(api.bookings.get(booking.id)?.status).toBe("cancelled");
    await on.account.getByRole("link", { name: "All your bookings" }).click();
    await on.button("Sign out").click();
    await on.account.getByLabel("E-mail").waitFor();
    await on.page.reload();
    await on.account.getByLabel("E-mail").waitFor();
    expect(api.count("POST", /sign-out$/)).toBe(1);
    expect(await on.page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length])).toEqual(["", 0, 0]);
  });

  test("a session is renewed quietly, once for all that need it, and one that is over shows the way in", async () => {
    api.mine.upcoming = [booking];
    on = await AccountPage.open(browser, api);
    await toCode();
    await code().fill("123456");
    await on.account.getByRole("link", { name: booking.service.name }).waitFor();
    await on.page.clock.fastForward(15 * 60_000);
    await on.page.evaluate(() => dispatchEvent(new Event("online")));
    await expect.poll(() => api.count("GET", /^\/me\/bookings$/)).toBe(4);
    expect(api.count("POST", /refresh$/)).toBe(1);
    api.script = ({ path }) => (/^\/(me|customers)/.test(path) ? { status: 401, code: "unauthorized" } : null);
    await on.page.evaluate(() => dispatchEvent(new Event("online")));
    await on.text("You have been signed out").waitFor();
    expect((await on.eventTypes()).filter((type) => type.startsWith("signed"))).toEqual(["signed-in", "signed-out"]);
  });

  test("another code is offered after a while, an old one is told to have expired, and too many are told", async () => {
    on = await AccountPage.open(browser, api);
    await toCode();
    await on.button(/^Another code can be sent in/).waitFor();
    await on.page.clock.fastForward(31_000);
    await on.button("Send another code").click();
    await on.text("Only the newest one counts").first().waitFor();
    await on.page.clock.fastForward(601_000);
    await code().fill("999999");
    await on.text("This code has expired").waitFor();
    api.script = () => ({ status: 429, code: "rate_limited", retryAfterSeconds: 60 });
    await on.button("Send another code").click();
    await on.page.clock.fastForward(5000);
    await on.text("Too many codes").waitFor();
  });

  test("who has booked nothing is told so, and a list that does not load can be tried again", async () => {
    on = await AccountPage.open(browser, api);
    await toCode();
    api.script = ({ path }) => (path === "/me/bookings" ? { status: 503, code: "service_unavailable" } : null);
    await code().fill("123456");
    await on.button("Try again").first().waitFor({ timeout: 15_000 });
    api.script = () => null;
    await on.button("Try again").first().click();
    await on.text("Nothing is booked at the moment.").waitFor();
    await on.button("Try again").click();
    await on.text("There are no bookings for this address.").waitFor();
  }, 30_000);
});

test("it speaks Hindi, beside the booking widget's own bundle, under Trusted Types", async () => {
  on = await AccountPage.open(browser, api, { hash, query: "both=1&locale=hi" });
  await on.button("बुकिंग रद्द करें").waitFor();
  await on.button("समय बदलें").click();
  await on.slots.first().waitFor();
  expect(await on.text("जो समय है वही रखें").isVisible()).toBe(true);
});

describe.each(["light", "dark"])("%s", (scheme) => {
  test("no step has findings, and nothing sticks out of a phone's screen", async () => {
    const check = async () => {
      expect(await findingsIn(on.page, "booking-account")).toEqual([]);
      expect(await on.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    };
    await open({ hash, query: `scheme=${scheme}`, width: 375 });
    await check();
    await on.button("Cancel booking").click();
    await on.button("Yes, cancel it").waitFor();
    await check();
    await on.button("Keep it").click();
    await on.holdAnother();
    await on.heading("Check the new time").waitFor();
    await check();
    await on.button("Move my booking").click();
    await on.text("Your booking was moved").waitFor();
    await check();

    api.mine.upcoming = [booking];
    await on.account.getByRole("link", { name: "All your bookings" }).click();
    await on.account.getByLabel("E-mail").waitFor();
    await check();
    await on.account.getByLabel("E-mail").fill("asha@example.com");
    await on.button("Send me a code").click();
    await on.account.getByLabel("Code").fill("000000");
    await on.text("This is not the right code").waitFor();
    await check();
    await on.account.getByLabel("Code").fill("123456");
    await on.button("Sign in").click();
    await on.account.getByRole("link", { name: booking.service.name }).waitFor();
    await check();
  });
});
