import type { Failure } from "./failure.js";
import type { ChosenSlot, LatePayment, PaymentProof, PaymentRequest } from "./model.js";

/**
 * Why the customer can't have the slot: a rival was faster; the hold ran out; it ran out and a rival was faster; or
 * the payment came too late.
 */
export type LostCause = "taken" | "expired" | "taken-after-expiry" | "paid-late";

/** What is wrong with a field, by its path such as `customer.email`. */
export type FieldErrors = Readonly<Record<string, string>>;

/** How far a payment is: the modal can be opened, is open, was closed, said no, or its script did not load. */
export type PaymentAttempt = "ready" | "open" | "dismissed" | "failed" | "unavailable";

/** What a finished booking is told with. */
export interface Receipt {
  readonly reference: string;
  readonly email: string;
  /** The owner still has to approve. */
  readonly pending: boolean;
  /** Missing where the confirmation was only seen on the hold. */
  readonly calendarUrl?: string;
}

/** Where the customer is. */
export type FlowState =
  | { readonly name: "choosing"; readonly held: ChosenSlot | null; readonly failure: Failure | null }
  | {
      readonly name: "holding";
      readonly slot: ChosenSlot;
      readonly held: ChosenSlot | null;
      /** What was on the screen: the calendar, the alternatives, or the form of a hold that ran out. */
      readonly from: "choosing" | "lost" | "expired";
    }
  | {
      readonly name: "details";
      readonly slot: ChosenSlot;
      /** The hold had run out and was won again. */
      readonly renewed: boolean;
      readonly failure: Failure | null;
      readonly errors: FieldErrors;
    }
  | { readonly name: "submitting"; readonly slot: ChosenSlot }
  | {
      readonly name: "payment";
      readonly slot: ChosenSlot;
      readonly payment: PaymentRequest;
      readonly attempt: PaymentAttempt;
    }
  | {
      readonly name: "confirming";
      readonly slot: ChosenSlot;
      readonly proof: PaymentProof;
      /** The answer is late: the network is away, or the server. */
      readonly trouble: "offline" | "slow" | null;
    }
  | {
      readonly name: "lost";
      readonly slot: ChosenSlot;
      readonly cause: LostCause;
      /** What becomes of the money, where a payment came too late. */
      readonly money?: LatePayment | undefined;
      readonly alternatives: readonly ChosenSlot[];
      /** An earlier slot, which a swap that failed did not give up. */
      readonly held: ChosenSlot | null;
    }
  | { readonly name: "confirmed"; readonly slot: ChosenSlot; readonly receipt: Receipt };

/** What can happen. */
export type FlowEvent =
  | { readonly type: "choose"; readonly slot: ChosenSlot }
  | { readonly type: "held" }
  | { readonly type: "hold-failed"; readonly failure: Failure }
  | { readonly type: "lost"; readonly cause: LostCause; readonly money?: LatePayment | undefined; readonly alternatives: readonly ChosenSlot[] }
  | { readonly type: "back" }
  | { readonly type: "resume" }
  | { readonly type: "invalid"; readonly errors: FieldErrors }
  | { readonly type: "submit" }
  | { readonly type: "submit-failed"; readonly failure: Failure }
  | { readonly type: "payment-needed"; readonly payment: PaymentRequest }
  | { readonly type: "payment-attempt"; readonly attempt: PaymentAttempt }
  | { readonly type: "paid"; readonly proof: PaymentProof }
  | { readonly type: "trouble"; readonly trouble: "offline" | "slow" }
  | { readonly type: "payment-rejected"; readonly payment: PaymentRequest }
  | { readonly type: "confirmed"; readonly receipt: Receipt }
  | { readonly type: "expired"; readonly retry: boolean }
  /** A payment of an earlier visit, at whatever it has come to. */
  | { readonly type: "recalled"; readonly state: FlowState }
  | { readonly type: "relabel"; readonly slot: ChosenSlot }
  | { readonly type: "restart" };

/** Nothing chosen yet. */
export const START: FlowState = { name: "choosing", held: null, failure: null };

/** Whether money may be on its way: then nothing may release the hold or throw the state away. */
export const isPaying = (state: FlowState): boolean =>
  state.name === "confirming" || (state.name === "payment" && state.attempt === "open");

/** The slot this customer holds at this point, or null. */
export function heldSlot(state: FlowState): ChosenSlot | null {
  switch (state.name) {
    case "choosing":
    case "holding":
    case "lost":
      return state.held;
    case "details":
    case "submitting":
    case "payment":
    case "confirming":
      return state.slot;
    case "confirmed":
      return null;
  }
}

const details = (slot: ChosenSlot, more: { renewed?: boolean; failure?: Failure; errors?: FieldErrors } = {}) =>
  ({ name: "details", slot, renewed: false, failure: null, errors: {}, ...more }) satisfies FlowState;

const lost = (slot: ChosenSlot, cause: LostCause) =>
  ({ name: "lost", slot, cause, alternatives: [], held: null }) satisfies FlowState;

/** The state after the event. An event that means nothing here (an answer that came too late) changes nothing. */
export function nextState(state: FlowState, event: FlowEvent): FlowState {
  switch (event.type) {
    case "restart":
      return isPaying(state) ? state : START;

    case "choose":
      // The slot that is held already needs no second hold.
      if (state.name === "choosing" && state.held?.start === event.slot.start) return details(state.held);
      return state.name === "choosing" || state.name === "lost"
        ? { name: "holding", slot: event.slot, held: state.held, from: state.name }
        : state;

    case "held":
      return state.name === "holding" ? details(state.slot, { renewed: state.from === "expired" }) : state;

    case "hold-failed":
      if (state.name !== "holding") return state;
      // Whether the slot is free is unknown: it can be tried again by hand.
      return state.from === "expired"
        ? lost(state.slot, "expired")
        : { name: "choosing", held: state.held, failure: event.failure };

    case "lost": {
      if (state.name === "choosing" || state.name === "confirmed" || state.name === "lost") return state;
      const { slot } = state;
      if (state.name !== "holding") return { ...lost(slot, event.cause), money: event.money, alternatives: event.alternatives };
      const cause = state.from === "expired" ? "taken-after-expiry" : event.cause;
      return { ...lost(slot, cause), held: state.held, alternatives: event.alternatives };
    }

    case "back":
      if (state.name === "details") return { name: "choosing", held: state.slot, failure: null };
      if (state.name === "payment" && state.attempt !== "open") return details(state.slot);
      return state.name === "lost" ? { name: "choosing", held: state.held, failure: null } : state;

    case "resume":
      return state.name === "choosing" && state.held ? details(state.held) : state;

    case "invalid":
      return state.name === "details" || state.name === "submitting"
        ? details(state.slot, { errors: event.errors })
        : state;

    case "submit":
      return state.name === "details" ? { name: "submitting", slot: state.slot } : state;

    case "submit-failed":
      return state.name === "submitting" ? details(state.slot, { failure: event.failure }) : state;

    case "payment-needed":
      return state.name === "submitting"
        ? { name: "payment", slot: state.slot, payment: event.payment, attempt: "ready" }
        : state;

    case "payment-attempt":
      return state.name === "payment" ? { ...state, attempt: event.attempt } : state;

    case "paid":
      return state.name === "payment"
        ? { name: "confirming", slot: state.slot, proof: event.proof, trouble: null }
        : state;

    case "trouble":
      return state.name === "confirming" ? { ...state, trouble: event.trouble } : state;

    case "payment-rejected":
      return state.name === "confirming"
        ? { name: "payment", slot: state.slot, payment: event.payment, attempt: "failed" }
        : state;

    case "confirmed":
      return state.name === "submitting" || state.name === "payment" || state.name === "confirming"
        ? { name: "confirmed", slot: state.slot, receipt: event.receipt }
        : state;

    case "expired":
      return expired(state, event.retry);

    case "recalled":
      return state.name === "choosing" && !state.held ? event.state : state;

    case "relabel":
      return relabel(state, event.slot);
  }
}

function expired(state: FlowState, retry: boolean): FlowState {
  // Money may be on its way: the payment's own outcome decides, the server gives it a grace.
  if (isPaying(state)) return state;
  switch (state.name) {
    case "choosing":
    case "holding":
    case "lost":
      return { ...state, held: null };
    case "confirming":
    case "confirmed":
      return state;
    case "details":
    case "submitting":
    case "payment":
      return retry
        ? { name: "holding", slot: state.slot, held: null, from: "expired" }
        : lost(state.slot, "expired");
  }
}

/** The same slot named anew, after the shown zone changed. */
function relabel(state: FlowState, slot: ChosenSlot): FlowState {
  const named = <T extends ChosenSlot | null>(old: T) => (old?.start === slot.start ? slot : old);
  if (state.name === "choosing") return { ...state, held: named(state.held) };
  if (state.name === "holding" || state.name === "lost")
    return { ...state, held: named(state.held), slot: named(state.slot) };
  return state.slot.start === slot.start ? { ...state, slot } : state;
}
