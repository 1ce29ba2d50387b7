import { describe, expect, test } from "vitest";
import { heldSlot, isPaying, nextState, START, type FlowEvent, type FlowState } from "../src/booking-flow.js";
import type { Failure } from "../src/failure.js";
import type { ChosenSlot, PaymentProof, PaymentRequest } from "../src/model.js";

const slot: ChosenSlot = {
  start: "2026-03-03T04:30:00Z",
  end: "2026-03-03T05:15:00Z",
  date: "2026-03-03",
  localTime: "10:00",
  utcOffset: "+05:30",
};
const other: ChosenSlot = { ...slot, start: "2026-03-03T06:30:00Z", localTime: "12:00" };
const failure: Failure = { kind: "server", code: "internal_error", detail: "", retryAt: 0 };
const payment: PaymentRequest = {
  provider: "razorpay",
  keyId: "rzp_test_1",
  orderId: "order_AAAAAAAAAAAAAA",
  amount: 100,
  currency: "INR",
  scriptUrl: "https://checkout.example/x.js",
};
const proof: PaymentProof = {
  razorpayPaymentId: "pay_AAAAAAAAAAAAAA",
  razorpayOrderId: "order_AAAAAAAAAAAAAA",
  razorpaySignature: "0".repeat(64),
};
const receipt = { reference: "HF-1", email: "a@b.c", pending: false };

const run = (events: FlowEvent[], from: FlowState = START) => events.reduce(nextState, from);

const holding = run([{ type: "choose", slot }]);
const details = run([{ type: "held" }], holding);
const submitting = run([{ type: "submit" }], details);
const paymentReady = run([{ type: "payment-needed", payment }], submitting);
const paymentOpen = run([{ type: "payment-attempt", attempt: "open" }], paymentReady);
const confirming = run([{ type: "paid", proof }], paymentOpen);
const confirmed = run([{ type: "confirmed", receipt }], confirming);
const lost = run([{ type: "lost", cause: "taken", alternatives: [other] }], holding);
const back = run([{ type: "back" }], details);

const STATES: Record<string, FlowState> = {
  choosing: START, back, holding, details, submitting, paymentReady, paymentOpen, confirming, confirmed, lost,
};
const EVENTS: FlowEvent[] = [
  { type: "choose", slot: other },
  { type: "held" },
  { type: "hold-failed", failure },
  { type: "lost", cause: "taken", alternatives: [] },
  { type: "back" },
  { type: "resume" },
  { type: "invalid", errors: { "customer.name": "missing" } },
  { type: "submit" },
  { type: "submit-failed", failure },
  { type: "payment-needed", payment },
  { type: "payment-attempt", attempt: "dismissed" },
  { type: "paid", proof },
  { type: "trouble", trouble: "offline" },
  { type: "payment-rejected", payment },
  { type: "confirmed", receipt },
  { type: "expired", retry: true },
  { type: "relabel", slot: { ...slot, localTime: "05:30" } },
  { type: "restart" },
];

/** Where each event leads from each state; what is not named here must change nothing. */
const MOVES: Record<string, Record<string, string>> = {
  choosing: { choose: "holding", restart: "choosing" },
  back: { choose: "holding", resume: "details", restart: "choosing", expired: "choosing" },
  holding: { held: "details", "hold-failed": "choosing", lost: "lost", restart: "choosing" },
  details: { back: "choosing", submit: "submitting", lost: "lost", expired: "holding", restart: "choosing" },
  submitting: {
    invalid: "details", "submit-failed": "details", "payment-needed": "payment", confirmed: "confirmed", lost: "lost",
    expired: "holding", restart: "choosing",
  },
  paymentReady: {
    back: "details", paid: "confirming", confirmed: "confirmed", lost: "lost", expired: "holding", restart: "choosing",
  },
  paymentOpen: { paid: "confirming", confirmed: "confirmed", lost: "lost" },
  confirming: { "payment-rejected": "payment", confirmed: "confirmed", lost: "lost" },
  confirmed: { restart: "choosing" },
  lost: { choose: "holding", back: "choosing", restart: "choosing" },
};

describe("every event in every state", () => {
  for (const [name, state] of Object.entries(STATES))
    for (const event of EVENTS)
      test(`${name}: ${event.type}`, () => {
        expect(nextState(state, event).name).toBe(MOVES[name]?.[event.type] ?? state.name);
      });
});

test("the way through: choose, hold, details, payment, confirmation", () => {
  expect(confirmed).toEqual({ name: "confirmed", slot, receipt });
});

test("a free service is confirmed without a payment", () => {
  expect(run([{ type: "confirmed", receipt }], submitting)).toMatchObject({ name: "confirmed", receipt });
});

test("going back keeps the hold, and choosing the same slot again needs no second one", () => {
  expect(heldSlot(back)).toBe(slot);
  expect(nextState(back, { type: "choose", slot })).toMatchObject({ name: "details", slot });
});

test("choosing another slot keeps the first one until the second is won", () => {
  const swapping = nextState(back, { type: "choose", slot: other });
  expect(heldSlot(swapping)).toBe(slot);
  const refused = nextState(swapping, { type: "lost", cause: "taken", alternatives: [] });
  expect(heldSlot(refused)).toBe(slot);
  expect(nextState(refused, { type: "back" })).toMatchObject({ name: "choosing", held: slot });
});

test("a failed try to hold leaves the earlier hold in place and says why", () => {
  const swapping = nextState(back, { type: "choose", slot: other });
  expect(nextState(swapping, { type: "hold-failed", failure })).toEqual({ name: "choosing", held: slot, failure });
});

test("a hold that runs out is tried again for the same slot, and says so when it is won", () => {
  const again = nextState(details, { type: "expired", retry: true });
  expect(again).toMatchObject({ name: "holding", slot, from: "expired", held: null });
  expect(nextState(again, { type: "held" })).toMatchObject({ name: "details", renewed: true });
});

test("a hold that runs out and is lost to a rival says both", () => {
  const again = nextState(details, { type: "expired", retry: true });
  expect(nextState(again, { type: "lost", cause: "taken", alternatives: [other] })).toMatchObject({
    name: "lost",
    cause: "taken-after-expiry",
    alternatives: [other],
  });
  expect(nextState(again, { type: "hold-failed", failure })).toMatchObject({ name: "lost", cause: "expired" });
});

test("a hold that runs out unattended is not taken again", () => {
  expect(nextState(details, { type: "expired", retry: false })).toMatchObject({ name: "lost", cause: "expired" });
});

test("while money may be on its way nothing ends the state: no expiry, no restart", () => {
  for (const state of [paymentOpen, confirming]) {
    expect(isPaying(state)).toBe(true);
    expect(nextState(state, { type: "expired", retry: true })).toBe(state);
    expect(nextState(state, { type: "restart" })).toBe(state);
  }
  expect(isPaying(paymentReady)).toBe(false);
});

test("each outcome of the payment window is kept with the payment, so that it can be opened again", () => {
  for (const attempt of ["dismissed", "failed", "unavailable"] as const)
    expect(nextState(paymentOpen, { type: "payment-attempt", attempt })).toEqual({ ...paymentReady, attempt });
});

test("a payment that could not be verified can be made again", () => {
  expect(nextState(confirming, { type: "payment-rejected", payment })).toMatchObject({ name: "payment", attempt: "failed" });
});

test("late trouble is told while confirming, and only then", () => {
  expect(nextState(confirming, { type: "trouble", trouble: "slow" })).toMatchObject({ trouble: "slow" });
});

test("after a change of the zone the same slot has its new name, others stay", () => {
  const named = { ...slot, localTime: "05:30", utcOffset: "+01:00" };
  for (const state of [back, details, paymentReady, confirmed])
    expect(JSON.stringify(nextState(state, { type: "relabel", slot: named }))).toContain("05:30");
  expect(nextState(details, { type: "relabel", slot: other })).toBe(details);
});

test("the held slot is known in every state", () => {
  expect(Object.fromEntries(Object.entries(STATES).map(([name, state]) => [name, heldSlot(state) !== null]))).toEqual({
    choosing: false, back: true, holding: false, details: true, submitting: true, paymentReady: true, paymentOpen: true,
    confirming: true, confirmed: false, lost: false,
  });
});
