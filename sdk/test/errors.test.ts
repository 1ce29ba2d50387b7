import { expect, test } from "vitest";
import { createClient, HoldfastError, type HoldfastErrorCode } from "../src/index.js";
import { answer, baseUrl, fakeApi, refusal } from "./helpers/api.js";

const api = fakeApi();
const client = createClient({ baseUrl, key: "pk_1", maxRetries: 0 });

const failure = async () => {
  const error = await client.services.list().catch((reason: unknown) => reason);
  if (!(error instanceof HoldfastError)) throw new Error("It did not fail as it should.");
  return error;
};

test("a lost slot tells why, and what is free instead", async () => {
  const alternatives = [{ start: "2026-03-02T05:00:00Z" }];
  api.willAnswer(refusal(409, "slot_unavailable", { reason: "held", freesAt: "2026-03-01T09:35:00Z", alternatives }));
  const error = await failure();
  expect(error).toMatchObject({ name: "HoldfastError", status: 409, reason: "held", freesAt: "2026-03-01T09:35:00Z", alternatives });
  expect(error.message).toBe("It is slot_unavailable.");
});

test("wrong input tells where", async () => {
  const errors = [{ path: "customer.email", message: "Must be an e-mail address." }];
  api.willAnswer(refusal(400, "validation_failed", { errors }));
  expect((await failure()).errors).toEqual(errors);
});

test.each([
  ["a page of a proxy", new Response("<h1>Not found</h1>", { status: 404 })],
  ["a page instead of the API", new Response("<h1>Welcome</h1>")],
  ["half an answer", new Response('{"data": [')],
  ["an error of something else", answer({ message: "no route" }, 404)],
  ["JSON that is no object", answer("no", 400)],
  ["JSON null", answer(null, 502)],
])("%s is an invalid response", async (_, response) => {
  api.willAnswer(response);
  expect(await failure()).toMatchObject({ code: "invalid_response", status: response.status });
});

test("the request's id is told, from the problem or the header", async () => {
  api.willAnswer(refusal(404, "not_found", { requestId: "req_1" }), new Response("", { status: 404, headers: { "X-Request-Id": "req_2" } }));
  expect((await failure()).requestId).toBe("req_1");
  expect((await failure()).requestId).toBe("req_2");
});

/** Compiles only while every code is named: a new one has to be thought of here, as in a program that uses the SDK. */
function whatToDo(code: HoldfastErrorCode): "choose another" | "try again" | "correct" | "sign in" | "report" | "nothing" {
  switch (code) {
    case "slot_unavailable":
    case "hold_expired":
    case "hold_not_active":
      return "choose another";
    case "network_error":
    case "timeout":
    case "rate_limited":
    case "too_many_attempts":
    case "hold_limit_reached":
    case "idempotency_in_flight":
    case "payment_failed":
    case "payment_provider_unavailable":
    case "service_unavailable":
      return "try again";
    case "validation_failed":
    case "email_taken":
    case "invalid_credentials":
    case "wrong_code":
    case "conflict":
    case "resource_in_use":
    case "extension_limit_reached":
    case "booking_not_active":
    case "booking_not_started":
    case "payment_not_refundable":
    case "not_found":
      return "correct";
    case "unauthorized":
    case "wrong_credential":
    case "origin_not_allowed":
      return "sign in";
    case "invalid_json":
    case "unsupported_media_type":
    case "body_too_large":
    case "method_not_allowed":
    case "idempotency_key_reused":
    case "payment_not_verified":
    case "payments_not_configured":
    case "internal_error":
    case "invalid_response":
      return "report";
    case "aborted":
      return "nothing";
  }
}

test("a switch over the code is exhaustive", () => {
  expect(whatToDo(new HoldfastError({ code: "aborted" }).code)).toBe("nothing");
});
