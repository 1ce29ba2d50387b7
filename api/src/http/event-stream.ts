import type { Context } from "hono";
import { BookingError } from "../errors.js";
import type { Env } from "./env.js";

/** A listener with more than this waiting is too slow, in bytes: it is dropped, and comes back with its last event's id. */
const MOST_WAITING_BYTES = 64 * 1024;

/** What writes to a stream of server-sent events; `send` tells false once nothing more can be sent. */
interface Writer {
  send(message: Uint8Array): boolean;
  end(): void;
}

/**
 * Answers with server-sent events for as long as the client stays.
 * @param subscribe - begins, and gives back what ends it.
 * @throws `service_unavailable` once this process is to stop.
 */
export async function eventStream(c: Context<Env>, subscribe: (writer: Writer) => Promise<() => void>): Promise<Response> {
  if (c.var.deps.stopping.aborted) throw new BookingError("service_unavailable", undefined, { retryAfterSeconds: 1 });
  let stream!: ReadableStreamDefaultController<Uint8Array>;
  let unsubscribe = () => {};
  const body = new ReadableStream<Uint8Array>(
    { start: (controller) => void (stream = controller), cancel: () => unsubscribe() },
    new ByteLengthQueuingStrategy({ highWaterMark: MOST_WAITING_BYTES }),
  );
  let open = true;
  unsubscribe = await subscribe({
    send(message) {
      if (!open || (stream.desiredSize ?? 0) < message.byteLength) return false;
      stream.enqueue(message);
      return true;
    },
    end() {
      if (!open) return;
      open = false;
      stream.close();
    },
  });
  c.header("Content-Type", "text/event-stream; charset=utf-8");
  // Proxies that gather an answer before they pass it on would keep every event back.
  c.header("X-Accel-Buffering", "no");
  return c.body(body);
}
