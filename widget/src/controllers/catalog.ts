import type { ReactiveController, ReactiveControllerHost } from "lit";
import { failureOf, type Failure } from "../failure.js";
import type { Client, Service } from "../model.js";

/** The service that is booked. */
export class CatalogController implements ReactiveController {
  service: Service | null = null;
  failure: Failure | null = null;
  #running: AbortController | null = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly loaded: (service: Service) => void,
    private readonly failed: (failure: Failure) => void,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#running?.abort();
  }

  /** Reads the service anew; what is known stays until then. */
  async load(client: Client, serviceId: string): Promise<void> {
    this.#running?.abort();
    const { signal } = (this.#running = new AbortController());
    this.failure = null;
    try {
      const service = await client.services.get(serviceId, { signal });
      if (signal.aborted) return;
      this.service = service;
      this.loaded(service);
    } catch (error) {
      if (signal.aborted) return;
      this.failed((this.failure = failureOf(error)));
    }
    this.host.requestUpdate();
  }

  /** Forgets the service, or shows why there is none. */
  reset(failure: Failure | null = null): void {
    this.#running?.abort();
    this.service = null;
    this.failure = failure;
  }
}
