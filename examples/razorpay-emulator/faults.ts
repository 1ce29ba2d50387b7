import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { type ApiError, badRequest, conflict, serverError, tooManyRequests } from "./errors.js";
import { requireWithin } from "./input.js";

/** Trouble for the next requests to the API. */
export interface Fault {
  /** `status`: an error in Razorpay's form. `html`: a proxy's page. `reset`: the connection is cut. `hang`: nothing is ever answered. */
  kind: "status" | "html" | "reset" | "hang";
  /** For `status`: 409 (another request with this key is under way), 429, or 500 (default) and above. For `html`: default 502. */
  status?: number;
  /** How many requests it is for. Default is 1. */
  count?: number;
  /** Only requests of this method; default is any. */
  method?: string;
  /** Only requests whose path contains this, such as "/capture"; default is any. */
  path?: string;
  /** Whether the request takes effect all the same and only its answer is lost. Default is true for `hang`, else false. */
  afterCommit?: boolean;
}

/** What a request meets whose connection is cut, where it came without a socket that could be. */
export class ConnectionLost extends Error {
  override name = "ConnectionLost";
}

/** What @hono/node-server passes along; an app that is called without a server has no socket. */
interface NodeBindings {
  incoming?: { socket?: { resetAndDestroy(): void } };
}

function refusal(status: number): ApiError {
  if (status === 409) return conflict("Request failed because another request is in progress.");
  return status === 429 ? tooManyRequests() : serverError(status);
}

function requireStatus(kind: Fault["kind"], status: number): void {
  if (kind === "html") return requireWithin("status", status, 400, 599);
  if (kind !== "status") throw badRequest(`A ${kind} has no status.`, { field: "status" });
  if (status !== 409 && status !== 429) requireWithin("status", status, 500, 599);
}

/** Troubles in the order they were arranged; each request takes one turn of the first that fits it. */
export class Faults {
  #faults: (Fault & { left: number })[] = [];
  readonly #hanging = new Set<() => void>();

  /** @throws {ApiError} for a status or a count that can't be */
  add(fault: Fault): void {
    if (fault.count !== undefined) requireWithin("count", fault.count, 1);
    if (fault.status !== undefined) requireStatus(fault.kind, fault.status);
    this.#faults.push({ ...fault, left: fault.count ?? 1 });
  }

  /** Forgets what was arranged and lets go of requests that hang. */
  clear(): void {
    this.#faults = [];
    for (const letGo of this.#hanging) letGo();
  }

  readonly middleware = createMiddleware(async (c, next) => {
    const fault = this.#take(c.req.method, c.req.path);
    if (!fault) return next();
    if (fault.afterCommit ?? fault.kind === "hang") await next();
    // A new answer, not headers of the old one: nothing of what was done may show.
    c.res = undefined;
    c.res = await this.#trouble(fault, c);
    return undefined;
  });

  #take(method: string, path: string): Fault | undefined {
    const fault = this.#faults.find((fault) => (fault.method?.toUpperCase() ?? method) === method && path.includes(fault.path ?? ""));
    if (!fault) return undefined;
    fault.left -= 1;
    if (fault.left <= 0) this.#faults = this.#faults.filter((other) => other !== fault);
    return fault;
  }

  async #trouble({ kind, status = kind === "html" ? 502 : 500 }: Fault, c: Context): Promise<Response> {
    if (kind === "status") return Response.json(refusal(status).body, { status });
    if (kind === "html") {
      const page = `<html>\r\n<head><title>${status} Bad Gateway</title></head>\r\n<body><center><h1>${status} Bad Gateway</h1></center></body>\r\n</html>\r\n`;
      return new Response(page, { status, headers: { "content-type": "text/html" } });
    }
    if (kind === "hang") await this.#hang(c.req.raw.signal);
    const { incoming } = (c.env ?? {}) as NodeBindings;
    if (!incoming?.socket) throw new ConnectionLost("The emulator cut the connection.");
    incoming.socket.resetAndDestroy();
    return new Response(null, { status });
  }

  /** Resolves when the client gives up, or {@link clear} is called. */
  #hang(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const letGo = () => {
        this.#hanging.delete(letGo);
        resolve();
      };
      this.#hanging.add(letGo);
      if (signal.aborted) letGo();
      signal.addEventListener("abort", letGo, { once: true });
    });
  }
}
