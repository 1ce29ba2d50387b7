import type { ChosenSlot, PaymentRequest } from "../model.js";
import type { SessionHost } from "./host.js";

/** What is needed to find a payment again. Nothing that was typed: the browser may be somebody else's tomorrow. */
export interface Remembered {
  readonly id: string;
  readonly token: string;
  readonly slot: ChosenSlot;
  readonly payment: PaymentRequest;
}

/** From the opening of the payment on, until its end is known. */
export function remember(host: SessionHost, what: Remembered): void {
  try {
    localStorage.setItem(host.place, JSON.stringify(what));
  } catch {
    // A browser that keeps nothing: the mail will tell.
  }
}

export function recall(host: SessionHost): Remembered | undefined {
  try {
    return JSON.parse(localStorage.getItem(host.place) ?? "") as Remembered;
  } catch {
    return undefined;
  }
}

export function forget(host: SessionHost): void {
  try {
    localStorage.removeItem(host.place);
  } catch {
    // Nothing was kept.
  }
}
