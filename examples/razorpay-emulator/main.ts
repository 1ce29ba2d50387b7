import { serve } from "@hono/node-server";
import { createEmulator, DEFAULT_KEY_SECRET, type Emulator } from "./server.js";

const port = Number(process.env["PORT"] || 4000);

try {
  start(emulatorFrom(process.env));
} catch (error) {
  quit(error instanceof Error ? error.message : String(error));
}

/** @throws {TypeError} for a live key, or half a webhook */
function emulatorFrom({ RAZORPAY_KEY_ID: keyId, RAZORPAY_KEY_SECRET: keySecret, RAZORPAY_WEBHOOK_URL: url, RAZORPAY_WEBHOOK_SECRET: secret }: NodeJS.ProcessEnv): Emulator {
  if (!Number.isInteger(port) || port > 65_535 || port < 0) throw new TypeError("PORT should be a number up to 65535.");
  if (Boolean(url) !== Boolean(secret)) throw new TypeError("Set RAZORPAY_WEBHOOK_URL and RAZORPAY_WEBHOOK_SECRET together, or neither.");
  return createEmulator({ ...(keyId && { keyId }), ...(keySecret && { keySecret }), ...(url && secret && { webhook: { url, secret } }) });
}

function start(emulator: Emulator): void {
  // Loopback only: whoever reaches it can make payments succeed.
  const server = serve({ fetch: emulator.app.fetch, port, hostname: "127.0.0.1" }, ({ port }) => console.log(greeting(emulator, `http://127.0.0.1:${port}`)));
  server.on("error", (error: NodeJS.ErrnoException) =>
    quit(error.code === "EADDRINUSE" ? `Port ${port} is taken by another program. Choose another one with PORT.` : error.message),
  );
  const stop = () => {
    void emulator.stop();
    server.close();
    if ("closeAllConnections" in server) server.closeAllConnections();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

// A secret that somebody set stays off the terminal; the default is no secret.
const greeting = ({ keyId, keySecret }: Emulator, url: string) => `
  Razorpay emulator: test mode, no money moves

  API        ${url}          (the SDK adds /v1)
  Checkout   ${url}/checkout.js
  Control    ${url}/control
  Key        ${keyId}
  Secret     ${keySecret === DEFAULT_KEY_SECRET ? keySecret : "as set"}
`;

function quit(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}
