import type { Me } from "@holdfast/sdk/customers";
import type { Failure } from "../failure.js";
import type { Booking } from "../model.js";

/** What keeps somebody from getting in. */
export type SignInProblem =
  | { readonly what: "email-missing" | "email-wrong" | "code-missing" | "code-wrong" | "code-expired" | "signed-out" }
  | { readonly what: "failed"; readonly failure: Failure };

/** One of the two lists, as far as it is loaded. */
export interface Pages {
  readonly phase: "loading" | "ready" | "failed";
  readonly bookings: readonly Booking[];
  /** Where the list goes on; null at its end. */
  readonly nextCursor: string | null;
  readonly failure: Failure | null;
}

export type When = "upcoming" | "past";

/** How far a customer is. */
export type CustomerState =
  | { readonly name: "email"; readonly email: string; readonly busy: boolean; readonly problem: SignInProblem | null }
  | {
      readonly name: "code";
      readonly email: string;
      readonly busy: boolean;
      readonly problem: SignInProblem | null;
      /** Until when the code is valid, and from when on another one may be asked for, by this device's clock. */
      readonly expiresAtMs: number;
      readonly againAtMs: number;
      /** How long a code is valid, in minutes. */
      readonly validMinutes: number;
      /** This is not the first code. */
      readonly again: boolean;
    }
  | { readonly name: "list"; readonly customer: Me; readonly upcoming: Pages; readonly past: Pages };

/** What can happen. */
export type CustomerEvent =
  | { readonly type: "signed-in"; readonly customer: Me }
  | { readonly type: "signed-out"; readonly problem: SignInProblem | null }
  | { readonly type: "problem"; readonly problem: SignInProblem }
  | { readonly type: "busy"; readonly email: string }
  | { readonly type: "code-sent"; readonly nowMs: number; readonly expiresInSeconds: number }
  | { readonly type: "other-address" }
  | { readonly type: "list-loading" | "more-loading"; readonly when: When }
  | { readonly type: "list-loaded"; readonly when: When; readonly bookings: readonly Booking[]; readonly nextCursor: string | null }
  | { readonly type: "list-failed"; readonly when: When; readonly failure: Failure };

/** How long another code is not offered: a mail needs its time. */
const AGAIN_AFTER_MS = 30_000;

const EMPTY: Pages = { phase: "loading", bookings: [], nextCursor: null, failure: null };

export const SIGNED_OUT = { name: "email", email: "", busy: false, problem: null } satisfies CustomerState;

/** The state after the event. An event that means nothing here (an answer that came too late) changes nothing. */
export function nextCustomerState(state: CustomerState, event: CustomerEvent): CustomerState {
  switch (event.type) {
    case "signed-in":
      return { name: "list", customer: event.customer, upcoming: EMPTY, past: EMPTY };
    case "signed-out":
      return { ...SIGNED_OUT, problem: event.problem, email: state.name === "list" ? state.customer.email : state.email };
  }
  if (state.name === "list") return nextList(state, event);
  switch (event.type) {
    case "busy":
      return { ...state, email: event.email, busy: true, problem: null };
    case "problem":
      return { ...state, busy: false, problem: event.problem };
    case "code-sent":
      return {
        name: "code",
        email: state.email,
        busy: false,
        problem: null,
        expiresAtMs: event.nowMs + event.expiresInSeconds * 1000,
        againAtMs: event.nowMs + AGAIN_AFTER_MS,
        validMinutes: Math.round(event.expiresInSeconds / 60),
        again: state.name === "code",
      };
    case "other-address":
      return { ...SIGNED_OUT, email: state.email };
    default:
      return state;
  }
}

function nextList(state: CustomerState & { name: "list" }, event: CustomerEvent): CustomerState {
  switch (event.type) {
    case "list-loading":
      return { ...state, [event.when]: EMPTY };
    case "more-loading":
      return { ...state, [event.when]: { ...state[event.when], phase: "loading", failure: null } };
    case "list-loaded": {
      // A booking that moved between two pages is in both.
      const known = state[event.when].bookings.filter(({ id }) => !event.bookings.some((other) => other.id === id));
      return { ...state, [event.when]: { phase: "ready", bookings: [...known, ...event.bookings], nextCursor: event.nextCursor, failure: null } };
    }
    case "list-failed":
      return { ...state, [event.when]: { ...state[event.when], phase: "failed", failure: event.failure } };
    default:
      return state;
  }
}
