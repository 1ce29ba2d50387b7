import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { EmbeddedServerError } from "./error.js";
import type { Home } from "./home.js";

/**
 * The port to listen on: the one asked for, else the one used last time, else any that is free.
 *
 * @throws EmbeddedServerError where the one asked for is taken
 */
export async function choosePort(home: Home, asked: number | undefined): Promise<number> {
  if (asked !== undefined) {
    if (!(await tryPort(asked))) throw portTaken(asked);
    return asked;
  }
  const last = Number(await readFile(home.portFile, "utf8").catch(() => ""));
  const port = (last > 0 && last < 65_536 ? await tryPort(last) : undefined) ?? (await tryPort(0));
  if (!port) throw new EmbeddedServerError("No port of 127.0.0.1 is free for PostgreSQL: close a program that listens.");
  await writeFile(home.portFile, String(port));
  return port;
}

export function portTaken(port: number): EmbeddedServerError {
  return new EmbeddedServerError(
    `Port ${port} of 127.0.0.1 is taken by another program: stop that, or choose another port for the database.`,
  );
}

/** Listens for a moment; 0 stands for any port. The port that was had, or undefined where it is taken. */
function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? address?.port : undefined));
    });
  });
}
