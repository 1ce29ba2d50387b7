/**
 * Sets up a business from a server: sign up, a resource with its hours, a service; then prints the tag to paste.
 *
 *   node examples/dist/node-server/configure.js --api http://127.0.0.1:3000 --email you@example.com
 */
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { createOwnerClient, HoldfastError, signUp } from "@holdfast/sdk/server";

const { values } = parseArgs({
  options: {
    api: { type: "string", default: "http://127.0.0.1:3000" },
    email: { type: "string", default: `owner-${randomBytes(3).toString("hex")}@example.com` },
    business: { type: "string", default: "Corner Barber" },
    origin: { type: "string", multiple: true, default: [] },
  },
});

try {
  await configure();
} catch (error) {
  if (!(error instanceof HoldfastError)) throw error;
  console.error([error.message, ...(error.errors ?? []).map(({ path, message }) => `  ${path}: ${message}`)].join("\n"));
  process.exitCode = 1;
}

async function configure(): Promise<void> {
  const baseUrl = values.api;
  const password = process.env["OWNER_PASSWORD"] ?? randomBytes(12).toString("base64url");

  // 1. A business, its owner, and two keys: one for browsers, one for this script.
  const account = await signUp(
    { email: values.email, password, businessName: values.business, timeZone: "Europe/Berlin", currency: "EUR" },
    { baseUrl },
  );
  const owner = createOwnerClient({ baseUrl, key: account.secretKey });

  // 2. Who is booked, and when they work: wall-clock times of their own zone.
  const workday: [string, string][] = [["09:00", "12:30"], ["13:30", "18:00"]];
  const barber = await owner.resources.create({ name: "Kim", timeZone: "Europe/Berlin" });
  await owner.resources.putHours(barber.id, {
    weekly: { tue: workday, wed: workday, thu: workday, fri: workday, sat: [["09:00", "14:00"]] },
  });

  // 3. What is booked. A price of 0 needs no payment; for others, set Razorpay's keys with `owner.payments.connect`.
  const service = await owner.services.create({
    name: "Haircut",
    durationMinutes: 30,
    price: { amount: 0, currency: "EUR" },
    resourceIds: [barber.id],
    bufferAfterMinutes: 5,
    minNoticeMinutes: 60,
  });

  // 4. A key that works from your website alone.
  const key =
    values.origin.length > 0
      ? await owner.apiKeys.create({ kind: "publishable", name: "Website", allowedOrigins: values.origin })
      : undefined;

  console.log(`
Owner      ${values.email}, password ${password}
Secret key ${account.secretKey}   (for servers; shown only now)

Paste this where the calendar should be:

  <script type="module" src="${baseUrl}/widget/booking-widget.js"></script>
  <booking-widget api="${baseUrl}" publishable-key="${key?.key ?? account.publishableKey}" service="${service.id}">
    <a href="mailto:${values.email}">Write to us to book</a>
  </booking-widget>
`);
}
