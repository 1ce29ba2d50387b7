import { once } from "node:events";
import { connect, type Socket } from "node:net";

const EVENT = "\nevent: slots\n";

/** Many who watch, each on a connection of their own; no more of an event is read than that it came. */
export class Listeners {
  readonly #sockets: Socket[] = [];
  #heardAt: number[] = [];
  #all: (() => void) | undefined;

  private constructor() {}

  /** Opens them one path after the other, some at once. @throws where a stream is refused. */
  static async open(url: string, count: number, pathOf: (index: number) => string): Promise<Listeners> {
    const listeners = new Listeners();
    let next = 0;
    const openSome = async () => {
      for (let index = next++; index < count; index = next++) listeners.#sockets.push(await listeners.#open(url, pathOf(index)));
    };
    await Promise.all(Array.from({ length: 32 }, openSome));
    return listeners;
  }

  async #open(url: string, path: string): Promise<Socket> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname).setNoDelay(true).setEncoding("latin1");
    await once(socket, "connect");
    socket.write(`GET ${path} HTTP/1.1\r\nHost: bench\r\nAccept: text/event-stream\r\n\r\n`);
    await new Promise<void>((resolve, reject) => {
      let text = "";
      let listening = false;
      socket.on("error", reject);
      socket.on("close", () => reject(new Error("A stream ended by itself.")));
      socket.on("data", (chunk: string) => {
        text += chunk;
        if (!listening) {
          if (/^HTTP\/1.1 (?!200)/.test(text)) reject(new Error(`A stream was refused: ${text.slice(0, 300)}`));
          if (!text.includes("\nevent: ready\n")) return;
          listening = true;
          resolve();
        }
        if (text.includes(EVENT)) this.#heard();
        // An event that comes in two pieces is found in the second.
        text = text.slice(text.lastIndexOf("\n\n") + 1).slice(-EVENT.length);
      });
    });
    return socket;
  }

  #heard(): void {
    if (this.#heardAt.push(performance.now()) === this.#sockets.length) this.#all?.();
  }

  /** When each of them heard of what `change` changes, by `performance.now()`. @throws where one did not within ten seconds. */
  async hear(change: () => Promise<void>): Promise<number[]> {
    this.#heardAt = [];
    const all = new Promise<void>((resolve) => (this.#all = resolve));
    await change();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`${this.#sockets.length - this.#heardAt.length} of ${this.#sockets.length} listeners heard nothing.`)), 10_000);
    });
    if (this.#heardAt.length < this.#sockets.length) await Promise.race([all, late]);
    clearTimeout(timer);
    return this.#heardAt;
  }

  close(): void {
    for (const socket of this.#sockets) socket.removeAllListeners("close").destroy();
  }
}
