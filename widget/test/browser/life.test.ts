import type { Browser, CDPSession } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launchBrowser } from "../helpers/browser.js";
import { FakeApi } from "../helpers/fake-api.js";
import { freeService, service } from "../helpers/fixtures.js";
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

const open = async (query?: string) => (on = await WidgetPage.open(browser, api, query));
const set = (name: string, value: string) => on.widget.evaluate((tag, [key, text]) => tag.setAttribute(key, text), [name, value] as const);

/** Nodes and listeners that are alive after a collection. */
async function alive(session: CDPSession): Promise<{ nodes: number; listeners: number }> {
  await session.send("HeapProfiler.collectGarbage");
  const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
  return { nodes, listeners: jsEventListeners };
}

test("moved, removed and added 100 times: no node and no listener is left", async () => {
  await open();
  await on.nextMonth();
  const session = await on.page.context().newCDPSession(on.page);
  const churn = () => on.page.evaluate(async () => {
    const [tag, main] = [document.querySelector("booking-widget"), document.querySelector("main")];
    if (!tag || !main) return;
    for (let round = 0; round < 100; round++) {
      tag.remove();
      if (round % 2) await Promise.resolve();
      main.prepend(tag);
      document.body.prepend(tag);
      main.append(tag);
    }
  });
  // Shown again, and with everything read: a list that still loads has less in it.
  const settled = async () => {
    await on.widget.locator('table[aria-busy="false"]').waitFor();
    await on.slots.first().waitFor();
  };
  await churn();
  await settled();
  const before = await alive(session);
  await churn();
  await settled();
  await expect.poll(async () => {
    const now = await alive(session);
    return { listeners: Math.max(0, now.listeners - before.listeners), nodes: Math.max(0, now.nodes - before.nodes - 20) };
  }, { timeout: 5000 }).toEqual({ listeners: 0, nodes: 0 });
});

test("100 tags made and thrown away are all collected", async () => {
  await open();
  await on.nextMonth();
  const session = await on.page.context().newCDPSession(on.page);
  const before = await alive(session);
  await on.page.evaluate(async () => {
    const first = document.querySelector("booking-widget");
    for (let round = 0; round < 100; round++) {
      const tag = first?.cloneNode() as HTMLElement;
      document.body.append(tag);
      await (tag as unknown as { updateComplete: Promise<boolean> }).updateComplete;
      tag.remove();
    }
  });
  await expect.poll(async () => {
    const now = await alive(session);
    return { listeners: Math.max(0, now.listeners - before.listeners - 5), nodes: Math.max(0, now.nodes - before.nodes - 200) };
  }, { timeout: 8000 }).toEqual({ listeners: 0, nodes: 0 });
});

test("moving the tag keeps the hold and what was typed; removing it gives the slot back", async () => {
  await open();
  await on.hold();
  await on.widget.getByLabel("Name").fill("Asha Rao");
  await on.widget.evaluate((tag) => document.body.append(tag));
  expect(await on.widget.getByLabel("Name").inputValue()).toBe("Asha Rao");
  expect(api.count("DELETE", /./)).toBe(0);
  await on.widget.evaluate((tag) => tag.remove());
  await expect.poll(() => api.count("DELETE", /^\/holds\//)).toBe(1);
});

test("the script twice, even from another address, is one element", async () => {
  await open();
  await on.slots.first().waitFor();
  // As text: the test runner would rewrite the import. A second copy may not make Lit's policy again, and gives up.
  await on.page.evaluate("import('/booking-widget.js?again').catch(() => null)");
  await on.nextMonth();
});

test("two tags on a page live side by side", async () => {
  await open();
  await on.slots.first().waitFor();
  await on.widget.evaluate((tag) => tag.after(tag.cloneNode(true)));
  await on.page.locator("booking-widget").nth(1).locator("button[data-start]").first().waitFor();
});

test("what the page wrote inside the tag is shown only where the script does not run", async () => {
  await open();
  await on.slots.first().waitFor();
  expect(await on.page.getByText("Book by phone").isVisible()).toBe(false);
});

describe("attributes change", () => {
  test("service, while details are typed: the hold is given back and the other service shown", async () => {
    await open();
    await on.hold();
    api.service = { ...freeService, id: "svc_bbbbbbbb", name: "Beard trim" };
    await set("service", "svc_bbbbbbbb");
    await on.heading("Beard trim").waitFor();
    await expect.poll(() => [...api.holds.values()].map(({ status }) => status)).toEqual(["released"]);
  });

  test("service, while the payment is open: the payment is finished first", async () => {
    await open();
    await on.hold();
    await on.fillIn();
    await on.button(/^Pay/).click();
    await on.page.locator("#razorpay").waitFor();
    await set("service", "svc_bbbbbbbb");
    await on.page.getByRole("button", { name: "Pay", exact: true }).click();
    await on.heading("You are booked").waitFor();
    api.service = { ...service, id: "svc_bbbbbbbb", name: "Beard trim" };
    await on.button("Book another time").click();
    await on.heading("Beard trim").waitFor();
  });

  test("locale and theme, at the details: what was typed stays", async () => {
    await open();
    await on.hold();
    await on.widget.getByLabel("Name").fill("Asha Rao");
    await set("locale", "hi");
    await set("theme", "dark");
    await on.heading("आपकी जानकारी").waitFor();
    expect(await on.widget.getByLabel("नाम").inputValue()).toBe("Asha Rao");
    expect(await on.widget.evaluate((tag) => getComputedStyle(tag).colorScheme)).toBe("dark");
  });

  test("time-zone, at the details: the held slot is named in the new zone", async () => {
    await open();
    await on.nextMonth();
    await on.slots.first().click();
    await on.heading("Your details").waitFor();
    await on.widget.getByText("9:00 am").first().waitFor();
    await set("time-zone", "Europe/Paris");
    await on.widget.getByText(/[45]:30 am/).first().waitFor();
    expect(await on.widget.getByText(/Europe\/Paris/).count()).toBeGreaterThan(0);
  });

  test("a wrong locale or zone falls back to what works", async () => {
    await open("locale=not%20a%20tag&time-zone=Mars/Olympus");
    await on.nextMonth();
  });
});
