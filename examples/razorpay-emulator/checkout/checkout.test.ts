import { createHmac } from "node:crypto";
import { serve, type ServerType } from "@hono/node-server";
import { Hono } from "hono";
import type { Browser, Frame, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { launchBrowser } from "../../../widget/test/helpers/browser.js";
import { createEmulator, type PaymentProof } from "../index.js";

/** The strictest policy that a merchant's page is known to have. */
const MERCHANT_POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self'; frame-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'";

const MERCHANT_PAGE = `<!doctype html><html lang="en"><title>Shop</title><main><button id="open">Pay</button><a href="#elsewhere">Elsewhere</a></main>
<script src="/razorpay/checkout.js"></script>`;

type Told = ["handler", PaymentProof] | ["dismissed", string | undefined] | ["failed", { error: { code: string; metadata: Record<string, string> } }] | ["violation", string];
declare global {
  interface Window {
    told: Told[];
    checkout: { open(): void; close(): void };
    Razorpay: { new (options: object): Checkout; (options: object): Checkout };
  }
}
interface Checkout {
  open(): void;
  close(): void;
  on(event: string, listener: (event: never) => void): void;
}

const emulator = createEmulator({ basePath: "/razorpay" });
const { control, keyId, keySecret } = emulator;
let server: ServerType;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  const app = new Hono();
  app.get("/", (c) => c.html(MERCHANT_PAGE, 200, { "content-security-policy": MERCHANT_POLICY }));
  app.all("/razorpay/*", (c) => emulator.app.fetch(c.req.raw, c.env as object));
  const port = await new Promise<number>((resolve) => {
    server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, (address) => resolve(address.port));
  });
  origin = `http://127.0.0.1:${port}`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  server.close();
  await emulator.stop();
});
beforeEach(() => control.reset());

async function newOrder(fields: object = {}): Promise<string> {
  const response = await emulator.app.request("/razorpay/v1/orders", {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Basic ${btoa(`${keyId}:${keySecret}`)}` },
    body: JSON.stringify({ amount: 50_000, currency: "INR", ...fields }),
  });
  return ((await response.json()) as { id: string }).id;
}

interface Opened {
  page: Page;
  frame: FrameLocator;
  told: () => Promise<Told[]>;
  orderId: string;
}

interface OpenOptions {
  order?: object;
  modal?: object;
  /** Before the page loads. */
  prepare?: (page: Page) => Promise<void>;
  [option: string]: unknown;
}

/** Opens the checkout on a merchant's page; `told` is everything that the page has heard since. */
async function openCheckout({ order = {}, modal = {}, prepare, ...options }: OpenOptions = {}): Promise<Opened> {
  const orderId = await newOrder(order);
  const page = await browser.newPage();
  await prepare?.(page);
  await page.goto(origin);
  await page.focus("#open");
  await page.evaluate(
    ({ options, modal }) => {
      window.told = [];
      document.addEventListener("securitypolicyviolation", ({ violatedDirective }) => window.told.push(["violation", violatedDirective]));
      const checkout = new window.Razorpay({
        ...options,
        handler: (proof: PaymentProof) => window.told.push(["handler", proof]),
        modal: { ...modal, ondismiss: (reason?: string) => window.told.push(["dismissed", reason]) },
      });
      checkout.on("payment.failed", (event) => window.told.push(["failed", event]));
      window.checkout = checkout;
      checkout.open();
    },
    { options: { key: keyId, order_id: orderId, ...options }, modal },
  );
  const frame = page.frameLocator("iframe.razorpay-checkout-frame");
  await frame.locator("#choose, #ended").locator("visible=true").waitFor();
  return { page, frame, told: () => page.evaluate(() => window.told), orderId };
}

const closed = (page: Page) => page.locator(".razorpay-container").waitFor({ state: "detached" });
const paymentsOf = (orderId: string) => control.ledger().orders.find((order) => order.orderId === orderId)?.payments ?? [];

describe("a payment in the checkout", () => {
  test("gives the handler ids and the HMAC of the key's secret, under a policy that allows no inline style or markup", async () => {
    const { page, frame, told, orderId } = await openCheckout();
    await frame.getByRole("button", { name: "Success" }).click();
    await closed(page);
    const [event, ...others] = await told();
    expect(others).toEqual([]);
    const [payment] = paymentsOf(orderId);
    const paymentId = payment?.paymentId ?? "";
    expect(payment?.status).toBe("authorized");
    expect(event).toEqual([
      "handler",
      {
        razorpay_order_id: orderId,
        razorpay_payment_id: paymentId,
        razorpay_signature: createHmac("sha256", keySecret).update(`${orderId}|${paymentId}`).digest("hex"),
      },
    ]);
    await page.close();
  });

  test("is captured by itself where the order asks for that", async () => {
    const { page, frame, orderId } = await openCheckout({ order: { payment: { capture: "automatic" } } });
    await frame.getByRole("button", { name: /^Pay/ }).click();
    await closed(page);
    expect(paymentsOf(orderId).map(({ status }) => status)).toEqual(["captured"]);
    await page.close();
  });

  test("that fails tells the page, stays open, and can be tried again", async () => {
    const { page, frame, told, orderId } = await openCheckout();
    await frame.getByLabel("UPI ID").fill("failure@razorpay");
    await page.keyboard.press("Enter");
    await frame.getByRole("button", { name: "Try again" }).click();
    const [failed] = await told();
    expect(failed).toMatchObject(["failed", { error: { code: "BAD_REQUEST_ERROR", metadata: { order_id: orderId } } }]);
    await frame.getByLabel("UPI ID").fill("success@razorpay");
    await page.keyboard.press("Enter");
    await closed(page);
    expect((await told()).map(([what]) => what)).toEqual(["failed", "handler"]);
    expect(paymentsOf(orderId).map(({ status }) => status)).toEqual(["failed", "authorized"]);
    await page.close();
  });

  test("with another UPI id is refused beside the field, and counts as no attempt", async () => {
    const { page, frame, orderId } = await openCheckout();
    await frame.getByLabel("UPI ID").fill("somebody@bank");
    await page.keyboard.press("Enter");
    await frame.getByRole("alert").filter({ hasText: "success@razorpay or failure@razorpay" }).waitFor();
    expect(await frame.getByLabel("UPI ID").getAttribute("aria-invalid")).toBe("true");
    expect(paymentsOf(orderId)).toEqual([]);
    await page.close();
  });

  test("without retries can only be closed after a failure", async () => {
    const { page, frame, told } = await openCheckout({ retry: false });
    await frame.getByRole("button", { name: "Failure" }).click();
    await frame.getByRole("heading", { name: "Payment failed" }).waitFor();
    expect(await frame.getByRole("button", { name: "Try again" }).count()).toBe(0);
    await frame.getByRole("button", { name: "Close", exact: true }).click();
    await closed(page);
    expect((await told()).map(([what]) => what)).toEqual(["failed", "dismissed"]);
    await page.close();
  });

  test("whose callback is dropped is paid, and the page only learns that the modal was closed", async () => {
    control.dropCallbacks();
    const { page, frame, told, orderId } = await openCheckout();
    await frame.getByRole("button", { name: "Success" }).click();
    await frame.getByRole("heading", { name: "No word from the bank" }).waitFor();
    await page.keyboard.press("Escape");
    await closed(page);
    expect(await told()).toEqual([["dismissed", undefined]]);
    expect(paymentsOf(orderId).map(({ status }) => status)).toEqual(["authorized"]);
    await page.close();
  });

  test("of an order that is paid already is not offered", async () => {
    const { page, frame, orderId } = await openCheckout();
    control.pay(orderId, { outcome: "captured" });
    await page.evaluate(() => {
      window.checkout.close();
      window.checkout.open();
    });
    await frame.getByRole("heading", { name: "Already paid" }).waitFor();
    await page.close();
  });
});

describe("the modal", () => {
  test("takes the focus inside, hides the page from keyboard and reader, and gives both back", async () => {
    const { page, frame, told } = await openCheckout();
    expect(await frame.locator(":focus").getAttribute("id")).toBe("upi");
    expect(await page.locator("main").evaluate((main) => "inert" in main && main.inert)).toBe(true);
    await page.keyboard.press("Escape");
    await closed(page);
    expect(await page.locator("main").evaluate((main) => "inert" in main && main.inert)).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("open");
    expect(await page.evaluate(() => document.body.style.overflow)).toBe("");
    expect(await told()).toEqual([["dismissed", undefined]]);
    await page.close();
  });

  test("asks before it closes, where the page wants that", async () => {
    const { page, frame, told } = await openCheckout({ modal: { confirm_close: true } });
    await page.keyboard.press("Escape");
    await frame.getByRole("heading", { name: "Leave without paying?" }).waitFor();
    await frame.getByRole("button", { name: "Continue" }).click();
    await frame.getByRole("button", { name: "Close without paying" }).click();
    await frame.getByRole("button", { name: "Leave" }).click();
    await closed(page);
    expect(await told()).toEqual([["dismissed", undefined]]);
    await page.close();
  });

  test("does not hear Escape where the page forbids it", async () => {
    const { page, frame, told } = await openCheckout({ modal: { escape: false } });
    await page.keyboard.press("Escape");
    await frame.getByRole("button", { name: "Success" }).click();
    await closed(page);
    expect((await told()).map(([what]) => what)).toEqual(["handler"]);
    await page.close();
  });

  test("closes itself when the time is up, and says why", async () => {
    const { page, frame, told } = await openCheckout({ timeout: 290, prepare: (page) => page.clock.install() });
    await frame.getByText("Closes in 4:").waitFor();
    await page.clock.fastForward("05:00");
    await closed(page);
    expect(await told()).toEqual([["dismissed", "timeout"]]);
    await page.close();
  });

  test("opens without `new`, and refuses a live key", async () => {
    const page = await browser.newPage();
    await page.goto(origin);
    const orderId = await newOrder();
    await page.evaluate((options) => window.Razorpay(options).open(), { key: keyId, order_id: orderId });
    await page.frameLocator("iframe").getByRole("button", { name: "Success" }).waitFor();
    await expect(page.evaluate(() => new window.Razorpay({ key: "rzp_live_x", order_id: "order_x" }))).rejects.toThrow("no live keys");
    await page.close();
  });

  test("says what the server says of an order it does not know", async () => {
    const { page, frame } = await openCheckout({ order_id: "order_00000000000000" });
    await frame.getByText("The id provided does not exist").waitFor();
    await page.close();
  });

  test("has no findings of axe, light or dark", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      const { page, frame } = await openCheckout({ theme: { color: "#9c1757" } });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const inside = await (await page.waitForSelector("iframe")).contentFrame();
      if (!inside) throw new Error("The frame has no page.");
      for (const part of ["choose", "ended"]) {
        if (part === "ended") await frame.getByRole("button", { name: "Failure" }).click();
        await frame.locator(`#${part}`).waitFor();
        expect(await axeFindings(inside)).toEqual([]);
      }
      await page.close();
    }
  });
});

/** Run outside the page's own policy, which rightly lets no foreign script in. */
async function axeFindings(frame: Frame): Promise<string[]> {
  const { default: axe } = await import("axe-core");
  await frame.evaluate(axe.source);
  return frame.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  });
}
