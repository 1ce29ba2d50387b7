import { expect, test, vi } from "vitest";
import { openStudio } from "../../demo/e2e/studio.js";
import { asOwner, goTo, openConsole } from "./owner.js";

vi.setConfig({ testTimeout: 60_000 });

const studio = await openStudio();

test("a week's hours are set with the keyboard alone, and the focus is never lost", async () => {
  const { page, complaints } = await openConsole(studio, "/resources/new");
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent?.trim() ?? "");
  async function tabTo(name: string): Promise<void> {
    for (let i = 0; i < 80; i++) {
      if ((await focused()) === name) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`Tab never came to ${name}.`);
  }

  await page.getByLabel("Name", { exact: true }).focus();
  await page.keyboard.type("Studio B");
  await tabTo("Monday opens");
  await page.keyboard.type("0800AM");
  await tabTo("Add hours on Monday");
  await page.keyboard.press("Enter");
  // The new hours have the focus.
  await expect.poll(focused).toBe("Monday opens");
  await page.keyboard.type("0630PM");
  // What can't be is said, and kept from being saved.
  await tabTo("Monday closes");
  await page.keyboard.type("0600PM");
  await page.getByText("Closing must be later than opening.").waitFor();
  // From the field's last part back to its first.
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.type("0900PM");
  await expect.poll(() => page.getByText("Closing must be later than opening.").count()).toBe(0);

  await tabTo("Copy Monday to other days");
  await page.keyboard.press("Enter");
  await tabTo("Working days");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("Copy");
  await page.keyboard.press("Enter");
  await expect.poll(focused).toBe("Copy Monday to other days");
  await tabTo("Remove Friday 18:30 to 21:00");
  await page.keyboard.press("Enter");
  await expect.poll(focused).toBe("Add hours on Friday");
  await tabTo("Make resource");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Resources" }).waitFor();

  const { data } = await asOwner<{ data: { name: string; weekly: object }[] }>(page, "/resources?limit=100");
  const both = [["08:00", "17:00"], ["18:30", "21:00"]];
  expect(data.find(({ name }) => name === "Studio B")?.weekly).toEqual({ mon: both, tue: both, wed: both, thu: both, fri: [["08:00", "17:00"]] });
  expect(complaints).toEqual([]);
});

test("what was changed and not saved is not lost by a link", async () => {
  const { page } = await openConsole(studio, "/resources/new");
  await page.getByLabel("Name", { exact: true }).fill("Studio C");
  await page.getByRole("link", { name: "Calendar" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Go back" }).click();
  expect(await page.getByLabel("Name", { exact: true }).inputValue()).toBe("Studio C");
  await page.getByRole("link", { name: "Calendar" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Leave" }).click();
  await page.waitForURL(/calendar/);
});

test("archiving can be undone, and what is not undone is done", async () => {
  const { page } = await openConsole(studio, "/services");
  const row = page.getByRole("link", { name: /^Consultation/ });
  await page.getByRole("button", { name: "Archive Consultation" }).click();
  await expect.poll(() => row.count()).toBe(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await row.waitFor();
  await page.getByRole("button", { name: "Archive Consultation" }).click();
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect.poll(async () => (await asOwner<{ data: { name: string }[] }>(page, "/services")).data.map(({ name }) => name)).not.toContain("Consultation");
  await goTo(page, "/calendar");
});
