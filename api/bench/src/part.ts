import type { Summary } from "./load/compare.js";
import type { ProcessOptions, Processes } from "./server/processes.js";
import type { Database } from "./server/databases.js";
import type { Settings } from "./settings.js";

/** What a part is given. */
export interface Bench {
  settings: Settings;
  /** A fresh, migrated database, or a copy of one that nobody is connected to. */
  createDatabase(options?: { copyOf?: Database }): Promise<Database>;
  /** API processes side by side on a database, as `npm run serve` starts them. They end with their part. */
  startApi(database: Database, count: number, env?: Record<string, string>): Promise<Processes>;
  /** One of the bench's own servers, as many processes of it. */
  startServer(module: URL, count: number, options?: Pick<ProcessOptions, "args" | "env">): Promise<Processes>;
  /** Lets PostgreSQL look at what is in its tables, as it does by itself once a minute. */
  analyze(): Promise<void>;
  /** CPU seconds that PostgreSQL has used so far; NaN where that can't be known. */
  databaseCpuSeconds(): number;
  /** Tells what goes on. */
  log(line: string): void;
}

export interface Figure {
  name: string;
  value: number;
  unit: "×" | "s" | "MB" | "/s" | "ms" | "";
  /** Missed, it is told. Without one the figure is for information. */
  goal?: { atLeast: number } | { atMost: number };
  /** Broken, the run fails: this is no matter of speed. */
  must?: { be: number };
}

export interface Findings {
  figures: Figure[];
  /** Throughput, latency and CPU behind the figures. */
  summaries?: Summary[];
  /** What a reader has to know about them. */
  notes?: string[];
}

/** A file in `parts/` exports one of these as its default: that is all it takes to add one. */
export interface Part {
  /** What it measures, in one line. */
  title: string;
  /** Its place in the report. */
  order: number;
  run(bench: Bench): Promise<Findings>;
}
