import { expect } from "vitest";
import type { ErrorCode } from "../../src/contract/problem.js";
import { STATUS } from "../../src/http/error-handler.js";
import type { Answer } from "./app.js";

/**
 * Checks that an answer is a whole problem document with this code, and says where the input is wrong.
 * @param path - one of the places that it names, exactly.
 * @param around - what a place that it names is, lies in or contains.
 */
export function expectProblem(answer: Answer, code: ErrorCode, path?: string, around?: string): void {
  expect(answer.body, `${answer.status} ${JSON.stringify(answer.body)}`).toMatchObject({ code });
  expect(answer.status).toBe(STATUS[code]);
  expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
  expect(answer.body).toMatchObject({
    type: `https://holdfast.dev/problems/${code}`,
    title: expect.stringMatching(/^[A-Z][a-z ]+$/),
    status: answer.status,
    detail: expect.stringMatching(/\S/),
  });
  const paths: string[] = answer.body.errors?.map((error: { path: string }) => error.path) ?? [];
  if (path !== undefined) expect(paths).toContain(path);
  if (around !== undefined) expect(paths.some((at) => at.startsWith(around) || around.startsWith(at)), `${around} in ${paths.join(", ")}`).toBe(true);
  for (const error of answer.body.errors ?? []) expect(error).toEqual({ path: expect.any(String), message: expect.stringMatching(/\S/) });
}
