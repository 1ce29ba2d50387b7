import { describe, expect, test } from "vitest";
import { en } from "../src/i18n/en.js";
import { enAccount } from "../src/i18n/en-account.js";
import { enBooked } from "../src/i18n/en-booked.js";
import { enChoose } from "../src/i18n/en-choose.js";
import { enMove } from "../src/i18n/en-move.js";
import { enCheckout } from "../src/i18n/en-checkout.js";
import { messages as hi } from "../src/i18n/hi.js";
import { messages as hiAccount } from "../src/i18n/hi-account.js";
import { I18n, offsetLabel } from "../src/i18n/i18n.js";
import { addMessages, loadMessages, supportedLocale } from "../src/i18n/locales.js";
import type { PluralMessage } from "../src/i18n/messages.js";

const english: Record<string, string | PluralMessage> = { ...en, ...enChoose, ...enBooked, ...enCheckout, ...enAccount, ...enMove };
const hindi: Record<string, string | PluralMessage> = { ...hi, ...hiAccount };
const places = (message: string | PluralMessage | undefined) =>
  [...new Set(JSON.stringify(message).match(/\{\w+\}/g))].sort();

// As the widget does when it is loaded.
addMessages("en", enChoose);

describe("languages", () => {
  test("English and Hindi have the same texts", () => {
    expect(Object.keys(hindi).sort()).toEqual(Object.keys(english).sort());
  });

  test("each text has the same places for values, and the plurals of its language", () => {
    for (const [key, message] of Object.entries(english)) {
      expect([key, places(hindi[key])]).toEqual([key, places(message)]);
      expect([key, typeof hindi[key]]).toEqual([key, typeof message]);
    }
    for (const [locale, table] of [["en", english], ["hi", hindi]] as const) {
      const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions();
      for (const message of Object.values(table))
        if (typeof message !== "string") expect(Object.keys(message).sort()).toEqual([...pluralCategories].sort());
    }
  });

  test("the first wish that has texts wins; anything else is English", () => {
    expect(supportedLocale(["fr", "hi-IN", "en"])).toBe("hi-IN");
    expect(supportedLocale(["not a tag", "EN-gb"])).toBe("en-GB");
    expect(supportedLocale([null, undefined, "xx"])).toBe("en");
  });

  test("Hindi comes when it is asked for; until then English stands in", async () => {
    const i18n = new I18n("hi");
    expect(i18n.t("retry")).toBe("Try again");
    expect(await loadMessages("hi")).toBe(true);
    expect(i18n.t("retry")).toBe(hi.retry);
    expect(await loadMessages("hi")).toBe(false);
  });
});

describe("English", () => {
  const i18n = new I18n("en-IN");

  test("counts in words of the number", () => {
    expect(i18n.t("freeOnDay", { n: 1 })).toBe("1 free time");
    expect(i18n.t("freeOnDay", { n: 12 })).toBe("12 free times");
  });

  test("tells times as the server does, wherever the device is", () => {
    expect(i18n.time("14:30")).toMatch(/2:30\spm/);
    expect(new I18n("en-GB").time("14:30")).toBe("14:30");
    expect(i18n.day("2026-03-03")).toMatch(/Tuesday,? 3 March/);
  });

  test("tells money in minor units of any currency", () => {
    const text = (amount: number, currency: string) => new I18n("en").money({ amount, currency });
    expect([text(50_000, "INR"), text(50_050, "INR"), text(5000, "JPY"), text(5000, "KWD")]).toEqual([
      "₹500", "₹500.50", "¥5,000", expect.stringMatching(/KWD\s5/),
    ]);
  });

  test("tells lengths in hours and minutes", () => {
    expect(new I18n("en").duration(45)).toBe("45 min");
    expect(new I18n("en").duration(90)).toBe("1 hr 30 min");
    expect(new I18n("en").duration(120)).toBe("2 hr");
  });

  test("tells offsets", () => {
    expect(["+05:30", "-04:00", "+00:00", "+10:30"].map(offsetLabel)).toEqual(["UTC+5:30", "UTC−4", "UTC", "UTC+10:30"]);
  });
});
