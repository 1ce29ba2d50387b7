import { expect, test, vi } from "vitest";
import { openStudio } from "../../demo/e2e/studio.js";
import { goTo, openConsole } from "./owner.js";

vi.setConfig({ testTimeout: 60_000 });

const studio = await openStudio();

const change = (page: Awaited<ReturnType<typeof openConsole>>["page"], fields: object) =>
  page.evaluate((fields) => {
    sessionStorage.setItem("holdfast-session", JSON.stringify({ ...JSON.parse(sessionStorage.getItem("holdfast-session")!), ...fields }));
    location.reload();
  }, fields);

test("an access token that has run out is renewed unseen, once for everything that is asked at the same time", async () => {
  const { page, complaints } = await openConsole(studio, "/calendar");
  const renewals: string[] = [];
  page.on("request", (request) => request.url().endsWith("/owners/refresh") && renewals.push(request.url()));
  await change(page, { accessToken: "eyJhbGciOiJIUzI1NiJ9.e30.stale" });
  await page.getByRole("region", { name: "Calendar" }).waitFor();
  await goTo(page, "/services");
  await page.getByRole("link", { name: /^Haircut/ }).waitFor();
  expect([renewals.length, complaints]).toEqual([1, []]);
});

test("a duplicated tab stays signed in: the two renew in turn, and share what they get", async () => {
  const { page } = await openConsole(studio, "/calendar");
  const stored = await page.evaluate(() => sessionStorage.getItem("holdfast-session")!);
  const stale = JSON.stringify({ ...JSON.parse(stored), accessToken: "eyJhbGciOiJIUzI1NiJ9.e30.stale" });
  const other = await page.context().newPage();
  await other.goto(`${studio.url}/console/icon.svg`);
  await other.evaluate((session) => sessionStorage.setItem("holdfast-session", session), stale);
  await page.goto(`${studio.url}/console/icon.svg`);
  await page.evaluate((session) => sessionStorage.setItem("holdfast-session", session), stale);
  await Promise.all([page, other].map((each) => each.goto(`${studio.url}/console/#/services`)));
  for (const each of [page, other]) await each.getByRole("link", { name: /^Haircut/ }).waitFor();
});

test("a session that is over leads to signing in, and back to where one was", async () => {
  const { page } = await openConsole(studio, "/resources");
  await change(page, { accessToken: "eyJhbGciOiJIUzI1NiJ9.e30.stale", refreshToken: "rt_gone" });
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.getByLabel("E-mail address").fill(studio.business.ownerEmail);
  await page.getByLabel("Password").fill(studio.business.ownerPassword);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1, name: "Resources" }).waitFor();
});

test("signing out leaves nothing in the tab", async () => {
  const { page } = await openConsole(studio, "/calendar");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
});

test("what the API refuses is said in its sentence: at the field, or above the form with the focus on it", async () => {
  const { page } = await studio.visit("/console/#/sign-up");
  await page.getByLabel("Name of the business").fill("Banyan Court");
  await page.getByLabel("E-mail address").fill(studio.business.ownerEmail);
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: "Open account" }).click();
  const password = page.getByLabel("Password");
  await expect.poll(() => password.getAttribute("aria-invalid")).toBe("true");
  expect(await page.locator(`[id="${(await password.getAttribute("aria-describedby"))!.split(" ")[0]}"]`).textContent()).toBe("Must have at least 10 characters.");
  expect(await password.evaluate((field) => field === document.activeElement)).toBe(true);

  await password.fill("long enough now");
  await page.getByRole("button", { name: "Open account" }).click();
  const alert = page.getByRole("alert");
  expect((await alert.textContent())?.trim()).toBe("An account with this e-mail address exists. Sign in instead.");
  expect(await alert.evaluate((element) => element === document.activeElement)).toBe(true);
});

test("where the server can't be reached the screen says so, and tries again when asked", async () => {
  const { page } = await openConsole(studio, "/calendar");
  await page.route("**/v1/services*", (route) => route.abort());
  await page.evaluate(() => (location.hash = "/services"));
  await page.getByText("The booking server can’t be reached.").waitFor({ timeout: 20_000 });
  await page.unroute("**/v1/services*");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("link", { name: /^Haircut/ }).waitFor();
});
