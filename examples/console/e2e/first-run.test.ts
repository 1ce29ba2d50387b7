import { expect, test, vi } from "vitest";
import { openStudio, slotsOf } from "../../demo/e2e/studio.js";

vi.setConfig({ testTimeout: 60_000 });

const studio = await openStudio();

test("from an account to a customer who booked on the tag's page, and stands in the calendar", async () => {
  const { page, complaints } = await studio.visit("/console");
  await page.getByRole("link", { name: "Open an account" }).click();
  await page.getByLabel("Name of the business").fill("Banyan Court");
  await page.getByLabel("E-mail address").fill("owner@banyan.example");
  await page.getByLabel("Password").fill("a long password");
  await page.getByRole("button", { name: "Open account" }).click();

  await page.getByText("It is shown only now.").waitFor();
  expect(await page.getByLabel("secret key", { exact: true }).textContent()).toMatch(/^sk_/);
  await page.getByRole("button", { name: "I have kept it" }).click();
  expect(await page.content()).not.toContain("sk_");

  await page.getByLabel("Name", { exact: true }).fill("Court 1");
  // Every day, so that the test finds a slot on whichever day it runs.
  await page.getByRole("button", { name: "Copy Monday to other days" }).click();
  await page.getByRole("button", { name: "All days" }).click();
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await page.getByRole("button", { name: "Save and go on" }).click();

  await page.getByLabel("Length").waitFor();
  expect(await page.getByText("Monday to Sunday").textContent()).toBe("Monday to Sunday");
  await page.getByLabel("Name", { exact: true }).fill("An hour of badminton");
  await page.getByLabel("Length").fill("60");
  await page.getByRole("button", { name: "Save and go on" }).click();

  const preview = page.getByRole("link", { name: "Book on a page with this tag" });
  await preview.waitFor();
  const tag = await page.getByLabel("the tag", { exact: true }).textContent();
  const address = new URL((await preview.getAttribute("href"))!);
  expect(tag).toContain(`publishable-key="${address.searchParams.get("key")}" service="${address.searchParams.get("service")}"`);

  const customer = await studio.visit(address.pathname + address.search);
  await customer.widget.getByRole("button", { name: "Next month" }).click();
  await customer.widget.locator('[role="gridcell"] button:not([aria-disabled="true"]), [role="gridcell"]:not([aria-disabled="true"])').nth(9).click();
  await slotsOf(customer.widget).first().click();
  await page.getByRole("link", { name: "Open the calendar" }).click();
  await page.getByRole("link", { name: "The week after" }).waitFor();

  // The calendar shows the hold where it is, and by and by the booking, without being asked.
  const hold = (await studio.sql<{ day: string }[]>`select to_char(starts_at at time zone 'Asia/Kolkata', 'YYYY-MM-DD') as day from holds where status = 'held' order by created_at desc limit 1`)[0]!;
  await page.getByLabel("Go to a date").fill(hold.day);
  await page.getByLabel("Go to a date").dispatchEvent("change");
  await page.getByRole("link", { name: /^Held/ }).waitFor();

  await customer.widget.getByLabel("Name").fill("Asha Rao");
  await customer.widget.getByLabel("E-mail").fill("asha@example.com");
  await customer.widget.getByRole("button", { name: /^(Confirm|Book)/ }).click();
  await page.getByRole("link", { name: /^Asha Rao/ }).waitFor({ timeout: 15_000 });
  await page.getByRole("link", { name: /^Asha Rao/ }).click();
  await page.getByRole("dialog").getByText("asha@example.com").waitFor();
  expect([complaints, customer.complaints]).toEqual([[], []]);
  expect(await studio.breaches()).toEqual([]);
});
