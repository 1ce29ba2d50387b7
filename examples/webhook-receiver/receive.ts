/**
 * Shows a business's events as they happen: makes a webhook endpoint, prints what is posted to it, and deletes it again.
 *
 *   HOLDFAST_KEY=sk_… node examples/dist/webhook-receiver/receive.js --api http://127.0.0.1:3000
 */
import { parseArgs } from "node:util";
import { serve } from "@hono/node-server";
import { createOwnerClient, HoldfastError, type VerifiedWebhook } from "@holdfast/sdk/server";
import { webhookHandler } from "./handler.js";

const { values } = parseArgs({
  options: {
    api: { type: "string", default: "http://127.0.0.1:3000" },
    port: { type: "string", default: "4000" },
    // Where the server can reach this one: a tunnel's address, where it is not on this machine.
    url: { type: "string" },
  },
});

const key = process.env["HOLDFAST_KEY"];
if (!key) {
  console.error("Set HOLDFAST_KEY to a secret key of the business, sk_….");
  process.exit(1);
}
const business = createOwnerClient({ baseUrl: values.api, key });

try {
  await listen();
} catch (error) {
  if (!(error instanceof HoldfastError)) throw error;
  console.error([error.message, ...(error.errors ?? []).map(({ path, message }) => `  ${path}: ${message}`)].join("\n"));
  process.exitCode = 1;
}

async function listen(): Promise<void> {
  const url = values.url ?? `http://127.0.0.1:${values.port}/`;
  const { id, secret } = await business.webhookEndpoints.create({ url, description: "The example receiver" });
  const server = serve({ fetch: webhookHandler(secret!, show), port: Number(values.port), hostname: "127.0.0.1" });
  await business.webhookEndpoints.test(id);
  console.log(`Events are posted to ${url} now. Ctrl-C ends it.`);

  process.once("SIGINT", () => {
    server.close();
    void business.webhookEndpoints.delete(id).then(() => process.exit());
  });
}

/** What an event's data are follows from its type. */
function show(event: VerifiedWebhook): void {
  switch (event.type) {
    case "booking.confirmed":
    case "booking.moved":
    case "booking.cancelled":
      return console.log(event.type, event.data.reference, event.data.start, event.data.customer.name);
    case "webhook.test":
      return console.log(event.type, "- the endpoint works");
    default:
      console.log(event.type, event.data.id);
  }
}
