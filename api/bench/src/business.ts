import { createApi } from "@holdfast/api";
import type { Database } from "./server/databases.js";
import { SECRET } from "./server/secret.js";

export const TIME_ZONE = "Asia/Kolkata";
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
export const openDaily = (opens: string, closes: string) => Object.fromEntries(DAYS.map((day) => [day, [[opens, closes]]]));

/** A tenant in a database, and the API in this process to fill it with: no worker runs, so nothing but what is asked happens. */
export interface Business {
  tenantId: string;
  secretKey: string;
  publishableKey: string;
  /** @throws where the answer is no 2xx. */
  call<T = { id: string }>(method: string, path: string, body?: object, headers?: Record<string, string>): Promise<T>;
  /** A resource that is open at any time, unless told otherwise. */
  resource(options?: object): Promise<string>;
  /** A free service of 30 minutes that can be booked for three years and holds for an hour, unless told otherwise. */
  service(options: object): Promise<string>;
}

/** Signs a business up and hands it to `work`. Afterwards nobody is connected to the database. */
export async function withBusiness<T>(database: Database, work: (business: Business) => Promise<T>): Promise<T> {
  const api = createApi({ databaseUrl: database.url, secret: SECRET, publicUrl: "http://bench.test", mail: { from: "bench@bench.test" }, logLevel: "error" });
  const send = async (method: string, path: string, body: object | undefined, headers: Record<string, string>): Promise<any> => {
    const answer = await api.app.request(path, {
      method,
      headers: { ...headers, ...(body && { "Content-Type": "application/json" }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  };
  try {
    const owner = { email: "owner@bench.test", password: "correct horse battery", businessName: "Bench", timeZone: TIME_ZONE, currency: "INR" };
    const { tenant, secretKey, publishableKey } = await send("POST", "/v1/owners/sign-up", owner, {});
    const call: Business["call"] = (method, path, body, headers) => send(method, path, body, { Authorization: `Bearer ${secretKey}`, ...headers });
    const create = async (path: string, body: object) => (await call("POST", path, body)).id;
    return await work({
      tenantId: tenant.id,
      secretKey,
      publishableKey,
      call,
      resource: (options) => create("/v1/resources", { name: "Room", timeZone: TIME_ZONE, weekly: openDaily("00:00", "24:00"), ...options }),
      service: (options) => create("/v1/services", {
        name: "Service", durationMinutes: 30, price: { amount: 0, currency: "INR" }, horizonDays: 1095, holdSeconds: 3600, ...options,
      }),
    });
  } finally {
    await api.stop();
  }
}
