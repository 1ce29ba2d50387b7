import { chmod, mkdir, mkdtemp, readdir, realpath, rmdir, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Account, canEnter, chooseAccount } from "./account.js";
import { codeOf, EmbeddedServerError, reasonOf } from "./error.js";

/** Where one embedded server lives, and who runs it. */
export interface Home {
  /** Holds all that follows. */
  folder: string;
  /** PostgreSQL's own folder (PGDATA). */
  data: string;
  /** The password of the only role, made with the data and kept in its folder. */
  passwordFile: string;
  /** The port used last, so that the address stays the same from one start to the next. */
  portFile: string;
  logFile: string;
  account: Account | undefined;
}

/**
 * Opens `<dataDirectory>/postgres`. Where the account that must run the server cannot reach it (root's data
 * below /root), the server lives in a fresh folder of the system instead, and `postgres` is a link to that.
 */
export async function openHome(dataDirectory: string, onLog: (line: string) => void): Promise<Home> {
  const link = join(dataDirectory, "postgres");
  try {
    await mkdir(dataDirectory, { recursive: true });
    await makeReadable(link);
    const here = await describe(link);
    if (await canEnter(here.folder, here.account)) return here;
    await openToPassers(dataDirectory);
    if (await canEnter(here.folder, here.account)) return here;
    const there = await moveOut(link, here);
    onLog(`The user ${there.account?.name} cannot enter ${dataDirectory}: the database is kept in ${there.folder}`);
    return there;
  } catch (error) {
    if (error instanceof EmbeddedServerError) throw error;
    throw new EmbeddedServerError(
      `The data folder ${dataDirectory} cannot be used (${reasonOf(error)}): name one that can be written to.`,
      { cause: error },
    );
  }
}

/** Root's files are for root alone where its umask says so, but the account has to pass through this folder. */
async function makeReadable(folder: string): Promise<void> {
  try {
    await mkdir(folder);
    await chmod(folder, 0o755);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
}

/** A folder of root's with nothing else in it, as mkdtemp makes them, is ours to let the account pass through. */
async function openToPassers(dataDirectory: string): Promise<void> {
  if ((await readdir(dataDirectory)).length > 1) return;
  await chmod(dataDirectory, (await stat(dataDirectory)).mode | 0o011);
}

async function describe(link: string): Promise<Home> {
  const folder = await realpath(link);
  const data = join(folder, "data");
  return {
    folder,
    data,
    passwordFile: join(data, "holdfast.password"),
    portFile: join(folder, "port"),
    logFile: join(folder, "server.log"),
    account: await chooseAccount(data),
  };
}

async function moveOut(link: string, here: Home): Promise<Home> {
  try {
    await rmdir(here.folder);
  } catch (error) {
    throw new EmbeddedServerError(
      `The user ${here.account?.name}, who has to run PostgreSQL for root, cannot enter ${here.folder}: move the data folder to where it can.`,
      { cause: error },
    );
  }
  const folder = await mkdtemp(join(await lastingFolder(), "holdfast-"));
  await chmod(folder, 0o755);
  await symlink(folder, link);
  return describe(link);
}

/** The system's first folder for data that outlives a restart. */
async function lastingFolder(): Promise<string> {
  for (const folder of ["/var/lib", "/var/tmp"]) {
    if (await stat(folder).catch(() => undefined)) return folder;
  }
  return tmpdir();
}
