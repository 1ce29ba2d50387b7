import { expect, test } from "vitest";
import { byPath } from "./routing.js";

const says = (name: string) => () => new Response(name);
const fetch = byPath({ api: says("api"), payments: says("payments"), site: says("site") });

test.each([
  ["/v1/services", "api"],
  ["/v1", "api"],
  ["/healthz", "api"],
  ["/readyz", "api"],
  ["/razorpay/v1/orders", "payments"],
  ["/", "site"],
  ["/v1extra", "site"],
  ["/healthz/x", "site"],
  ["/razorpayment", "site"],
])("%s is answered by the %s", async (path, name) => {
  expect(await (await fetch(new Request(`http://x${path}`), {})).text()).toBe(name);
});
