import { serve } from "@hono/node-server";
import { createEmulator } from "./server.js";

const port = Number(process.env["PORT"] ?? 4000);
const { RAZORPAY_KEY_ID: keyId, RAZORPAY_KEY_SECRET: keySecret, RAZORPAY_WEBHOOK_URL: url, RAZORPAY_WEBHOOK_SECRET: secret } = process.env;

if (!Number.isInteger(port) || port < 0 || port > 65_535) quit("PORT should be a number from 0 to 65535.");
if (Boolean(url) !== Boolean(secret)) quit("Set RAZORPAY_WEBHOOK_URL and RAZORPAY_WEBHOOK_SECRET together.");

try {
  const emulator = createEmulator({
    ...(keyId && { keyId }),
    ...(keySecret && { keySecret }),
    ...(url && secret && { webhook: { url, secret } }),
  });
  // Loopback only: whoever reaches it can make payments succeed.
  const server = serve({ fetch: emulator.app.fetch, port, hostname: "127.0.0.1" }, (address) => {
    const own = `http://127.0.0.1:${address.port}`;
    console.log(`Razorpay emulator: no money moves\n  API        ${own}/v1\n  checkout   ${own}/checkout.js\n  control    ${own}/control`);
    console.log(`  key id     ${emulator.keyId}\n  key secret ${keySecret ? "(from RAZORPAY_KEY_SECRET)" : emulator.keySecret}`);
  });
  server.on("error", (error: NodeJS.ErrnoException) => quit(error.code === "EADDRINUSE" ? `Port ${port} is taken. Choose another with PORT.` : error.message));
  const stop = () => {
    server.close();
    if ("closeAllConnections" in server) server.closeAllConnections();
    void emulator.stop();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
} catch (error) {
  quit(error instanceof Error ? error.message : String(error));
}

function quit(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
