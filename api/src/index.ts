export { createApi, type ApiOptions } from "./api.js";
export { ConfigError, loadConfig, readSetting, requireSetting } from "./config.js";
export { connect, type Sql } from "./database/connect.js";
export { EmbeddedServerError, startEmbeddedServer } from "./database/embedded-server.js";
export { explainDatabaseError } from "./database/explain-error.js";
export { migrate, MigrationError } from "./database/migrate.js";
export type { CapturedMail } from "./gateways/mailer.js";
export { listen, type Listening } from "./listen.js";
export { onStopSignals } from "./stop-signals.js";
