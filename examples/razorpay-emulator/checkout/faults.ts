import { requireWithin } from "../input.js";

/** What the checkout loses on its way back to the browser. */
export class CheckoutFaults {
  #callbacksToDrop = 0;

  /** The next `count` payments succeed, and the page that asked for them never hears of it. */
  dropCallbacks(count: number): void {
    requireWithin("count", count, 1);
    this.#callbacksToDrop += count;
  }

  takeDroppedCallback(): boolean {
    if (this.#callbacksToDrop === 0) return false;
    this.#callbacksToDrop -= 1;
    return true;
  }

  clear(): void {
    this.#callbacksToDrop = 0;
  }
}
