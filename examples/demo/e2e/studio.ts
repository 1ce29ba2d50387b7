import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import AxeBuilder from "axe-core";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, expect } from "vitest";
import { createTestDatabase } from "../../../api/test/helpers/database.js";
import { findBreaches } from "../../../api/src/queries/invariants.js";
import { launchBrowser } from "../../../widget/test/helpers/browser.js";
// What `npm start` runs: `npm test` has built it.
import { Closers } from "../../dist/demo/closers.js";
import { startDemo } from "../../dist/demo/demo.js";
import { freePort } from "./program.js";

export interface Visitor {
  page: Page;
  widget: Locator;
  /** Everything the page complained about: a broken policy shows here. */
  complaints: string[];
}

/** The whole demonstration on a database of its own, whose clock can be moved, and a browser. Call it at the top level. */
export async function openStudio() {
  const database = await createTestDatabase({ migrated: false });
  const closers = new Closers();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const dataFolder = await mkdtemp(join(tmpdir(), "holdfast-e2e-"));
  const { business } = await startDemo({ port, host: "127.0.0.1", publicUrl: url, ownUrl: url, dataFolder, databaseUrl: database.url, logLevel: "error" }, closers);
  const browser: Browser = await launchBrowser();
  afterAll(async () => {
    await browser.close();
    await closers.close();
    await rm(dataFolder, { recursive: true, force: true });
  });

  return {
    url,
    business,
    clock: database.clock,
    breaches: () => findBreaches(database.sql),
    sql: database.sql,
    /** A browser of its own on a service's page, once its slots are there. */
    async visit(path: string, options: BrowserContextOptions = {}): Promise<Visitor> {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, timezoneId: "Asia/Kolkata", locale: "en-IN", reducedMotion: "reduce", ...options });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("console", (message) => {
        // A refusal of the API (410, 409) is logged by the browser itself; it is what some tests are about.
        if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) complaints.push(message.text());
      });
      page.on("pageerror", (error) => complaints.push(error.message));
      await page.goto(url + path);
      const widget = page.locator("booking-widget");
      return { page, widget, complaints };
    },
    /** Subjects of the mails that were sent, the newest first. */
    async outbox(): Promise<string> {
      return (await fetch(`${url}/demo/outbox`)).text();
    },
  };
}

/** The free slots of the chosen day. */
export const slotsOf = (widget: Locator) => widget.locator('[part~="slot"]:not([disabled]):not([aria-disabled="true"])');

/** Fails naming each violation of WCAG 2.2 AA and each element, shadow roots included. */
export async function expectAccessible(page: Page) {
  await page.evaluate(AxeBuilder.source);
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(context: Document, options: object): Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> } };
    const found = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => JSON.stringify(target)).join(" ")}`);
  });
  expect([page.url(), ...violations]).toEqual([page.url()]);
}
