import { expect, test, vi } from "vitest";
import type { Service } from "@holdfast/sdk/server";
import { openStudio } from "../../demo/e2e/studio.js";
import { asOwner, goTo, openConsole } from "./owner.js";

vi.setConfig({ testTimeout: 60_000 });

const studio = await openStudio();

test("saving a service without a change changes nothing of it", async () => {
  const { page } = await openConsole(studio, "/services");
  const { data: before } = await asOwner<{ data: Service[] }>(page, "/services");
  for (const { id } of before) {
    await goTo(page, `/services/${id}`);
    await page.getByRole("button", { name: "Save" }).click();
    await page.locator('main[data-place="/services"]').waitFor();
  }
  expect((await asOwner<{ data: Service[] }>(page, "/services")).data).toEqual(before);
});

test("a service is made with all that it can have; what is wrong is said at its field", async () => {
  const { page, complaints } = await openConsole(studio, "/services/new");
  await page.getByRole("button", { name: "Make service" }).click();
  const name = page.getByLabel("Name", { exact: true });
  await expect.poll(() => name.getAttribute("aria-invalid")).toBe("true");
  await name.fill("Beard and brow");
  await page.getByLabel("Price of a place").fill("lots");
  await page.getByText("Write an amount, such as 450.").waitFor();
  await page.getByLabel("Price of a place").fill("650.50");
  await page.getByLabel("Tax the price contains").fill("5");
  await page.getByRole("button", { name: "Further length" }).click();
  await page.getByLabel("Its price").fill("900");
  await page.getByLabel("Zubin").check();
  await page.getByRole("button", { name: "And one of another group" }).click();
  await page.getByRole("group", { name: "Group 2" }).getByLabel("Name of the group").fill("Chair");
  await page.getByRole("group", { name: "Group 2" }).getByLabel("Colour chair 1").check();
  await page.getByRole("button", { name: "Step", exact: true }).click();
  await page.getByRole("button", { name: "Question", exact: true }).click();
  await page.getByRole("textbox", { name: "Question 1" }).fill("Which oil?");
  await page.getByLabel("Kind of answer").selectOption("select");
  await page.getByLabel("To choose from").fill("Sesame\nAlmond");
  await page.getByRole("button", { name: "Make service" }).click();
  await page.locator('main[data-place="/services"]').waitFor();
  const { data } = await asOwner<{ data: Service[] }>(page, "/services");
  const made = data.find((service) => service.name === "Beard and brow")!;
  expect(made).toMatchObject({
    durationMinutes: 30, price: { amount: 65_050, currency: "INR" }, taxPercent: 5, durations: [{ durationMinutes: 30 }, { durationMinutes: 60, price: { amount: 90_000 } }],
    requirements: [{ resources: [{ name: "Zubin" }] }, { name: "Chair", resources: [{ name: "Colour chair 1" }] }],
    cancellation: [{ hoursBefore: 24, refundPercent: 100 }], questions: [{ id: "which_oil", label: "Which oil?", type: "select", options: ["Sesame", "Almond"] }],
  });
  expect(complaints).toEqual([]);
});

test("sessions are published by weekdays, all or none; a withdrawn one can be taken back", async () => {
  const { page, complaints } = await openConsole(studio, "/sessions/new");
  await page.getByLabel("First date").fill("2030-01-01");
  await page.getByLabel("Last date").fill("2030-01-14");
  await page.getByLabel("Tue").check();
  await page.getByLabel("Thu").check();
  await page.getByLabel("Start", { exact: true }).fill("06:30");
  await page.getByRole("button", { name: "Publish 4 sessions" }).click();
  await page.locator('main[data-place="/sessions"]').waitFor();
  await goTo(page, "/sessions?from=2030-01-01");
  await expect.poll(() => page.getByText("0 of 12 taken").count()).toBe(4);

  // One of them at a time that is taken: none is published, and which one it was is said.
  await goTo(page, "/sessions/new");
  await page.getByLabel("First date").fill("2030-01-02");
  await page.getByLabel("Last date").fill("2030-01-03");
  await page.getByLabel("Start", { exact: true }).fill("06:30");
  await page.getByRole("button", { name: "Publish 2 sessions" }).click();
  expect((await page.getByRole("alert").textContent())!.trim()).toMatch(/^3 Jan 2030, 6:30\sam: The resources it needs are taken at this time\.$/);

  await goTo(page, "/sessions?from=2030-01-01");
  await page.getByRole("button", { name: /^Withdraw/ }).first().click();
  await expect.poll(() => page.getByText("0 of 12 taken").count()).toBe(3);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => page.getByText("0 of 12 taken").count()).toBe(4);
  expect(complaints).toEqual([]);
});

test("a date that differs is added, twice refused, and taken away with a way back", async () => {
  const { page } = await openConsole(studio, "/resources");
  await page.getByRole("link", { name: /^Devika/ }).click();
  const add = page.getByRole("button", { name: "Add a date" });
  await add.click();
  await page.getByLabel("Date", { exact: true }).fill("2030-05-01");
  await page.getByLabel("Note").fill("Maharashtra Day");
  await page.getByRole("button", { name: "Add date" }).click();
  await page.getByText("Closed, Maharashtra Day").waitFor();
  await add.click();
  await page.getByLabel("Date", { exact: true }).fill("2030-05-01");
  await page.getByRole("button", { name: "Add date" }).click();
  await page.getByRole("alert").waitFor();
  await page.getByRole("button", { name: "Never mind" }).click();
  await page.getByRole("button", { name: /^Give Wed, 1 May/ }).click();
  await expect.poll(() => page.getByText("Closed, Maharashtra Day").count()).toBe(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("Closed, Maharashtra Day").waitFor();
});
