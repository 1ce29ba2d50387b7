import { expect, test } from "vitest";
import { inputOf, newDraft, questionId } from "./draft.js";
import { termsText } from "./terms.js";

test("a question's id comes from its words, is never taken twice, and is one that the API takes", () => {
  expect(questionId("How long is your hair now?", [])).toBe("how_long_is_your_hair_now");
  expect(questionId("Größe", [])).toBe("gro_e");
  expect(questionId("बाल?", [])).toBe("question");
  expect(questionId("Size", ["size", "size_2"])).toBe("size_3");
  expect(questionId("x".repeat(300), [])).toMatch(/^[a-z0-9_]{1,40}$/);
});

test("only a choice has options, one for each line; an interval that is left empty is the API's own", () => {
  const draft = { ...newDraft("INR"), name: "Cut", questions: [
    { id: "a", label: "A", type: "select" as const, required: true, options: " One \n\nTwo\n" },
    { id: "b", label: "B", type: "text" as const, required: false, options: "left over" },
  ] };
  const input = inputOf(draft);
  expect(input.questions).toEqual([{ id: "a", label: "A", type: "select", required: true, options: ["One", "Two"] }, { id: "b", label: "B", type: "text", required: false }]);
  expect("intervalMinutes" in input).toBe(false);
  expect(input.taxPercent).toBeNull();
});

test("cancellation reads as a sentence, whatever the order of its steps", () => {
  expect(termsText([])).toBe("All, until it starts.");
  expect(termsText([{ hoursBefore: 2, refundPercent: 50 }, { hoursBefore: 24, refundPercent: 100 }])).toBe("All until 1 day before, 50 % until 2 hours before, then nothing.");
});
