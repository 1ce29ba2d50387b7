import { HoldfastError } from "../errors.js";
import type { Problem } from "../types.gen.js";

/** The body of a successful answer; undefined where it has none. @throws HoldfastError for any other answer */
export async function readAnswer<T>(response: Response): Promise<T> {
  const { status, headers } = response;
  const text = await response.text();
  if (status === 204) return undefined as T;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    // Told apart by being undefined, which JSON can't say.
  }
  if (response.ok && body !== undefined) return body as T;
  const problem = (body ?? {}) as Partial<Problem>;
  const seconds = headers.get("Retry-After") ?? problem.retryAfterSeconds;
  const requestId = problem.requestId ?? headers.get("X-Request-Id");
  const known = typeof problem.code === "string";
  throw new HoldfastError({
    ...(known ? problem : { detail: `Not an answer of the booking API (HTTP ${status}).` }),
    code: known ? problem.code! : "invalid_response",
    status,
    // The header may also be a date; that needs a clock that can be trusted.
    ...(seconds != null && Number.isFinite(+seconds) ? { retryAfterMs: +seconds * 1000 } : {}),
    ...(requestId ? { requestId } : {}),
  });
}
