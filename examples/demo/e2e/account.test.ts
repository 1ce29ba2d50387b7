import { expect, test } from "vitest";
import { until } from "./program.js";
import { expectAccessible, openStudio, slotsOf } from "./studio.js";

const studio = await openStudio();

/** Where the mails in the outbox say it. */
async function mailWith(pattern: RegExp): Promise<RegExpExecArray> {
  const find = async () => {
    const list = await studio.outbox();
    const texts = await Promise.all([...new Set([...list.matchAll(/href="(\/demo\/outbox\/[^"#?]+)/g)].map(([, path]) => path))].map(async (path) => (await fetch(studio.url + path)).text()));
    for (const text of texts) {
      const found = pattern.exec(text.replaceAll("&amp;", "&"));
      if (found) return found;
    }
    return null;
  };
  return (await until(find, (found) => found !== null))!;
}

test("the mail's link shows the booking; it is moved there; who signs in with a mailed code finds it, and cancels it", async () => {
  const { page, widget } = await studio.visit("/book/consultation");
  await slotsOf(widget).nth(1).click();
  await widget.getByLabel("Name").fill("Meera Nair");
  await widget.getByLabel("E-mail").fill("meera@customer.example");
  await widget.getByRole("button", { name: /confirm/i }).last().click();
  await widget.getByRole("heading", { name: /you are booked/i }).waitFor();
  await page.context().close();

  const [link] = await mailWith(/\/booking#id=bkg_\w+&token=[\w.-]+/);
  const { page: own, complaints } = await studio.visit(link);
  const account = own.locator("booking-account");
  await account.getByRole("button", { name: "Move to another time" }).click();
  await account.getByRole("button", { name: "Next month" }).click();
  await slotsOf(account).first().click();
  await account.getByRole("button", { name: "Move my booking" }).click();
  await account.getByText("Your booking was moved").waitFor();
  const [row] = await studio.sql`select count(*)::int as moved from bookings where moved_at is not null`;
  expect(row).toEqual({ moved: 1 });

  await account.getByRole("link", { name: "All your bookings" }).click();
  await account.getByLabel("E-mail").fill("meera@customer.example");
  await account.getByRole("button", { name: "Send me a code" }).click();
  const [, code = ""] = await mailWith(/\b(\d{6}) is your code/);
  await account.getByLabel("Code").fill(code);
  await account.getByRole("link", { name: "Consultation" }).click();
  await account.getByRole("button", { name: "Cancel booking" }).click();
  await account.getByText("Nothing was paid").waitFor();
  await expectAccessible(own);
  await account.getByRole("button", { name: "Yes, cancel it" }).click();
  await account.getByText("Your booking is cancelled").waitFor();
  expect(complaints).toEqual([]);
  expect(await studio.breaches()).toEqual([]);
}, 60_000);
