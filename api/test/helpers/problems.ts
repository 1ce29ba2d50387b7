import { expect } from "vitest";
import type { ErrorCode } from "../../src/contract/problem.js";
import { STATUS } from "../../src/http/error-handler.js";
import type { Answer } from "./app.js";

/** Checks that an answer is a whole problem document with this code, and says where the input is wrong. */
export function expectProblem(answer: Answer, code: ErrorCode, path?: string): void {
  expect(answer.body, `${answer.status} ${JSON.stringify(answer.body)}`).toMatchObject({ code });
  expect(answer.status).toBe(STATUS[code]);
  expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
  expect(answer.body).toMatchObject({
    type: `https://holdfast.dev/problems/${code}`,
    title: expect.stringMatching(/^[A-Z][a-z ]+$/),
    status: answer.status,
    detail: expect.stringMatching(/\S/),
  });
  if (path !== undefined) expect(answer.body.errors?.map((error: { path: string }) => error.path)).toContain(path);
  for (const error of answer.body.errors ?? []) expect(error).toEqual({ path: expect.any(String), message: expect.stringMatching(/\S/) });
}
