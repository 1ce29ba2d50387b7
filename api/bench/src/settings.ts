import { fileURLToPath } from "node:url";

/** How big a run is, and what it looks at. */
export interface Settings {
  /** Seconds of one slice of load. BENCH_SECONDS, default 3. */
  seconds: number;
  /** How often the sides of a comparison take turns. BENCH_ROUNDS, default 5. */
  rounds: number;
  /** How many want the same seats in `contention` and `naive`. BENCH_RIVALS, default 10,000. */
  rivals: number;
  /** Bookings in the database of `history`. BENCH_HISTORY, default 200,000; `--full` makes it 10 million. */
  historyBookings: number;
  /** A constraint of `claims` to do without in `contention`, which then has to fail. BENCH_DROP, default none. */
  drop: string | undefined;
  /** Whether to profile the API processes and the statements. BENCH_PROFILE=1; costs a little speed. */
  profile: boolean;
  /** Path of pgbench, or "none" to go without. BENCH_PGBENCH, default where Debian puts it, or in PATH. */
  pgbench: string | undefined;
  /** A server of your own, as a role that may create databases. BENCH_DATABASE_URL, default an embedded one. */
  databaseUrl: string | undefined;
  /** Where databases and results go; its disk is part of what is measured. BENCH_FOLDER, default `.data/bench`. */
  folder: string;
}

/** @throws where a variable is no number, by its name. */
export function readSettings(flags: ReadonlySet<string>, env: NodeJS.ProcessEnv): Settings {
  const quick = flags.has("--quick");
  const number = (name: string, otherwise: number) => {
    const value = Number(env[name] || otherwise);
    if (!Number.isInteger(value) || value < 1) throw new Error(`${name} should be a whole number from 1 on.`);
    return value;
  };
  return {
    seconds: number("BENCH_SECONDS", quick ? 1 : 3),
    rounds: number("BENCH_ROUNDS", quick ? 2 : 5),
    rivals: number("BENCH_RIVALS", quick ? 2000 : 10_000),
    historyBookings: number("BENCH_HISTORY", flags.has("--full") ? 10_000_000 : quick ? 50_000 : 200_000),
    drop: env["BENCH_DROP"] || undefined,
    profile: env["BENCH_PROFILE"] === "1",
    pgbench: env["BENCH_PGBENCH"] || undefined,
    databaseUrl: env["BENCH_DATABASE_URL"] || undefined,
    folder: env["BENCH_FOLDER"] || fileURLToPath(new URL("../../../.data/bench", import.meta.url)),
  };
}
