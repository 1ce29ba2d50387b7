import { randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { giveTo, run } from "./account.js";
import type { Binaries } from "./binaries.js";
import { codeOf, EmbeddedServerError, reasonOf } from "./error.js";
import type { Home } from "./home.js";
import { isAlive } from "./lock-file.js";

/** The only role of an embedded server, its superuser. */
export const roleName = "holdfast";

/**
 * Makes sure that there is a database cluster of the right version, and returns its password.
 *
 * @throws EmbeddedServerError where the folder holds something else
 */
export async function openData(home: Home, binaries: Binaries, options: { durable: boolean }): Promise<string> {
  if (!(await hasContent(home.data))) await create(home, binaries, options);
  await checkVersion(home, binaries);
  try {
    return (await readFile(home.passwordFile, "utf8")).trim();
  } catch (error) {
    throw new EmbeddedServerError(
      `The password of the database in ${home.data} cannot be read (${reasonOf(error)}): start as the user who made it, or move the folder away.`,
      { cause: error },
    );
  }
}

async function hasContent(data: string): Promise<boolean> {
  try {
    return (await readdir(data)).length > 0;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw new EmbeddedServerError(
      `The database folder ${data} cannot be read (${reasonOf(error)}): start as the user who made it, or move it away.`,
      { cause: error },
    );
  }
}

async function checkVersion(home: Home, binaries: Binaries): Promise<void> {
  const text = await readFile(join(home.data, "PG_VERSION"), "utf8").catch(() => "");
  if (!/^\d+\s*$/.test(text)) {
    throw new EmbeddedServerError(`${home.data} is no PostgreSQL data folder: move it away, and a new one is made.`);
  }
  if (Number(text) !== binaries.majorVersion) {
    throw new EmbeddedServerError(
      `The data in ${home.data} is of PostgreSQL ${text.trim()}, and this is PostgreSQL ${binaries.majorVersion}: move it away for a new start, or carry it over with pg_upgrade.`,
    );
  }
  const owner = await stat(home.data);
  if (home.account && owner.uid !== home.account.uid) await giveTo(home.account, home.data);
}

const initialSettings = [
  `--username=${roleName}`,
  "--auth=scram-sha-256",
  // Said in full, because LANG=C would otherwise make a SQL_ASCII database.
  "--encoding=UTF8",
  "--locale=C",
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
  "--no-instructions",
];

/** Made under another name and renamed: a process killed half-way, or two at once, leave no half-made data. */
async function create(home: Home, binaries: Binaries, options: { durable: boolean }): Promise<void> {
  await removeUnfinished(home);
  const unfinished = join(home.folder, `unfinished-${process.pid}-${randomBytes(4).toString("hex")}`);
  const passwordFile = `${unfinished}-password`;
  try {
    await writeFile(passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600, flag: "wx" });
    await mkdir(unfinished, { mode: 0o700 });
    await giveTo(home.account, unfinished);
    await giveTo(home.account, passwordFile);
    const { code, output } = await run(
      binaries.initdb,
      ["-D", unfinished, `--pwfile=${passwordFile}`, ...initialSettings, ...(options.durable ? [] : ["--no-sync"])],
      { account: home.account, cwd: home.folder },
    );
    if (code !== 0) {
      throw new EmbeddedServerError(`PostgreSQL could not make its data folder in ${home.folder}: ${output.trim()}`);
    }
    await rename(passwordFile, join(unfinished, basename(home.passwordFile)));
    // Fails where another process was faster: then its data are the data.
    await rename(unfinished, home.data).catch((error: unknown) => {
      if (codeOf(error) !== "ENOTEMPTY" && codeOf(error) !== "EEXIST") throw error;
    });
  } finally {
    await rm(passwordFile, { force: true });
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function removeUnfinished(home: Home): Promise<void> {
  for (const name of await readdir(home.folder)) {
    const pid = /^unfinished-(\d+)/.exec(name)?.[1];
    if (pid && !isAlive(Number(pid))) await rm(join(home.folder, name), { recursive: true, force: true });
  }
}
