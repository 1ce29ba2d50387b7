import { randomBytes } from "node:crypto";
import { access, constants, mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { StartError } from "./start-error.js";

/** What the demonstration keeps beside its database: the server's secret, how to sign in to the studio, the emulator's payments. */
export class DataFolder {
  constructor(readonly path: string) {}

  /** @throws {StartError} where the folder can't be made or written to */
  async open(): Promise<void> {
    await this.#attempt(async () => {
      await mkdir(this.path, { recursive: true });
      await access(this.path, constants.R_OK | constants.W_OK | constants.X_OK);
    });
  }

  /** The key that the server signs and encrypts with: made once, readable by this user alone. */
  async secret(): Promise<string> {
    const kept = (await this.#read("secret"))?.trim();
    if (kept !== undefined) {
      if (kept.length >= 32) return kept;
      throw this.damaged("secret");
    }
    const secret = randomBytes(48).toString("base64url");
    await this.#write("secret", `${secret}\n`);
    return secret;
  }

  /** What was kept under a name, or undefined. */
  async readJson(name: string): Promise<unknown> {
    const text = await this.#read(`${name}.json`);
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw this.damaged(`${name}.json`, cause);
    }
  }

  async writeJson(name: string, value: unknown): Promise<void> {
    await this.#write(`${name}.json`, `${JSON.stringify(value, null, 2)}\n`);
  }

  /** What to throw where a file does not have what it should. */
  damaged(file: string, cause?: unknown): StartError {
    return new StartError(`The file ${join(this.path, file)} is damaged: move ${this.path} away for a new start.`, { cause });
  }

  async #read(name: string): Promise<string | undefined> {
    return this.#attempt(async () => {
      try {
        return await readFile(join(this.path, name), "utf8");
      } catch (error) {
        if (codeOf(error) === "ENOENT") return undefined;
        throw error;
      }
    });
  }

  /** Written beside and renamed, so that a killed process leaves the old file or the new one, never half of it. */
  async #write(name: string, text: string): Promise<void> {
    const file = join(this.path, name);
    await this.#attempt(async () => {
      await writeFile(`${file}.new`, text, { mode: 0o600 });
      await rename(`${file}.new`, file);
    });
  }

  async #attempt<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const code = codeOf(error);
      if (!code) throw error;
      throw new StartError(
        `The data folder ${this.path} can't be used (${code}): name one that can be written to with HOLDFAST_DATA.`,
        { cause: error },
      );
    }
  }
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
