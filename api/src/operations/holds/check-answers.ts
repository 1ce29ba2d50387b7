import type { Question } from "../../contract/services.js";
import { BookingError } from "../../errors.js";

type Answers = Record<string, string | boolean>;

/**
 * The customer's answers, fit to the questions.
 * @param allRequired - whether those that are required must be there. Default is true; who books for others may not know them.
 * @throws `validation_failed` with a path for each that is not.
 */
export function checkAnswers(questions: readonly Question[], answers: Answers = {}, { allRequired = true } = {}): Answers {
  const errors: { path: string; message: string }[] = [];
  const wrong = (id: string, message: string) => errors.push({ path: `answers.${id}`, message });
  const kept: Answers = {};
  for (const { id, type, required, options } of questions) {
    // Its own alone: "constructor" is an id that every object answers to.
    const answer = Object.hasOwn(answers, id) ? answers[id] : undefined;
    const empty = answer === undefined || answer === false || (typeof answer === "string" && !answer.trim());
    if (empty) {
      if (required && allRequired) wrong(id, type === "checkbox" ? "Has to be ticked." : "Is required.");
      continue;
    }
    if (type === "checkbox" ? answer !== true : typeof answer !== "string") wrong(id, type === "checkbox" ? "Must be true or false." : "Must be text.");
    else if (type === "select" && !options?.includes(String(answer))) wrong(id, "Is not one of the options.");
    else if (type === "text" && String(answer).length > 500) wrong(id, "Must have at most 500 characters.");
    else if (typeof answer === "string" && (answer.includes("\0") || !answer.isWellFormed())) wrong(id, "Must be valid Unicode text.");
    else kept[id] = typeof answer === "string" ? answer.trim() : answer;
  }
  const known = new Set(questions.map(({ id }) => id));
  for (const id of Object.keys(answers)) if (!known.has(id)) wrong(id, "Is not a question of this service.");
  if (errors.length > 0) throw new BookingError("validation_failed", undefined, { errors });
  return kept;
}
