import { beforeAll, expect, test } from "vitest";
import { createTestApp } from "../../helpers/app.js";
import { createBusiness } from "../../helpers/business.js";
import { createJourney, type Journey } from "../../helpers/journey.js";
import { expectProblem } from "../../helpers/problems.js";
import { monday, NOW } from "../../helpers/times.js";

const app = await createTestApp();
let customer: Journey;

beforeAll(async () => {
  await app.clock.set(NOW);
  customer = createJourney(app, await createBusiness(app));
});

const QUESTIONS = [
  { id: "name", label: "Whose hair?", required: true },
  { id: "length", label: "How long?", type: "select", options: ["Short", "Long"] },
  { id: "agreed", label: "Agreed?", type: "checkbox", required: true },
  { id: "news", label: "News?", type: "checkbox" },
  { id: "notes", label: "Notes?", type: "paragraph" },
];
const GOOD = { name: "Mine", length: "Long", agreed: true, notes: "One\ntwo" };
const checkOut = async (answers: object | undefined, questions: object[] = QUESTIONS) =>
  customer.checkOut(await customer.hold({ serviceId: (await customer.service({ questions })).serviceId, start: monday("10:00") }), { ...(answers && { answers }) });

test("good answers are kept with the booking, trimmed; what was left empty is not", async () => {
  expect((await checkOut({ ...GOOD, name: "  Mine ", news: false })).body.booking.answers).toEqual(GOOD);
  expect((await checkOut({ name: "Mine", length: "", agreed: true })).body.booking.answers).toEqual({ name: "Mine", agreed: true });
});

test.each<[string, unknown, string]>([
  ["name", undefined, "a required one that is missing"],
  ["name", "   ", "a required one of blanks"],
  ["name", true, "a tick for text"],
  ["name", "x".repeat(501), "a line of 501 characters"],
  ["name", "a\0b", "NUL"],
  ["name", "\ud800", "half a character"],
  ["length", "Medium", "what is no option"],
  ["length", "long", "an option in other letters"],
  ["agreed", false, "a required tick that is not set"],
  ["agreed", "true", "text for a tick"],
  ["news", "yes", "text for a tick that may be left out"],
  ["notes", "x".repeat(2001), "more than 2,000 characters"],
  ["colour", "red", "a question that was not asked"],
])("answers.%s: %j is refused as %s", async (id, value) => {
  expectProblem(await checkOut({ ...GOOD, [id]: value }), "validation_failed", undefined, `answers.${id}`);
});

test("without questions any answer is one too many", async () => {
  expectProblem(await checkOut({ name: "x" }, []), "validation_failed", "answers.name");
  expect((await checkOut({}, [])).status).toBe(200);
  expect((await checkOut(undefined, [])).status).toBe(200);
});

test("every wrong answer is named at once", async () => {
  const { body } = await checkOut({ length: "Medium", colour: "red" });
  expect(body.errors.map(({ path }: { path: string }) => path)).toEqual(["answers.name", "answers.length", "answers.agreed", "answers.colour"]);
});

test("a question may be called what every object has by itself", async () => {
  const asked = [{ id: "constructor", label: "Who built it?" }, { id: "valueof", label: "Worth?" }];
  expect((await checkOut({}, asked)).body.booking.answers).toEqual({});
  expect((await checkOut({ constructor: "Rao" }, asked)).body.booking.answers).toEqual({ constructor: "Rao" });
});
