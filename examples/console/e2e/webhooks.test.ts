import { verifyWebhook } from "@holdfast/sdk/server";
import { expect, test, vi } from "vitest";
import { answers, startReceiver } from "../../../api/test/helpers/receiver.js";
import { expectAccessible, openStudio } from "../../demo/e2e/studio.js";
import { openConsole } from "./owner.js";

vi.setConfig({ testTimeout: 60_000 });

const studio = await openStudio();
const receiver = await startReceiver();

test("an owner adds an endpoint, keeps its secret, tests it, sees it fail and sends the event again", async () => {
  const { page, complaints } = await openConsole(studio, "/settings/webhooks");
  await page.getByText("No server is told yet").waitFor();
  await expectAccessible(page);

  await page.getByRole("button", { name: "New endpoint" }).first().click();
  await page.getByLabel("Address").fill(receiver.url("/till"));
  await page.getByLabel("Name").fill("Till");
  await page.getByLabel("Tell it everything").uncheck();
  await page.getByRole("button", { name: "Add endpoint" }).click();
  // Nothing chosen: told at the field.
  await page.locator("fieldset .error").waitFor();
  await expectAccessible(page);
  await page.getByLabel(/^Booked/).check();
  await page.getByRole("button", { name: "Add endpoint" }).click();
  const secret = (await page.getByLabel("signing secret", { exact: true }).textContent())!.trim();
  expect(secret).toMatch(/^whsec_/);
  await expectAccessible(page);

  receiver.answer("/till", answers.status(410, "not here any more"), answers.ok);
  await page.getByRole("link", { name: /Till/ }).click();
  await page.getByRole("heading", { name: "What was sent" }).waitFor();
  expect(await page.getByLabel("signing secret", { exact: true }).count()).toBe(0);
  await page.getByRole("button", { name: "Send a test" }).click();
  await page.getByText("Disabled").waitFor({ timeout: 15_000 });
  await page.locator("summary").first().click();
  await page.getByText("not here any more").waitFor();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Switch on" }).click();
  await page.getByText("Working").waitFor();
  await page.getByRole("button", { name: "Send again" }).click();
  await expect.poll(() => receiver.at("/till").length, { timeout: 15_000 }).toBe(2);
  await page.locator("summary").getByText("Delivered", { exact: true }).first().waitFor({ timeout: 15_000 });
  const { headers, body } = receiver.at("/till")[1]!;
  expect(await verifyWebhook(body, new Headers(headers), secret)).toMatchObject({ type: "webhook.test" });

  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete endpoint" }).click();
  await page.getByText("No server is told yet").waitFor();
  expect(complaints).toEqual([]);
});
