import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findingsIn } from "../helpers/axe.js";
import { launchBrowser } from "../helpers/browser.js";
import { FakeApi } from "../helpers/fake-api.js";
import { groupService } from "../helpers/fixtures.js";
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
afterEach(() => on.close());

const findings = () => findingsIn(on.page, "booking-widget");

describe.each(["light", "dark"])("%s", (scheme) => {
  const open = async (query = "", width = 1000) => {
    on = await WidgetPage.open(browser, api, `scheme=${scheme}&${query}`, { width, height: 900 });
  };
  const press = (name: string) => on.page.getByRole("button", { name, exact: true }).click();

  test("choosing, with options, has no findings", async () => {
    api.service = structuredClone(groupService);
    await open();
    await on.nextMonth();
    await on.widget.getByLabel("People").waitFor();
    expect(await findings()).toEqual([]);
  });

  test("details, their errors and the last minute have no findings", async () => {
    await open("", 375);
    await on.hold();
    expect(await findings()).toEqual([]);
    await on.button(/^Pay/).click();
    await on.widget.locator("#problem").waitFor();
    await on.page.clock.fastForward(250_000);
    await on.button("More time").waitFor();
    expect(await findings()).toEqual([]);
  });

  test("payment and confirmation have no findings", async () => {
    await open();
    await on.hold();
    await on.fillIn();
    await on.button(/^Pay/).click();
    await press("Close");
    await on.widget.locator("#problem").waitFor();
    expect(await findings()).toEqual([]);
    await on.button(/^Pay now/).click();
    await press("Pay");
    await on.heading("You are booked").waitFor();
    expect(await findings()).toEqual([]);
  });

  test("a lost slot, what is taken and what is held have no findings", async () => {
    await open();
    await on.nextMonth();
    const start = (await on.slots.nth(2).getAttribute("data-start")) ?? "";
    api.calendar.take(start);
    await on.slots.nth(2).click();
    await on.widget.locator("#problem").waitFor();
    expect(await findings()).toEqual([]);
    await on.widget.locator(".alternative").first().click();
    await on.heading("Your details").waitFor();
    await on.button("Back to times").click();
    await on.button("Continue").waitFor();
    expect(await findings()).toEqual([]);
  });

  test("a failure has no findings", async () => {
    api.script = () => ({ status: 503, code: "service_unavailable" });
    await open();
    await on.button("Try again").first().waitFor();
    expect(await findings()).toEqual([]);
  });

  // A yellow, a mid grey, a near black: text on the accent has to turn by itself.
  test.each(["ffd600", "777777", "0a2540", "ff5a5f", "00e676", "00e5ff"])("an accent of #%s keeps its contrast", async (accent) => {
    await open();
    await on.nextMonth();
    await on.page.evaluate((color) => document.querySelector<HTMLElement>("booking-widget")?.style.setProperty("--booking-accent", `#${color}`), accent);
    await on.slots.nth(1).click();
    await on.heading("Your details").waitFor();
    expect(await findings()).toEqual([]);
    await on.button("Back to times").click();
    await on.button("Continue").waitFor();
    expect(await findings()).toEqual([]);
  });
});

test("in a column of 320 pixels nothing overflows, and targets stay 44 pixels", async () => {
  on = await WidgetPage.open(browser, api, "narrow=1", { width: 360, height: 800 });
  await on.nextMonth();
  const small = () => on.page.evaluate(() => {
    const root = document.querySelector("booking-widget")?.shadowRoot;
    const targets = [...(root?.querySelectorAll<HTMLElement>("button, select, input:not([type=checkbox]), td[data-date], a.secondary") ?? [])];
    const { scrollWidth, clientWidth } = document.documentElement;
    return {
      overflow: scrollWidth - clientWidth,
      small: targets
        .map((target) => ({ name: target.textContent?.trim(), box: target.getBoundingClientRect() }))
        .filter(({ box }) => box.width < 44 || box.height < 44)
        .map(({ name, box }) => `${name}: ${box.width} × ${box.height}`),
    };
  });
  expect(await small()).toEqual({ overflow: 0, small: [] });
  await on.slots.nth(2).click();
  await on.heading("Your details").waitFor();
  expect(await small()).toEqual({ overflow: 0, small: [] });
});

test("skeletons have the final size: nothing shifts when the slots come", async () => {
  on = await WidgetPage.open(browser, api);
  await on.nextMonth();
  const top = async () => (await on.widget.locator("table").boundingBox())?.height;
  const before = await top();
  await on.button("Next month").click();
  expect(await top()).toBe(before);
  await on.slots.first().waitFor();
  expect(await top()).toBe(before);
});
