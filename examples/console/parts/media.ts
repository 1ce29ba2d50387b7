import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Whether a media query holds; its element is drawn again when that changes. */
export class Media implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #list: MediaQueryList;

  constructor(host: ReactiveControllerHost, query: string) {
    this.#host = host;
    this.#list = matchMedia(query);
    host.addController(this);
  }

  get matches(): boolean {
    return this.#list.matches;
  }

  hostConnected(): void {
    this.#list.addEventListener("change", this.#update);
  }

  hostDisconnected(): void {
    this.#list.removeEventListener("change", this.#update);
  }

  #update = () => this.#host.requestUpdate();
}
