import { expect, test, vi } from "vitest";
import { raiseAlert } from "../../../api/src/operations/payments/raise-alert.js";
import { post, visit } from "../../demo/e2e/program.js";
import { expectAccessible, openStudio } from "../../demo/e2e/studio.js";
import { goTo, openConsole } from "./owner.js";

vi.setConfig({ testTimeout: 60_000 });

const studio = await openStudio();

test("a refund that failed is counted in the navigation, tried again from its payment, and dealt with", async () => {
  const visitor = await visit({ url: studio.url } as Parameters<typeof visit>[0], "haircut");
  const hold = await visitor.holdFirst(2);
  const { payment } = await visitor.checkout(hold, { length: "Short" });
  await post(`${studio.url}/razorpay/control/pay`, { orderId: payment.orderId, outcome: "authorized" });
  await expect.poll(async () => (await visitor.read(hold)).payment.status, { timeout: 10_000 }).toBe("captured");

  const { page, complaints } = await openConsole(studio, "/payments");
  await page.getByRole("link", { name: /Asha/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Give money back" }).click();
  await dialog.getByRole("button", { name: /^Refund/ }).click();
  await dialog.getByText("Back with the customer", { exact: true }).waitFor({ timeout: 15_000 });
  // As if Razorpay had given up.
  const [{ paymentId }] = (await studio.sql<{ paymentId: string }[]>`update refunds set status = 'failed' where tenant_id = ${studio.business.tenantId} returning payment_id as "paymentId"`) as unknown as [{ paymentId: string }];
  await raiseAlert(studio.sql, studio.business.tenantId, { kind: "refund_failed", subject: "rfd_test", paymentId, detail: "The refund failed 5 times. Check the balance of your Razorpay account, then retry it here." });

  await page.reload();
  await page.getByRole("link", { name: /Payments.*1 to look at/ }).first().waitFor();
  await goTo(page, "/payments/alerts");
  await page.getByText("A refund failed", { exact: true }).waitFor();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Open payment" }).click();
  await dialog.getByRole("button", { name: "Try again" }).click();
  await page.getByText("The refund is tried again").waitFor();
  await dialog.getByRole("button", { name: "Dealt with" }).click();
  await expect.poll(() => dialog.getByRole("button", { name: "Dealt with" }).count()).toBe(0);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Close" }).click();
  await page.getByText("Nothing needs you").waitFor();
  expect(complaints).toEqual([]);
});

test("keys that Razorpay does not accept are refused in a sentence", async () => {
  const { page } = await openConsole(studio, "/settings/razorpay");
  await page.getByLabel("Key id").fill("rzp_test_nobody");
  await page.getByLabel("Key secret").fill("wrong");
  await page.getByRole("button", { name: /keys|Connect/ }).click();
  await page.getByText(/Razorpay (does not|doesn’t|did not) accept/i).first().waitFor();
});

test("a secret key is shown once, and a revoked one is gone", async () => {
  const { page } = await openConsole(studio, "/settings/keys");
  await page.getByRole("button", { name: "New key" }).click();
  await page.getByLabel("For", { exact: true }).selectOption("secret");
  await page.getByLabel("Name").fill("Till");
  await page.getByRole("button", { name: "Make key" }).click();
  expect(await page.getByLabel("secret key", { exact: true }).textContent()).toMatch(/^sk_/);
  await page.reload();
  await page.getByRole("button", { name: "Revoke Till" }).waitFor();
  expect(await page.getByLabel("secret key", { exact: true }).count()).toBe(0);

  await page.getByRole("button", { name: "New key" }).click();
  await page.getByLabel("Name").fill("Blog");
  await page.getByLabel("Websites it works from").fill("https://blog.example.com/path");
  await page.getByRole("button", { name: "Make key" }).click();
  await page.getByText("Must be an origin without a path").waitFor();
  await page.getByLabel("Websites it works from").fill("https://blog.example.com");
  await page.getByRole("button", { name: "Make key" }).click();
  await page.getByText("From https://blog.example.com").waitFor();

  await page.getByRole("button", { name: "Revoke Till" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke key" }).click();
  await expect.poll(() => page.getByRole("button", { name: "Revoke Till" }).count()).toBe(0);
});
