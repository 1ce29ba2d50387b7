import { z } from "zod";
import type { DatabaseOptions } from "./database/connect.js";

/** A setting is missing or wrong; the message names it and says what it should be. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

const portNumber = z
  .string()
  .regex(/^[0-9]{1,5}$/)
  .transform(Number)
  .pipe(z.int().min(1).max(65535));

const flag = z.enum(["true", "false", "1", "0"]).transform((value) => value === "true" || value === "1");
const wholeNumber = (min: number, max: number) =>
  z.string().regex(/^[0-9]+$/).transform(Number).pipe(z.int().min(min).max(max));
const httpUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ""));

/** Every setting with its form, and the sentence that says what it should be. */
const SETTINGS = {
  DATABASE_URL: { schema: z.url({ protocol: /^postgres(ql)?$/ }), should: "a postgres:// address of PostgreSQL 15 or later" },
  HOLDFAST_SECRET: { schema: z.string().min(32).max(1000), should: "a random text of at least 32 characters" },
  PORT: { schema: portNumber, should: "a port number from 1 to 65535" },
  HOST: { schema: z.string().min(1).max(255), should: "an address to listen on, such as 0.0.0.0" },
  PUBLIC_URL: { schema: httpUrl, should: "the address customers reach this server at, such as https://booking.example.com" },
  SMTP_URL: { schema: z.url({ protocol: /^smtps?$/ }), should: "an smtp:// or smtps:// address" },
  MAIL_FROM: { schema: z.string().min(3).max(320).regex(/@/), should: "a sender, such as Holdfast <bookings@example.com>" },
  RAZORPAY_API_URL: { schema: httpUrl, should: "an http(s) address of a Razorpay emulator; never set it in production" },
  RAZORPAY_CHECKOUT_URL: { schema: httpUrl, should: "the address of Razorpay's checkout.js" },
  RAZORPAY_KEY_ID: { schema: z.string().regex(/^rzp_(test|live)_\w+$/), should: "a Razorpay key id, rzp_test_… or rzp_live_…" },
  RAZORPAY_KEY_SECRET: { schema: z.string().min(1), should: "the secret of RAZORPAY_KEY_ID" },
  TRUST_PROXY: { schema: flag, should: "true or false" },
  DATABASE_POOL: { schema: wholeNumber(2, 500), should: "a number of connections from 2 to 500" },
  DATABASE_POOLER: { schema: z.enum(["none", "transaction"]), should: "none, or transaction where PgBouncer or its kind lends connections per transaction" },
  DATABASE_PREPARE: { schema: flag, should: "true or false: whether statements are prepared by name" },
  DATABASE_DIRECT_URL: { schema: z.url({ protocol: /^postgres(ql)?$/ }), should: "a postgres:// address of PostgreSQL itself, past the pooler" },
  DATABASE_WAIT: { schema: wholeNumber(1, 60), should: "how long a request waits for a free connection, from 1 to 60 seconds" },
  DATABASE_STATEMENT_TIMEOUT: { schema: wholeNumber(1, 600), should: "how long a statement may take, from 1 to 600 seconds" },
  DATABASE_IDLE_TIMEOUT: { schema: wholeNumber(1, 600), should: "how long a transaction may do nothing, from 1 to 600 seconds" },
  SHUTDOWN_DELAY: { schema: wholeNumber(0, 300), should: "how long requests are still taken after SIGTERM, from 0 to 300 seconds" },
  SHUTDOWN_GRACE: { schema: wholeNumber(1, 300), should: "how long running requests may take to finish after that, from 1 to 300 seconds" },
  WEBHOOK_PRIVATE_NETWORKS: { schema: flag, should: "true or false: whether webhooks may go to private networks, and over http; never set it where strangers sign up" },
  LOG_LEVEL: { schema: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]), should: "fatal, error, warn, info, debug or silent" },
  NODE_ENV: { schema: z.string(), should: "production, development or test" },
} as const;

type SettingName = keyof typeof SETTINGS;
type Environment = Readonly<Record<string, string | undefined>>;

/** Reads one setting; an empty variable counts as not set. @throws {ConfigError} where it has the wrong form. */
export function readSetting<N extends SettingName>(env: Environment, name: N): z.output<(typeof SETTINGS)[N]["schema"]> | undefined {
  const text = env[name]?.trim();
  if (!text) return undefined;
  const { schema, should } = SETTINGS[name];
  const parsed = schema.safeParse(text);
  // The value itself is not repeated: it may be a secret.
  if (!parsed.success) throw new ConfigError(`${name} is not valid: it should be ${should}.`);
  return parsed.data as z.output<(typeof SETTINGS)[N]["schema"]>;
}

/** Like {@link readSetting}. @throws {ConfigError} where it is missing, too. */
export function requireSetting<N extends SettingName>(env: Environment, name: N): z.output<(typeof SETTINGS)[N]["schema"]> {
  const value = readSetting(env, name);
  if (value === undefined) throw new ConfigError(`${name} is missing: set it to ${SETTINGS[name].should}.`);
  return value;
}

/** What `npm run serve` needs to know. */
export interface ServerConfig {
  databaseUrl: string;
  /** Connections to PostgreSQL, default 20. */
  databasePool: number;
  database: DatabaseOptions;
  secret: string;
  /** Default 3000. */
  port: number;
  /** Default 127.0.0.1. */
  host: string;
  publicUrl: string;
  mail: { smtpUrl?: string; from: string };
  razorpay: { apiUrl?: string; checkoutScriptUrl?: string; defaultCredentials?: { keyId: string; keySecret: string } };
  webhooks: {
    /** Whether they may go to private networks, and over http. Default false. */
    allowPrivateNetworks: boolean;
  };
  /** Whether X-Forwarded-For tells the client's address, default false. */
  trustProxy: boolean;
  /** Default info. */
  logLevel: string;
  shutdown: {
    /** Seconds between /readyz's 503 and the door's closing, for balancers to take note. Default 0. */
    delaySeconds: number;
    /** Seconds that running requests and workers then have. Default 10. */
    graceSeconds: number;
  };
}

/** @throws {ConfigError} naming the variable that is missing or wrong. */
export function loadConfig(env: Environment): ServerConfig {
  const port = readSetting(env, "PORT") ?? 3000;
  const host = readSetting(env, "HOST") ?? "127.0.0.1";
  const smtpUrl = readSetting(env, "SMTP_URL");
  const apiUrl = readSetting(env, "RAZORPAY_API_URL");
  const checkoutScriptUrl = readSetting(env, "RAZORPAY_CHECKOUT_URL");
  if (apiUrl && env.NODE_ENV === "production")
    throw new ConfigError("RAZORPAY_API_URL must not be set in production: payments would not be real.");
  const keyId = readSetting(env, "RAZORPAY_KEY_ID");
  const pooled = readSetting(env, "DATABASE_POOLER") === "transaction";
  const directUrl = readSetting(env, "DATABASE_DIRECT_URL");
  const defaultCredentials = keyId && { keyId, keySecret: requireSetting(env, "RAZORPAY_KEY_SECRET") };
  return {
    databaseUrl: requireSetting(env, "DATABASE_URL"),
    databasePool: readSetting(env, "DATABASE_POOL") ?? 20,
    database: {
      pooled,
      prepare: readSetting(env, "DATABASE_PREPARE") ?? !pooled,
      ...(directUrl && { directUrl }),
      waitSeconds: readSetting(env, "DATABASE_WAIT") ?? 10,
      statementTimeoutSeconds: readSetting(env, "DATABASE_STATEMENT_TIMEOUT") ?? 15,
      idleInTransactionSeconds: readSetting(env, "DATABASE_IDLE_TIMEOUT") ?? 30,
    },
    secret: requireSetting(env, "HOLDFAST_SECRET"),
    port,
    host,
    publicUrl: readSetting(env, "PUBLIC_URL") ?? `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    mail: { ...(smtpUrl && { smtpUrl }), from: readSetting(env, "MAIL_FROM") ?? "Holdfast <bookings@localhost>" },
    razorpay: { ...(apiUrl && { apiUrl }), ...(checkoutScriptUrl && { checkoutScriptUrl }), ...(defaultCredentials && { defaultCredentials }) },
    webhooks: { allowPrivateNetworks: readSetting(env, "WEBHOOK_PRIVATE_NETWORKS") ?? false },
    trustProxy: readSetting(env, "TRUST_PROXY") ?? false,
    logLevel: readSetting(env, "LOG_LEVEL") ?? "info",
    shutdown: { delaySeconds: readSetting(env, "SHUTDOWN_DELAY") ?? 0, graceSeconds: readSetting(env, "SHUTDOWN_GRACE") ?? 10 },
  };
}
