import { setTimeout as sleep } from "node:timers/promises";
import { createApi } from "./api.js";
import { ConfigError, loadConfig } from "./config.js";
import { explainDatabaseError } from "./database/explain-error.js";
import { listen } from "./listen.js";
import { onStopSignals } from "./stop-signals.js";

/** `npm run serve`: the API against the PostgreSQL of DATABASE_URL, until SIGINT or SIGTERM. */
async function main() {
  const config = loadConfig(process.env);
  const api = createApi(config);
  const ready = await api.app.request("/readyz");
  if (!ready.ok) throw new ConfigError(`The database of DATABASE_URL can't be used. ${((await ready.json()) as { detail: string }).detail}`);
  const server = await listen(api.app.fetch, config);
  api.startWorkers();
  console.log(`Holdfast listens on ${server.url}`);

  const { delaySeconds, graceSeconds } = config.shutdown;
  const stop = async () => {
    // Balancers see the 503 of /readyz and send no more; only then is the door closed.
    api.drain();
    await sleep(delaySeconds * 1000);
    await server.close(graceSeconds * 1000);
    await api.stop(graceSeconds * 1000);
    process.exit();
  };
  onStopSignals({ stop: () => void stop(), force: () => process.exit(1) });
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : explainDatabaseError(error));
  process.exit(1);
});
