import { describe, expect, test } from "vitest";
import { type AccountEvent, type AccountState, isAhead, nextAccountState } from "../src/account/account-flow.js";
import { refundSentence } from "../src/account/cancel-question.js";
import "../src/account/language.js";
import { linkOf } from "../src/account/link.js";
import { paymentWords } from "../src/account/payment-words.js";
import { whenOf } from "../src/account/when.js";
import type { Failure } from "../src/failure.js";
import { I18n } from "../src/i18n/i18n.js";
import type { Booking } from "../src/model.js";
import { bookingAhead } from "./helpers/fixtures.js";

const i18n = new I18n("en-IN");
const booking = bookingAhead(Date.parse("2026-03-03T06:00:00Z"));
const startMs = Date.parse(booking.start);
const failure: Failure = { kind: "unknown", code: "booking_not_active", detail: "", retryAt: 0 };
const shown: AccountState = { name: "booking", booking, doing: "nothing", told: null };
const run = (events: AccountEvent[], from: AccountState = { name: "opening" }) => events.reduce(nextAccountState, from);

describe("what is shown", () => {
  test("a link is opened, asked about, and cancelled: what is shown in the end is the API's answer", () => {
    const cancelled: Booking = { ...booking, status: "cancelled" };
    expect(run([{ type: "read", booking }, { type: "ask-cancel" }, { type: "cancel" }, { type: "cancelled", booking: cancelled }])).toEqual({
      name: "booking", booking: cancelled, doing: "nothing", told: { what: "cancelled" },
    });
  });

  test("nothing is cancelled or moved that was not asked about first", () => {
    expect(run([{ type: "cancel" }], shown)).toBe(shown);
    expect(run([{ type: "ask-cancel" }, { type: "move" }], shown)).toMatchObject({ doing: "asking" });
  });

  test("after a refusal the booking is the API's; where it could not be asked, the question stays to be answered again", () => {
    const completed: Booking = { ...booking, status: "completed" };
    const asked = run([{ type: "ask-cancel" }, { type: "cancel" }], shown);
    expect(run([{ type: "refused", failure, booking: completed }], asked)).toMatchObject({ booking: completed, doing: "nothing", told: { what: "refused" } });
    expect(run([{ type: "refused", failure, booking: null }], asked)).toMatchObject({ booking, doing: "asking", told: { what: "refused" } });
  });

  test("news about the booking end what is being done where it is not the same any more, and leave it where it is", () => {
    const moving = run([{ type: "move" }], shown);
    expect(run([{ type: "read", booking: { ...booking, payment: null } }], moving)).toMatchObject({ doing: "moving" });
    expect(run([{ type: "read", booking: { ...booking, status: "cancelled" } }], moving)).toMatchObject({ doing: "nothing" });
  });

  test("an answer about another booking than the one on the screen changes nothing", () => {
    expect(run([{ type: "read", booking: { ...booking, id: "bkg_b" } }], shown)).toBe(shown);
    expect(run([{ type: "open-failed", failure }], shown)).toBe(shown);
  });

  test("what has begun or is cancelled is not ahead", () => {
    expect(isAhead(booking, startMs - 1)).toBe(true);
    expect(isAhead(booking, startMs)).toBe(false);
    expect(isAhead({ ...booking, status: "cancelled" }, startMs - 1)).toBe(false);
  });
});

describe("words", () => {
  const words = (change: Partial<NonNullable<Booking["payment"]>>, status: Booking["status"] = "cancelled") =>
    paymentWords({ ...booking, status, payment: { status: "captured", amount: 118_000, currency: "INR", refundedAmount: 0, ...change } }, i18n);

  test("a refund is started, then done, and never told as done before", () => {
    expect(words({})).toBe("Paid");
    expect(words({ status: "refund_pending", refundedAmount: 59_000 })).toBe("₹590 are on their way back to you");
    expect(words({ status: "refunded", refundedAmount: 59_000 })).toBe("₹590 given back");
    expect(words({ status: "refunded", refundedAmount: 59_000 }, "confirmed")).toBe("Paid, ₹590 given back");
    expect(words({ status: "refund_failed", refundedAmount: 59_000 })).toContain("Studio Kaveri is looking after it");
  });

  test("what cancelling gives back is said before: all, a part, nothing, and where nothing was paid", () => {
    const before = (hours: number, of = booking) => refundSentence(of, i18n, startMs - hours * 3_600_000);
    expect(before(24)).toContain("everything you paid: ₹1,180");
    expect(before(5)).toContain("₹590 of the ₹1,180");
    expect(before(1)).toContain("not given back");
    expect(before(24, { ...booking, payment: null })).toContain("Nothing was paid");
  });

  test("a time is named in the zone that is shown, with its year where it is another one", () => {
    const now = startMs - 86_400_000;
    expect(whenOf(booking, "en-GB", "Asia/Kolkata", now)).toEqual({ day: "Wednesday 25 March", times: "10:15 – 11:00", zone: "Asia/Kolkata (UTC+5:30)" });
    expect(whenOf(booking, "en-GB", "America/New_York", now)).toMatchObject({ times: "0:45 – 1:30", zone: "America/New York (UTC−4)" });
    expect(whenOf(booking, "en-GB", "Asia/Kolkata", Date.parse("2027-01-01T00:00:00Z")).day).toMatch(/^Wednesday,? 25 March 2026$/);
  });
});

test("only a link with both, the booking and its token, opens one", () => {
  expect(linkOf("#id=bkg_a&token=booking.x")).toEqual({ id: "bkg_a", token: "booking.x" });
  expect(linkOf("#id=bkg_a")).toBeNull();
  expect(linkOf("#hold=hold_a&token=hold.x")).toBeNull();
  expect(linkOf("")).toBeNull();
});
