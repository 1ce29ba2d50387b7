import { expect, test, vi } from "vitest";
import type { Booking, Resource, Service } from "@holdfast/sdk/server";
import { openStudio } from "../../demo/e2e/studio.js";
import { asOwner, goTo, openConsole } from "./owner.js";

vi.setConfig({ testTimeout: 60_000 });

const studio = await openStudio();
/** A Friday that nothing else is booked on. */
const DATE = "2030-03-01";
const at = (time: string) => new Date(`${DATE}T${time}:00+05:30`).toISOString();

test("time is blocked once what is booked then has gone, stands in the calendar, and is given back with a way back", async () => {
  const { page, complaints } = await openConsole(studio, `/calendar?view=day&date=${DATE}`);
  const { data: services } = await asOwner<{ data: Service[] }>(page, "/services");
  const service = services.find(({ name }) => name === "Haircut")!;
  const booking = await asOwner<Booking>(page, "/bookings", { serviceId: service.id, start: at("11:00"), outsideHours: true, customer: { name: "Meera Iyer" } });

  await page.getByRole("link", { name: "Block time" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Who or what").selectOption(booking.resources[0]!.id);
  await dialog.getByRole("button", { name: "Block the time" }).click();
  await expect.poll(() => dialog.getByLabel("From").getAttribute("aria-invalid")).toBe("true");
  await dialog.getByLabel("From").fill("10:30");
  await dialog.getByLabel("To", { exact: true }).fill("09:00");
  await dialog.getByRole("button", { name: "Block the time" }).click();
  await dialog.getByText("Must be after the start.").waitFor();
  await dialog.getByLabel("To", { exact: true }).fill("13:00");
  await dialog.getByLabel("Reason").fill("Training");
  await dialog.getByRole("button", { name: "Block the time" }).click();
  await dialog.getByRole("alert").getByText("taken by 1 booking").waitFor();
  await dialog.getByRole("link", { name: /Meera Iyer, Haircut/ }).click();
  await dialog.getByRole("button", { name: "Cancel booking" }).click();
  await dialog.locator("form").getByRole("button", { name: "Cancel booking" }).click();
  await dialog.locator(".badge", { hasText: "Cancelled" }).waitFor();

  await goTo(page, `/calendar?view=day&date=${DATE}&block=${DATE}`);
  await dialog.getByLabel("Who or what").selectOption(booking.resources[0]!.id);
  await dialog.getByLabel("From").fill("10:30");
  await dialog.getByLabel("To", { exact: true }).fill("13:00");
  await dialog.getByLabel("Reason").fill("Training");
  await dialog.getByRole("button", { name: "Block the time" }).click();
  await expect.poll(() => dialog.count()).toBe(0);
  const block = page.getByRole("button", { name: /^Training/ });
  await block.click();
  await dialog.getByRole("button", { name: "Give the time back" }).click();
  await expect.poll(() => block.count()).toBe(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await block.waitFor();
  expect(complaints).toEqual([]);
  expect(await studio.breaches()).toEqual([]);
});

test("a day is counted, cancelled with words to its customers, and closed", async () => {
  const { page, complaints } = await openConsole(studio, `/calendar?view=day&date=${DATE}`);
  const { data: services } = await asOwner<{ data: Service[] }>(page, "/services");
  const service = services.find(({ name }) => name === "Haircut")!;
  const bookings: Booking[] = [];
  for (const [time, customer] of [["15:00", { name: "Asha Rao", email: "asha@example.com" }], ["16:00", { name: "Rohan Das" }]] as const)
    bookings.push(await asOwner<Booking>(page, "/bookings", { serviceId: service.id, start: at(time), outsideHours: true, customer }));

  await page.getByRole("link", { name: "Cancel a day" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("2 bookings", { exact: true }).waitFor();
  await dialog.getByText("One customer has no e-mail address").waitFor();
  await dialog.getByLabel("Message").fill("The roof leaks.");
  await dialog.getByRole("button", { name: "Cancel 2 bookings" }).click();
  await dialog.last().getByRole("button", { name: "Cancel 2 bookings" }).last().click();
  await dialog.getByText("2 bookings cancelled.").waitFor({ timeout: 20_000 });
  for (const { id } of bookings) expect((await asOwner<Booking>(page, `/bookings/${id}`)).status).toBe("cancelled");
  const { data: resources } = await asOwner<{ data: Resource[] }>(page, "/resources");
  for (const { id } of resources)
    expect((await asOwner<{ data: { windows: unknown[] }[] }>(page, `/resources/${id}/overrides?from=${DATE}&to=${DATE}`)).data).toMatchObject([{ windows: [] }]);
  await expect.poll(() => studio.outbox(), { timeout: 10_000 }).toContain("Cancelled: Haircut");
  expect(complaints).toEqual([]);
  expect(await studio.breaches()).toEqual([]);
});
