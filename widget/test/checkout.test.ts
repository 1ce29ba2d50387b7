import { describe, expect, test } from "vitest";
import { clockText, spokenMinutes } from "../src/checkout/announcements.js";
import { checkDraft, checkoutInput, serverErrors } from "../src/checkout/draft.js";
import { googleCalendarUrl } from "../src/checkout/google-calendar.js";
import "../src/checkout/messages.js";
import { I18n } from "../src/i18n/i18n.js";
import { cancellationLines } from "../src/steps/cancellation.js";
import { durationChoices } from "../src/steps/options.js";
import { groupService, service } from "./helpers/fixtures.js";

const i18n = new I18n("en");

describe("the countdown", () => {
  test("speaks once at 5, 2 and 1 minutes, and never every second", () => {
    const spoken: number[] = [];
    let before: number | null = null;
    for (let now = 299_500; now >= 0; now -= 1000) {
      const minutes = spokenMinutes(before, now);
      if (minutes !== null) spoken.push(minutes);
      before = now;
    }
    expect(spoken).toEqual([5, 2, 1]);
  });

  test("after a tab slept, only the last mark that passed is spoken", () => {
    expect(spokenMinutes(290_000, 50_000)).toBe(1);
    expect(spokenMinutes(290_000, 0)).toBeNull();
  });

  test("a shorter hold begins in silence", () => {
    expect(spokenMinutes(null, 90_000)).toBeNull();
  });

  test("shows minutes and seconds, and 0:00 only at the end", () => {
    expect([300_000, 299_001, 61_000, 1, 0].map(clockText)).toEqual(["5:00", "5:00", "1:01", "0:01", "0:00"]);
  });
});

describe("the details", () => {
  const complete = {
    "customer.name": " Asha ",
    "customer.email": "asha@example.com",
    "answers.first_visit": "Yes",
    "answers.rules": true,
  };

  test("name, a plausible address and the required answers are needed", () => {
    expect(Object.keys(checkDraft({}, service.questions, i18n))).toEqual([
      "customer.name", "customer.email", "answers.first_visit", "answers.rules",
    ]);
    expect(checkDraft(complete, service.questions, i18n)).toEqual({});
    expect(checkDraft({ ...complete, "customer.email": "asha" }, [], i18n)).toEqual({ "customer.email": i18n.t("emailWrong") });
    expect(checkDraft({ ...complete, "customer.phone": "call me" }, [], i18n)).toEqual({ "customer.phone": i18n.t("phoneWrong") });
  });

  test("are sent trimmed, and empty fields are left out", () => {
    expect(checkoutInput(complete, service.questions, "en", "Asia/Kolkata")).toEqual({
      customer: { name: "Asha", email: "asha@example.com", locale: "en", timeZone: "Asia/Kolkata" },
      answers: { first_visit: "Yes", rules: true },
    });
    expect(checkoutInput(complete, [], "en", "UTC")).not.toHaveProperty("answers");
  });

  test("what the server finds wrong stands at its field, or at the first one", () => {
    const fields = ["customer.name", "customer.email", "answers.a"];
    const errors = [{ path: "customer.email", message: "no" }, { path: "", message: "odd" }];
    expect(serverErrors(errors, fields)).toEqual({ "customer.email": "no", "customer.name": "odd" });
  });
});

test("cancellation terms are sentences, from the earliest tier on", () => {
  expect(cancellationLines([], i18n)).toEqual([i18n.t("cancelFree")]);
  expect(cancellationLines(service.cancellation.toReversed(), i18n)).toEqual([
    "Full refund until 24 hours before.",
    "50 % refund until 4 hours before.",
    "After that, no refund.",
  ]);
});

test("the usual length is among the choices, in order, once", () => {
  expect(durationChoices(groupService).map((choice) => choice.durationMinutes)).toEqual([45, 90]);
  const named = { ...groupService, durationMinutes: 90 };
  expect(durationChoices(named).map((choice) => choice.durationMinutes)).toEqual([90]);
});

test("the calendar link carries the instants in UTC", () => {
  const url = new URL(googleCalendarUrl({ title: "Cut & style", start: "2026-03-03T10:00:00+05:30", end: "2026-03-03T05:15:00.000Z", reference: "HF-1" }));
  expect(url.searchParams.get("dates")).toBe("20260303T043000Z/20260303T051500Z");
  expect(url.searchParams.get("text")).toBe("Cut & style");
});
