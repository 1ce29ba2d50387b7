import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import Razorpay from "razorpay";
import { createEmulator, type Emulator, type EmulatorOptions } from "./index.js";

/** What a webhook brought. */
export interface Received {
  body: string;
  headers: Headers;
  event: string;
}

export interface TestEmulator extends Emulator {
  url: string;
  /** The real SDK, talking to this emulator. */
  sdk: Razorpay;
  /** The webhooks that arrived, in their order. */
  received: Received[];
  /** Plain HTTP, with the first account's keys. */
  call(path: string, init?: RequestInit): Promise<Response>;
  close(): Promise<void>;
}

export const WEBHOOK_SECRET = "webhook-secret";

/** An emulator on a free port; `answers` are the statuses that its webhooks meet, then 200. */
export async function startEmulator(options: EmulatorOptions = {}, answers: number[] = []): Promise<TestEmulator> {
  const received: Received[] = [];
  const emulator = createEmulator({
    webhook: { url: "http://shop.test/hook", secret: WEBHOOK_SECRET },
    fetch: async (_, { body, headers } = {}) => {
      received.push({ body: String(body), headers: new Headers(headers), event: JSON.parse(String(body)).event });
      return new Response(null, { status: answers.shift() ?? 200 });
    },
    ...options,
  });
  const server = createServer(getRequestListener(emulator.app.fetch));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...emulator,
    url,
    received,
    sdk: sdkFor(url, emulator),
    call: (path, init) => fetch(url + path, { ...init, headers: { authorization: basic(emulator), "content-type": "application/json", ...init?.headers } }),
    async close() {
      await emulator.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const basic = ({ keyId, keySecret }: { keyId: string; keySecret: string }) => `Basic ${Buffer.from(`${keyId}:${keySecret}`).toString("base64")}`;

/** The SDK's host is fixed; its axios instance is not, though its types hide it. */
export function sdkFor(url: string, { keyId, keySecret }: { keyId: string; keySecret: string }): Razorpay {
  const sdk = new Razorpay({ key_id: keyId, key_secret: keySecret });
  (sdk as unknown as { api: { rq: { defaults: { baseURL: string } } } }).api.rq.defaults.baseURL = url;
  return sdk;
}
