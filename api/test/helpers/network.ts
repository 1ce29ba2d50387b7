import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export interface Network {
  /** The server's address, through this network. */
  url: string;
  /** From now on nothing gets through, and nobody is told: as when a cable is pulled out. */
  freeze(): void;
  /** New connections get through again; what was on the way is lost. */
  thaw(): void;
  /** Ends every connection, in the middle of what it says. New ones get through. */
  cut(): void;
  /** How long everything takes from now on, in each direction, in milliseconds. */
  delay(ms: number): void;
  close(): void;
}

/** A network between pools and their server. */
export async function createNetwork(serverUrl: string): Promise<Network> {
  let frozen = false;
  let delayMs = 0;
  const sockets = new Set<Socket>();
  const relay = createServer((near) => {
    const far = connect(Number(new URL(serverUrl).port), "127.0.0.1");
    let dead = false;
    for (const [from, to] of [[near, far], [far, near]] as const) {
      sockets.add(from);
      /** What is still on its way: nothing overtakes it. */
      let underway: Promise<void> | undefined;
      from.on("data", (bytes) => {
        dead ||= frozen;
        if (dead) return;
        if (!underway && delayMs === 0) return void to.write(bytes);
        const arrives = sleep(delayMs);
        const mine = (underway ?? Promise.resolve()).then(async () => {
          await arrives;
          if (to.writable) to.write(bytes);
          if (underway === mine) underway = undefined;
        });
        underway = mine;
      });
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
      from.on("error", () => {});
    }
  });
  await once(relay.listen(0, "127.0.0.1"), "listening");
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const url = new URL(serverUrl);
  url.port = String((relay.address() as { port: number }).port);
  return {
    url: url.href,
    freeze: () => void (frozen = true),
    thaw: () => void (frozen = false),
    cut,
    delay: (ms) => void (delayMs = ms),
    close: () => {
      relay.close();
      cut();
    },
  };
}
