import type { Failure } from "../failure.js";
import type { Booking } from "../model.js";

/** What the customer is told about what has just been done. */
export type Told =
  | { readonly what: "moved" | "cancelled" }
  /** The API said no: `booking` is by then what the API says it is. */
  | { readonly what: "refused"; readonly failure: Failure };

/** What is being done with the booking that is shown. */
export type Doing = "nothing" | "asking" | "cancelling" | "moving";

/** What is shown. */
export type AccountState =
  /** Nothing names a booking. */
  | { readonly name: "waiting" }
  | { readonly name: "opening" }
  | { readonly name: "unopened"; readonly failure: Failure }
  | { readonly name: "booking"; readonly booking: Booking; readonly doing: Doing; readonly told: Told | null };

/** What can happen. */
export type AccountEvent =
  | { readonly type: "wait" }
  | { readonly type: "open" }
  | { readonly type: "open-failed"; readonly failure: Failure }
  /** The API told the booking: it is shown as it says. */
  | { readonly type: "read"; readonly booking: Booking }
  | { readonly type: "ask-cancel" }
  | { readonly type: "keep" }
  | { readonly type: "cancel" }
  | { readonly type: "cancelled"; readonly booking: Booking }
  | { readonly type: "move" }
  | { readonly type: "moved"; readonly booking: Booking }
  /** The API refused, and (where it could be asked) said how the booking stands. */
  | { readonly type: "refused"; readonly failure: Failure; readonly booking: Booking | null };

/** Whether the booking is still to come, and on. */
export const isAhead = ({ status, start }: Booking, nowMs: number): boolean =>
  (status === "confirmed" || status === "pending") && Date.parse(start) > nowMs;

/** The state after the event. An event that means nothing here (an answer that came too late) changes nothing. */
export function nextAccountState(state: AccountState, event: AccountEvent): AccountState {
  switch (event.type) {
    case "wait":
      return { name: "waiting" };
    case "open":
      return { name: "opening" };
    case "open-failed":
      return state.name === "opening" ? { name: "unopened", failure: event.failure } : state;
    case "read":
      if (state.name === "booking" && state.booking.id === event.booking.id) return reread(state, event.booking);
      return state.name === "opening" ? shown(event.booking) : state;
  }
  if (state.name !== "booking") return state;
  const { doing } = state;
  switch (event.type) {
    case "ask-cancel":
      return doing === "nothing" ? { ...state, doing: "asking", told: null } : state;
    case "move":
      return doing === "nothing" ? { ...state, doing: "moving", told: null } : state;
    case "keep":
      return doing === "asking" || doing === "moving" ? { ...state, doing: "nothing", told: null } : state;
    case "cancel":
      return doing === "asking" ? { ...state, doing: "cancelling", told: null } : state;
    case "cancelled":
      return shown(event.booking, { what: "cancelled" });
    case "moved":
      return shown(event.booking, { what: "moved" });
    case "refused": {
      const told = { what: "refused", failure: event.failure } as const;
      if (event.booking) return shown(event.booking, told);
      // Nothing new is known: the question stays, and can be answered again.
      return { ...state, doing: doing === "cancelling" ? "asking" : doing, told };
    }
  }
}

const shown = (booking: Booking, told: Told | null = null): AccountState => ({ name: "booking", booking, doing: "nothing", told });

/** What is being done goes on, unless the booking is not what it was when it began. */
function reread(state: AccountState & { name: "booking" }, booking: Booking): AccountState {
  const same = booking.status === state.booking.status && booking.start === state.booking.start;
  return same ? { ...state, booking } : { ...state, booking, doing: state.doing === "cancelling" ? "cancelling" : "nothing" };
}
