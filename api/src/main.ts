import { createApi } from "./api.js";
import { ConfigError, loadConfig } from "./config.js";
import { explainDatabaseError } from "./database/explain-error.js";
import { listen } from "./listen.js";

/** `npm run serve`: the API against the PostgreSQL of DATABASE_URL, until SIGINT or SIGTERM. */
async function main() {
  const config = loadConfig(process.env);
  const api = createApi(config);
  const ready = await api.app.request("/readyz");
  if (!ready.ok) throw new ConfigError("The database of DATABASE_URL does not answer, or is not migrated: run npm run migrate.");
  const server = await listen(api.app.fetch, config);
  api.startWorkers();
  console.log(`Holdfast listens on ${server.url}`);
  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(1);
    stopping = true;
    await server.close();
    await api.stop();
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : explainDatabaseError(error));
  process.exit(1);
});
