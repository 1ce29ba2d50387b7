import type { CallOptions } from "../options.js";
import type { Transport } from "./transport.js";
import type { Query } from "./url.js";

/** What the calls about one noun share: a transport, and the four ways to use it. */
export class Noun {
  /** @internal */
  protected readonly transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.transport = transport;
  }

  /** @internal */
  protected read<T>(path: string, options?: CallOptions, query?: Query): Promise<T> {
    return this.transport.call({ ...options, method: "GET", path, query });
  }

  /** @internal */
  protected post<T>(path: string, body: object, options?: CallOptions): Promise<T> {
    return this.transport.call({ ...options, method: "POST", path, body });
  }

  /** @internal */
  protected change<T>(method: "PUT" | "PATCH", path: string, body: object, options?: CallOptions): Promise<T> {
    return this.transport.call({ ...options, method, path, body });
  }

  /** @internal */
  protected remove(path: string, options?: CallOptions): Promise<void> {
    return this.transport.call({ ...options, method: "DELETE", path });
  }
}
