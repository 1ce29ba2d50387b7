import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Sql } from "../../src/database/connect.js";
import type { Processes } from "../helpers/api-processes.js";
import type { Network } from "../helpers/network.js";
import type { Random } from "../helpers/random.js";
import { pause } from "../helpers/until.js";

/** What the faults are done to. */
export interface Site {
  processes: Processes;
  /** Between the processes and the database. */
  network: Network;
  dataDirectory: string;
  startDatabase(): Promise<void>;
  /** Straight to the database. */
  admin: Sql;
}

export interface Fault {
  /** Whether something is ended by SIGKILL. */
  kills: boolean;
  /** How often it is drawn. */
  weight: number;
  /** Does it, and undoes what the world would undo: a server is started again, a cable put back in. */
  happen(site: Site, random: Random): Promise<void>;
}

const readPostmasterPid = async (dataDirectory: string) => Number((await readFile(join(dataDirectory, "postgres/data/postmaster.pid"), "utf8")).split("\n")[0]);

async function killDatabase({ dataDirectory, startDatabase }: Site, random: Random): Promise<void> {
  process.kill(await readPostmasterPid(dataDirectory), "SIGKILL");
  await pause(random.between(0, 1000));
  await startDatabase();
}

export const FAULTS: Record<string, Fault> = {
  "an API process is killed": {
    kills: true,
    weight: 40,
    happen: async ({ processes }, random) => processes.kill(random.between(0, 1)),
  },
  "all API processes are killed": {
    kills: true,
    weight: 10,
    happen: async ({ processes }) => processes.killAll(),
  },
  "PostgreSQL is killed": { kills: true, weight: 25, happen: killDatabase },
  "PostgreSQL and an API process are killed": {
    kills: true,
    weight: 5,
    async happen(site, random) {
      site.processes.kill(random.between(0, 1));
      await killDatabase(site, random);
    },
  },
  // The server ends all its connections then, and recovers by itself.
  "a connection's process in PostgreSQL is killed": {
    kills: true,
    weight: 10,
    async happen({ admin }, random) {
      const backends = await admin<{ pid: number }[]>`select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() order by pid`;
      process.kill(random.pick(backends).pid, "SIGKILL");
    },
  },
  "all connections are cut": {
    kills: false,
    weight: 10,
    happen: async ({ network }) => network.cut(),
  },
  "the network is slow": {
    kills: false,
    weight: 5,
    async happen({ network }, random) {
      network.delay(random.between(20, 300));
      await pause(1500);
      network.delay(0);
    },
  },
  "nothing gets through, without a word": {
    kills: false,
    weight: 5,
    async happen({ network }, random) {
      network.freeze();
      await pause(random.between(300, 2000));
      network.thaw();
      // What was under way hangs on connections that are dead; who opens new ones is served.
    },
  },
  "all connections are taken": {
    kills: false,
    weight: 5,
    happen: ({ admin }) =>
      admin.begin(async (tx) => {
        await tx`lock table claims`;
        await pause(2500);
      }),
  },
};
