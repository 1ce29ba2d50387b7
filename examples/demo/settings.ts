import { resolve } from "node:path";
import { ConfigError, readSetting } from "@holdfast/api";

/** What the environment says about the demonstration. */
export interface DemoSettings {
  /** Default 3000. */
  port: number;
  /** Default 127.0.0.1. */
  host: string;
  /** The address visitors reach it at. Default is made of host and port. */
  publicUrl: string;
  /** The address it reaches itself at: the payment emulator and the API call each other over HTTP. */
  ownUrl: string;
  /** Absolute path of the folder that keeps everything from one start to the next. Default is `.data`. */
  dataFolder: string;
  /** A PostgreSQL of yours; without it one is started on the data folder. */
  databaseUrl?: string;
  /** A mail server; without it mails are only shown in the outbox. */
  smtpUrl?: string;
  /** The address that mails come from. Default is the studio's. */
  mailFrom?: string;
  /** Default is `warn`: the terminal is for what to open. */
  logLevel: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws {ConfigError} naming the variable that has the wrong form. */
export function readSettings(env: Environment, projectFolder: string): DemoSettings {
  const port = readSetting(env, "PORT") ?? 3000;
  const host = readSetting(env, "HOST") ?? "127.0.0.1";
  const databaseUrl = readSetting(env, "DATABASE_URL");
  const smtpUrl = readSetting(env, "SMTP_URL");
  const mailFrom = readSetting(env, "MAIL_FROM");
  if (env["NODE_ENV"] === "production")
    throw new ConfigError("NODE_ENV is production, but this is the demonstration, where no payment is real: run `npm run serve` instead.");
  return {
    port,
    host,
    publicUrl: readSetting(env, "PUBLIC_URL") ?? urlOf(isWildcard(host) ? "localhost" : host, port),
    ownUrl: urlOf(isWildcard(host) ? "127.0.0.1" : host, port),
    dataFolder: resolve(projectFolder, env["HOLDFAST_DATA"]?.trim() || ".data"),
    ...(databaseUrl && { databaseUrl }),
    ...(smtpUrl && { smtpUrl }),
    ...(mailFrom && { mailFrom }),
    logLevel: readSetting(env, "LOG_LEVEL") ?? "warn",
  };
}

const isWildcard = (host: string) => host === "0.0.0.0" || host === "::";

const urlOf = (host: string, port: number) => `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
