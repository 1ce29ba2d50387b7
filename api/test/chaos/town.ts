import type { TestDatabase } from "../helpers/database.js";
import { ACCOUNTS, type Business, openBusiness } from "./businesses.js";
import { Client } from "./client.js";
import { Clocks, stopClock } from "./clocks.js";
import { type Gateway, openGateway } from "./gateway.js";
import { Journal } from "./journal.js";
import { Kills } from "./kills.js";
import type { Plan } from "./plan.js";
import { Processes } from "../helpers/api-processes.js";
import type { Size } from "./size.js";

/** API processes side by side. */
const PROCESSES = 2;
/** Each hang keeps a batch of the outbox waiting for so long. */
const PROVIDER_TIMEOUT_MS = 900;

/** Everything that runs: processes, provider, clocks, businesses. */
export interface Town {
  database: TestDatabase;
  processes: Processes;
  gateway: Gateway;
  clocks: Clocks;
  kills: Kills;
  client: Client;
  businesses: Business[];
  journal: Journal;
  close(): Promise<void>;
}

/** Starts it all; the clocks stand at `now`, and nothing is killed before it is complete. */
export async function foundTown(database: TestDatabase, plan: Plan, size: Size, now: Date): Promise<Town> {
  await stopClock(database.sql, now);
  const journal = new Journal();
  const gateway = await openGateway(PROCESSES, now, journal);
  const processes = new Processes(
    gateway.urls.map((apiUrl) => ({
      databaseUrl: database.url,
      databasePool: 12,
      secret: "a secret of at least thirty-two characters",
      publicUrl: "https://booking.test",
      mail: { from: "Holdfast <bookings@test.example>" },
      razorpay: { apiUrl, timeoutMs: PROVIDER_TIMEOUT_MS },
      logLevel: "error",
    })),
  );
  await processes.start();
  const builder = new Client(processes, journal);
  const businesses: Business[] = [];
  for (const [i, account] of ACCOUNTS.entries()) businesses.push(await openBusiness(builder, account, i + 1, size));
  for (const business of businesses) gateway.connect(business);

  const kills = new Kills(plan.kills, processes);
  gateway.watch(processes, kills);
  return {
    database,
    processes,
    gateway,
    clocks: new Clocks(database.sql, gateway, now),
    kills,
    client: new Client(processes, journal, kills),
    businesses,
    journal,
    async close() {
      kills.end();
      await processes.stop();
      await gateway.close();
    },
  };
}
