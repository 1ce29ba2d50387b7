import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Page } from "playwright-core";
import { expectAccessible, openStudio } from "../../demo/e2e/studio.js";
import { visit } from "../../demo/e2e/program.js";
import { asOwner, goTo, openConsole, overflowOf } from "./owner.js";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const studio = await openStudio();
const ids: Record<string, string> = {};
const pages: Record<string, { page: Page; complaints: string[] }> = {};

const WIDTHS = {
  "1280 px, light": { viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  "375 px, dark": { viewport: { width: 375, height: 800 }, colorScheme: "dark" },
} as const;

beforeAll(async () => {
  const visitor = await visit({ url: studio.url } as Parameters<typeof visit>[0], "consultation");
  const booked = await visitor.checkout(await visitor.holdFirst());
  ids["booking"] = booked.booking.id;
  ids["hold"] = (await visitor.holdFirst()).id;
  for (const [name, options] of Object.entries(WIDTHS)) pages[name] = await openConsole(studio, "/calendar", options);
  const { page } = pages["1280 px, light"]!;
  const first = async (path: string) => (await asOwner<{ data: { id: string }[] }>(page, path)).data[0]!.id;
  ids["service"] = await first("/services");
  ids["resource"] = await first("/resources");
  ids["endpoint"] = (await asOwner<{ id: string }>(page, "/webhook-endpoints", { url: "http://127.0.0.1:9/bookings", events: ["*"] })).id;
});

afterAll(() => expect(Object.values(pages).flatMap(({ complaints }) => complaints)).toEqual([]));

const PATHS = [
  "/start", "/calendar", "/calendar?view=day", "/calendar?booking={booking}", "/calendar?hold={hold}", "/bookings", "/bookings?new=2030-01-01", "/calendar?block=2030-01-01", "/calendar?cancel=2030-01-01", "/bookings?search=nobody@example.com", "/bookings?status=pending",
  "/services", "/services/new", "/services/{service}", "/resources", "/resources/new", "/resources/{resource}", "/sessions", "/sessions/new",
  "/payments", "/payments/alerts", "/settings", "/settings/razorpay", "/settings/keys", "/settings/mails", "/settings/activity", "/settings/webhooks", "/settings/webhooks/{endpoint}",
];

test.each(Object.keys(WIDTHS).flatMap((width) => PATHS.map((path) => [path, width] as const)))("%s at %s can be used by everybody, and fits", async (path, width) => {
  const { page } = pages[width]!;
  await goTo(page, path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name]!));
  if (path.includes("{booking}") || path.includes("{hold}")) await page.getByRole("dialog").locator("dl").first().waitFor();
  if (/[?](new|block|cancel)=/.test(path)) await page.getByRole("dialog").locator("form").waitFor();
  await expectAccessible(page);
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
});

test.each(Object.keys(WIDTHS))("signing in and up can be used by everybody, at %s", async (width) => {
  for (const path of ["sign-in", "sign-up"]) {
    const { page, complaints } = await studio.visit(`/console/#/${path}`, WIDTHS[width as keyof typeof WIDTHS]);
    await page.locator("h1").waitFor();
    await expectAccessible(page);
    expect([await overflowOf(page), complaints]).toEqual([0, []]);
  }
});

test("at phone width everything is reached by the bar and its drawer", async () => {
  const { page } = pages["375 px, dark"]!;
  await goTo(page, "/calendar");
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("dialog").getByRole("link", { name: "Resources" }).click();
  await page.getByRole("heading", { level: 1, name: "Resources" }).waitFor();
  expect(await page.getByRole("dialog").count()).toBe(0);
});
