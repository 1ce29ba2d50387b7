import type { ReactiveController, ReactiveControllerHost } from "lit";

const target = new EventTarget();

/** Says that something was changed here, so that what shows it reads it again. */
export const announceChange = (): void => void target.dispatchEvent(new Event("change"));

/** Calls back after each change that was made anywhere in the console. */
export class OnChange implements ReactiveController {
  readonly #call: () => void;

  constructor(host: ReactiveControllerHost, call: () => void) {
    this.#call = call;
    host.addController(this);
  }

  hostConnected(): void {
    target.addEventListener("change", this.#call);
  }

  hostDisconnected(): void {
    target.removeEventListener("change", this.#call);
  }
}
