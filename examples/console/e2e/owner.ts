import type { BrowserContextOptions, Page } from "playwright-core";
import type { openStudio } from "../../demo/e2e/studio.js";

type Studio = Awaited<ReturnType<typeof openStudio>>;

/** The console with the studio's owner signed in, on a screen of it. */
export async function openConsole(studio: Studio, path: string, options: BrowserContextOptions = {}) {
  const { page, complaints } = await studio.visit("/console/#/sign-in", options);
  await page.getByLabel("E-mail address").fill(studio.business.ownerEmail);
  await page.getByLabel("Password").fill(studio.business.ownerPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForURL(/calendar/);
  await goTo(page, path);
  return { page, complaints };
}

/** Goes to a place of the console, and waits until it shows what it has read. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => (location.hash = hash), path);
  await page.locator(`main[data-place="${path.split("?")[0]}"] h1`).waitFor();
  await page.locator(".skeleton").first().waitFor({ state: "detached" });
}

/** What reaches beyond the right edge, in pixels. */
export const overflowOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** Calls the API as the business that a page of the console is signed in to; posts where there is something to post. */
export const asOwner = <T>(page: Page, path: string, body?: object): Promise<T> =>
  page.evaluate(async ([path, body]) => {
    const { accessToken } = JSON.parse(sessionStorage.getItem("holdfast-session")!) as { accessToken: string };
    const posted = body && { method: "POST", body: JSON.stringify(body) };
    return (await fetch(`/v1${path}`, { ...posted, headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" } })).json();
  }, [path, body] as const) as Promise<T>;
