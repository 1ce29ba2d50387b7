import { startEmbeddedServer } from "../../src/database/embedded-server.js";

/** Starts a server and leaves it running: its caller is killed. */
export default async function start(dataDirectory: string): Promise<{ port: number; reused: boolean }> {
  const { port, reused } = await startEmbeddedServer({ dataDirectory, durable: false });
  return { port, reused };
}
