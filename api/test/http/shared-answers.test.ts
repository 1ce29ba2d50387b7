import { expect, test } from "vitest";
import { SharedAnswers } from "../../src/http/shared-answers.js";

/** Work that ends when told, and counts how often it was begun. */
function createWork() {
  const begun: { end: (answer: string) => void; fail: (error: Error) => void }[] = [];
  const workOut = () => new Promise<string>((end, fail) => void begun.push({ end, fail }));
  return { begun, workOut };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test("who asks while an answer is worked out waits for the next one, all together: it was begun after they asked", async () => {
  const [answers, { begun, workOut }] = [new SharedAnswers<string>(), createWork()];
  const first = answers.ask("a", workOut);
  const others = [1, 2, 3].map(() => answers.ask("a", workOut));
  expect(begun).toHaveLength(1);
  begun[0]!.end("old");
  expect(await first).toBe("old");
  await settled();
  expect(begun).toHaveLength(2);
  const later = answers.ask("a", workOut);
  begun[1]!.end("new");
  expect(await Promise.all(others)).toEqual(["new", "new", "new"]);
  await settled();
  begun[2]!.end("newer");
  expect(await later).toBe("newer");
  await settled();
  void answers.ask("a", workOut);
  expect(begun).toHaveLength(4);
});

test("other questions wait for nobody", async () => {
  const [answers, { begun, workOut }] = [new SharedAnswers<string>(), createWork()];
  const asked = ["a", "b"].map((question) => answers.ask(question, workOut));
  begun[1]!.end("b");
  begun[0]!.end("a");
  expect(await Promise.all(asked)).toEqual(["a", "b"]);
});

test("one that fails fails those who waited for it alone", async () => {
  const [answers, { begun, workOut }] = [new SharedAnswers<string>(), createWork()];
  const first = answers.ask("a", workOut);
  const second = answers.ask("a", workOut);
  begun[0]!.fail(new Error("no"));
  await expect(first).rejects.toThrow("no");
  await settled();
  begun[1]!.end("yes");
  expect(await second).toBe("yes");
});
