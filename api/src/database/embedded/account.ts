import { execFile } from "node:child_process";
import { chown, lstat, readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** The operating system's user that the server runs as. */
export interface Account {
  uid: number;
  gid: number;
  name: string;
}

export interface Finished {
  /** The exit code, or the system's word ("ENOENT") where the program could not be started. */
  code: number | string;
  /** Standard output and standard error together. */
  output: string;
}

/**
 * PostgreSQL refuses to run as root, so root hands the server to the owner of the data that is already there, else to
 * the user postgres, else to nobody. No user is created. Anybody else runs it as themselves: undefined.
 */
export async function chooseAccount(data: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = await stat(data).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, name: `number ${owner.uid}` };
  return (await lookUp("postgres")) ?? (await lookUp("nobody")) ?? { uid: 65534, gid: 65534, name: "nobody" };
}

async function lookUp(name: string): Promise<Account | undefined> {
  const [uid, gid] = await Promise.all([run("id", ["-u", name], {}), run("id", ["-g", name], {})]);
  return uid.code === 0 && gid.code === 0 ? { uid: Number(uid.output), gid: Number(gid.output), name } : undefined;
}

/** Whether the account can reach a folder, asked of the system: permissions have more rules than their bits. */
export async function canEnter(folder: string, account: Account | undefined): Promise<boolean> {
  if (!account) return true;
  return (await run("/bin/sh", ["-c", 'cd -- "$1"', "sh", folder], { account })).code === 0;
}

/** Gives a folder and all that is in it to the account. */
export async function giveTo(account: Account | undefined, path: string): Promise<void> {
  if (!account) return;
  const info = await lstat(path);
  if (info.isSymbolicLink()) return;
  await chown(path, account.uid, account.gid);
  if (!info.isDirectory()) return;
  for (const name of await readdir(path)) await giveTo(account, join(path, name));
}

/** Runs a program to its end. Never rejects. */
export function run(
  file: string,
  args: string[],
  options: { account?: Account | undefined; cwd?: string },
): Promise<Finished> {
  return new Promise((resolve) => {
    execFile(
      file,
      args,
      { cwd: options.cwd ?? "/", env: serverEnvironment(), ...identity(options.account) },
      (error, stdout, stderr) => resolve({ code: error ? (error.code ?? 1) : 0, output: stdout + stderr }),
    );
  });
}

/** The options of `spawn` that make a program run as the account. */
export function identity(account: Account | undefined): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

/**
 * Only what the programs need: PGDATA, PGPORT or LC_ALL of the caller would change what they do, and an unset locale
 * makes the server fail on macOS.
 */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP, TMPDIR } = process.env;
  return { PATH, SystemRoot, TEMP, TMPDIR, LC_ALL: "C", TZ: "UTC" };
}
