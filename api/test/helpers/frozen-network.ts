import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

export interface Network {
  /** The server's address, through this network. */
  url: string;
  /** From now on nothing gets through, and nobody is told: as when a cable is pulled out. */
  freeze(): void;
  /** New connections get through again; what was on the way is lost. */
  thaw(): void;
}

/** A network between a pool and its server, until the test is over. */
export async function startNetwork(serverUrl: string): Promise<Network> {
  let frozen = false;
  const sockets = new Set<Socket>();
  const relay = createServer((near) => {
    const far = connect(Number(new URL(serverUrl).port), "127.0.0.1");
    let dead = false;
    for (const [from, to] of [[near, far], [far, near]] as const) {
      sockets.add(from);
      from.on("data", (bytes) => {
        dead ||= frozen;
        if (!dead) to.write(bytes);
      });
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
      from.on("error", () => {});
    }
  });
  await once(relay.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    relay.close();
    for (const socket of sockets) socket.destroy();
  });
  const url = new URL(serverUrl);
  url.port = String((relay.address() as { port: number }).port);
  return { url: url.href, freeze: () => (frozen = true), thaw: () => (frozen = false) };
}
