import { createHmac } from "node:crypto";
import { expect } from "vitest";
import { type VerifiedWebhook, verifyWebhook } from "../../../../sdk/src/server.js";
import type { TestApp } from "../../helpers/app.js";
import type { Business } from "../../helpers/business.js";
import type { Received, startReceiver } from "../../helpers/receiver.js";

let counter = 0;

/** An endpoint of a business's, at a path of its own, with what arrives there. */
export async function createListener(app: TestApp, receiver: Awaited<ReturnType<typeof startReceiver>>, business: Business, options: object = {}) {
  const path = `/hook-${++counter}`;
  const { id, secret } = (await business.create("/v1/webhook-endpoints", { url: receiver.url(path), ...options })) as { id: string; secret: string };
  const call = (method: string, verb = "", body?: object, more: object = {}) => app.request(method, `/v1/webhook-endpoints/${id}${verb}`, body, { key: business.sk, ...more });
  const deliveries = async (query = "") => (await call("GET", `/deliveries${query}`)).body.data as Record<string, any>[];

  const listener = {
    id,
    secret,
    path,
    call,
    deliveries,
    received: () => receiver.at(path),
    /** Delivers what is due, and gives all that has arrived so far, verified by the SDK. */
    async heard(): Promise<VerifiedWebhook[]> {
      await app.deliverWebhooks();
      const now = await app.clock.now();
      return Promise.all(listener.received().map(({ body, headers }) => verifyWebhook(body, headers, secret, { now, toleranceSeconds: Infinity })));
    },
    types: async () => (await listener.heard()).map(({ type }) => type),
    /** What arrived last. */
    last: (): Received => listener.received().at(-1)!,
  };
  return listener;
}

/** The signature that a secret gives a request, by the specification and nothing of ours. */
export function signatureBy(secret: string, { headers, body }: Received): string {
  const content = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
  return `v1,${createHmac("sha256", Buffer.from(secret.replace("whsec_", ""), "base64")).update(content).digest("base64")}`;
}

export const byType = (events: readonly VerifiedWebhook[], type: string) => {
  const found = events.filter((event) => event.type === type);
  expect(found, `${type} among ${events.map((event) => event.type).join(", ")}`).toHaveLength(1);
  return found[0]! as VerifiedWebhook & { data: any };
};
