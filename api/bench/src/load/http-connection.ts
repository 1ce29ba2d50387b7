import { once } from "node:events";
import { connect, type Socket } from "node:net";

export interface Answer {
  status: number;
  body: Buffer;
}

/**
 * One keep-alive connection, one request at a time. It reads no more of HTTP than it must: whatever the client needs
 * of the machine's cores, it takes from those who are measured.
 */
export class HttpConnection {
  readonly #socket: Socket;
  #chunks: Buffer[] = [];
  #bytes = 0;
  /** Not worth looking before there are as many. */
  #needed = 1;
  #waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (chunk) => this.#take(chunk));
    socket.on("error", (error) => this.#waiting?.reject(error));
    socket.on("close", () => this.#waiting?.reject(new Error("The server closed the connection before it answered.")));
  }

  static async open(url: string): Promise<HttpConnection> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, "connect");
    return new HttpConnection(socket);
  }

  /** @param request - all of it: line, headers, body. */
  send(request: string): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes < this.#needed) return;
    const data = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    const read = readAnswer(data);
    if (typeof read === "number") {
      this.#needed = read;
      this.#chunks = [data];
      return;
    }
    this.#chunks = [];
    this.#bytes = 0;
    this.#needed = 1;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(read);
  }
}

/** The answer, or how many bytes it takes at least to read it. */
function readAnswer(data: Buffer): Answer | number {
  const headEnd = data.indexOf("\r\n\r\n");
  if (headEnd < 0) return data.length + 1;
  const head = data.toString("latin1", 0, headEnd);
  const status = Number(head.slice(9, 12));
  const bodyStart = headEnd + 4;
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) {
    const bodyEnd = bodyStart + Number(length);
    return data.length < bodyEnd ? bodyEnd : { status, body: data.subarray(bodyStart, bodyEnd) };
  }
  if (/\r\ntransfer-encoding: *chunked/i.test(head)) {
    const body = readChunks(data, bodyStart);
    return body ? { status, body } : data.length + 1;
  }
  return { status, body: data.subarray(bodyStart) };
}

/** The body, or undefined where its last chunk has not come. */
function readChunks(data: Buffer, start: number): Buffer | undefined {
  const chunks: Buffer[] = [];
  for (let at = start; ; ) {
    const lineEnd = data.indexOf("\r\n", at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(data.toString("latin1", at, lineEnd), 16);
    at = lineEnd + 2;
    if (data.length < at + size + 2) return undefined;
    if (size === 0) return Buffer.concat(chunks);
    chunks.push(data.subarray(at, at + size));
    at += size + 2;
  }
}
