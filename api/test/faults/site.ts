import { createApi } from "../../src/api.js";
import { connect } from "../../src/database/connect.js";
import { startEmbeddedServer } from "../../src/database/embedded-server.js";
import { migrate } from "../../src/database/migrate.js";
import { Processes } from "../helpers/api-processes.js";
import { EVERY_DAY } from "../helpers/business.js";
import { createNetwork } from "../helpers/network.js";
import { until } from "../helpers/until.js";
import type { Shop } from "./customers.js";
import type { Site } from "./faults.js";

const SECRET = "a secret of at least thirty-two characters";
const DAYS = 300;
const DAY_MS = 86_400_000;

const optionsOf = (databaseUrl: string) => ({
  databaseUrl,
  databasePool: 6,
  // Shorter than usual, as the outages are.
  database: { waitSeconds: 1, statementTimeoutSeconds: 3, idleInTransactionSeconds: 5 },
  secret: SECRET,
  publicUrl: "https://booking.test",
  mail: { from: "Holdfast <bookings@test.example>" },
  logLevel: "error",
});

/** A durable PostgreSQL of the run's own, a network before it, two API processes behind that, and a shop to book at. */
export async function openSite(dataDirectory: string): Promise<Site & { shop: Shop; close(): Promise<void> }> {
  // What is answered is to be there after a kill: that is for a server that keeps what it commits.
  let server = await startEmbeddedServer({ dataDirectory, durable: true, settings: { max_connections: "60" } });
  const admin = connect(server.url, { max: 2 });
  await migrate(admin);
  const shop = await openShop(server.url);
  const network = await createNetwork(server.url);
  const processes = new Processes([1, 2].map(() => optionsOf(network.url)));
  await processes.start();
  return {
    processes, network, dataDirectory, admin, shop,
    async startDatabase() {
      server = await startEmbeddedServer({ dataDirectory, durable: true, settings: { max_connections: "60" }, port: server.port });
    },
    async close() {
      await processes.stop();
      network.close();
      await admin.end({ timeout: 0 });
      await server.stop();
    },
  };
}

async function openShop(databaseUrl: string): Promise<Shop> {
  const api = createApi({ ...optionsOf(databaseUrl), logLevel: "silent" });
  const call = async (path: string, body: object, key?: string): Promise<any> => {
    const response = await api.app.request(path, { method: "POST", headers: { "Content-Type": "application/json", ...(key && { Authorization: `Bearer ${key}` }) }, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  try {
    const { secretKey } = await call("/v1/owners/sign-up", { email: "owner@business.test", password: "correct horse battery", businessName: "Business", timeZone: "UTC", currency: "INR" });
    const resource = async () => (await call("/v1/resources", { name: "Chair", timeZone: "UTC", weekly: EVERY_DAY }, secretKey)).id as string;
    const resources = [await resource(), await resource(), await resource()];
    const free = { price: { amount: 0, currency: "INR" }, horizonDays: DAYS + 30, cancellation: undefined };
    const services = [
      { name: "Cut", durationMinutes: 30, resourceIds: resources.slice(0, 1), ...free },
      { name: "Colour", durationMinutes: 60, resourceIds: resources.slice(0, 2), ...free },
      { name: "Class", durationMinutes: 60, capacity: 6, resourceIds: resources.slice(2), ...free },
    ];
    const serviceIds: string[] = [];
    for (const service of services) serviceIds.push((await call("/v1/services", service, secretKey)).id);
    const firstMs = Math.ceil(Date.now() / DAY_MS + 1) * DAY_MS;
    const starts = Array.from({ length: DAYS * 8 }, (_, i) => new Date(firstMs + Math.floor(i / 8) * DAY_MS + (9 + (i % 8)) * 3_600_000).toISOString());
    return { secretKey, serviceIds, starts };
  } finally {
    await api.stop(0);
  }
}

/** Waits until a customer could be served again. @returns how long that took, in milliseconds. */
export async function untilServing({ processes }: Pick<Site, "processes">): Promise<number> {
  const startedAt = performance.now();
  for (const slot of [0, 1])
    await until("both processes are ready again", async () => {
      const found = processes.at(slot);
      if (!found) return 0;
      return fetch(`${found}/readyz`, { signal: AbortSignal.timeout(5000) }).then(({ status }) => status, () => 0);
    }, (status) => status === 200);
  return performance.now() - startedAt;
}
