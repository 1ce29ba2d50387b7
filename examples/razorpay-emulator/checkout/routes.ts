import { Hono } from "hono";
import type { Account } from "../accounts.js";
import { fractionDigits } from "../currencies.js";
import type { OrderRecord } from "../entities.js";
import { ApiError, badRequest, serverError } from "../errors.js";
import { type Fields, readFields, text } from "../input.js";
import { attemptPayment, authorizePayment, failPayment, proofOf } from "../payments.js";
import type { World } from "../world.js";
import { browserFile } from "./files.js";

/** The page in the frame: its own script and style only, a logo from anywhere, and whoever wants may embed it. */
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' https: data:",
  "form-action 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

const FAILING_VPA = "failure@razorpay";
const SUCCEEDING_VPA = "success@razorpay";

/** The checkout's files, and what its page asks the server. */
export function checkout(world: World): Hono {
  const app = new Hono();
  app.onError((error) => {
    const { status, body } = error instanceof ApiError ? error : serverError(500);
    return Response.json(body, { status });
  });

  app.get("/checkout.js", () => browserFile("checkout.js", { "cross-origin-resource-policy": "cross-origin" }));
  app.get("/checkout/pay", () => browserFile("pay.html", { "content-security-policy": PAGE_POLICY, "referrer-policy": "no-referrer" }));
  app.get("/checkout/pay.css", () => browserFile("pay.css"));
  app.get("/checkout/pay.js", () => browserFile("pay.js"));

  app.get("/checkout/order", (c) => {
    const { account, order } = open(world, c.req.query());
    const { amount, currency, status } = order.entity;
    return c.json({ amount, currency, status, fractionDigits: fractionDigits(currency), merchant: account.options.name ?? "Test merchant" });
  });

  app.post("/checkout/pay", async (c) => {
    // Another site can't send this type without being asked first, and nobody answers it.
    if (!c.req.header("content-type")?.startsWith("application/json")) throw badRequest("The payment page sends JSON.");
    const fields = await readFields(c);
    const { account, order } = open(world, fields);
    if (order.entity.status === "paid") throw badRequest("Payment already done for this order.");
    const vpa = optional(fields, "vpa")?.toLowerCase();
    const outcome = vpa === undefined ? fields["outcome"] : outcomeOf(vpa);
    const payment = attemptPayment(world, account, order, {
      method: vpa === undefined ? "netbanking" : "upi",
      ...pick(fields, ["email", "contact", "description"]),
      ...(vpa !== undefined && { vpa }),
    });
    if (outcome !== "success") {
      failPayment(world, account, payment);
      const { error_code: code, error_description: description, error_source: source, error_step: step, error_reason: reason } = payment;
      return c.json({ outcome: "failed", error: { code, description, source, step, reason, metadata: { payment_id: payment.id, order_id: payment.order_id } } });
    }
    authorizePayment(world, account, payment);
    if (world.checkout.takeDroppedCallback()) return c.json({ outcome: "dropped" });
    return c.json({ outcome: "success", proof: proofOf(account, payment) });
  });
  return app;
}

/** The order that the checkout was opened with; a key id is public, so an order of another key stays unknown. */
function open({ accounts }: World, fields: Fields): { account: Account; order: OrderRecord } {
  const account = accounts.get(text(fields, "key"));
  return { account, order: account.order(text(fields, "order_id")) };
}

function outcomeOf(vpa: string): "success" | "failure" {
  if (vpa === SUCCEEDING_VPA) return "success";
  if (vpa === FAILING_VPA) return "failure";
  throw badRequest(`In test mode use ${SUCCEEDING_VPA} or ${FAILING_VPA}.`, { field: "vpa" });
}

const optional = (fields: Fields, name: string) => (typeof fields[name] === "string" && fields[name] !== "" ? fields[name] : undefined);

function pick<K extends string>(fields: Fields, names: readonly K[]): { [name in K]?: string } {
  return Object.fromEntries(names.flatMap((name) => (optional(fields, name) === undefined ? [] : [[name, optional(fields, name)]]))) as {
    [name in K]?: string;
  };
}
