import { expect, test } from "vitest";
import { expectAccessible, openStudio } from "./studio.js";

const studio = await openStudio();
const PAGES = ["/", "/book/haircut", "/book/yoga", "/booking", "/demo/outbox", "/examples/plain/", "/examples/plain/bookings.html", "/examples/sdk/"];

test.each([
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 375 },
] as const)("every page is accessible and breaks no policy ($colorScheme, $width px)", async ({ colorScheme, width }) => {
  for (const path of PAGES) {
    const { page, complaints } = await studio.visit(path, { colorScheme, viewport: { width, height: 800 } });
    if (path.startsWith("/book/") || path === "/examples/plain/") await page.locator('booking-widget [part~="slot"]').first().waitFor();
    if (path === "/booking" || path.endsWith("bookings.html")) await page.locator("booking-account").getByLabel("E-mail").waitFor();
    await expectAccessible(page);
    // Nothing sticks out to the side of a phone.
    expect([path, await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)]).toEqual([path, 0]);
    expect(complaints).toEqual([]);
    await page.context().close();
  }
}, 60_000);
