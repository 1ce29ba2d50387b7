import { http, HttpResponse, type JsonBodyType } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll } from "vitest";

export const baseUrl = "https://api.test";

export interface SeenRequest {
  method: string;
  path: string;
  headers: Headers;
  body: string;
}

type Answer = Response | "no answer";

/** An answer of the API's. */
export const answer = (body: JsonBodyType, status = 200, headers: Record<string, string> = {}): Response =>
  HttpResponse.json(body, { status, headers });

/** A refusal of the API's. */
export const refusal = (status: number, code: string, more: object = {}, headers: Record<string, string> = {}): Response =>
  HttpResponse.json(
    { type: `https://holdfast.dev/problems/${code}`, title: code, status, detail: `It is ${code}.`, code, ...more },
    { status, headers: { "Content-Type": "application/problem+json", ...headers } },
  );

/** An API that gives the queued answers one after the other and keeps what it was asked. For the tests of one file. */
export function fakeApi() {
  const seen: SeenRequest[] = [];
  const queue: Answer[] = [];
  const server = setupServer(
    http.all(`${baseUrl}/*`, async ({ request }) => {
      const { pathname, search } = new URL(request.url);
      seen.push({ method: request.method, path: pathname + search, headers: request.headers, body: await request.text() });
      const next = queue.shift();
      if (!next) throw new Error(`No answer is queued for ${request.method} ${pathname}`);
      return next === "no answer" ? HttpResponse.error() : next;
    }),
  );
  beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
  afterEach(() => {
    seen.length = 0;
    queue.length = 0;
  });
  afterAll(() => server.close());
  return {
    seen,
    /** What the next requests get. */
    willAnswer: (...answers: Answer[]) => void queue.push(...answers),
  };
}
