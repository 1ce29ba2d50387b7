import { Hono } from "hono";
import type { WebhookTarget } from "../accounts.js";
import { ApiError, badRequest } from "../errors.js";
import { type Fields, flag, integer, nested, readFields, text } from "../input.js";
import type { WebhookEvent } from "../webhooks/events.js";
import type { EmulatorControl } from "./control.js";

type Command = (control: EmulatorControl, fields: Fields) => unknown;

const given = (fields: Fields, name: string) => fields[name] !== undefined && fields[name] !== null;
const optionalText = (fields: Fields, name: string) => (given(fields, name) ? text(fields, name) : undefined);
const optionalInteger = (fields: Fields, name: string) => (given(fields, name) ? integer(fields, name) : undefined);

/** One of the words; without it the first. */
function word<const W extends string>(fields: Fields, name: string, words: readonly [W, ...W[]]): W {
  if (!given(fields, name)) return words[0];
  const found = words.find((word) => word === fields[name]);
  if (found === undefined) throw badRequest(`${name} must be one of: ${words.join(", ")}.`, { field: name });
  return found;
}

/** Leaves out what is undefined. */
const defined = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };

const webhookTarget = (fields: Fields): WebhookTarget => ({ url: text(fields, "url"), secret: text(fields, "secret") });
const optionalTarget = (fields: Fields) => {
  const webhook = nested(fields, "webhook");
  return webhook && webhookTarget(webhook);
};

const EVENTS = ["payment.authorized", "payment.captured", "payment.failed", "order.paid", "refund.created", "refund.processed", "refund.failed"] as const satisfies WebhookEvent[];

/** `POST /control/<name>` with the arguments by their names. */
const COMMANDS: Readonly<Record<string, Command>> = {
  "add-account": (control, fields) =>
    control.addAccount(
      defined({ keyId: text(fields, "keyId"), keySecret: text(fields, "keySecret"), webhook: optionalTarget(fields), name: optionalText(fields, "name") }),
    ),
  "set-webhook": (control, fields) => control.setWebhook(optionalTarget(fields) ?? null, optionalText(fields, "keyId")),
  "set-capture-mode": (control, fields) => control.setCaptureMode(word(fields, "mode", ["as_ordered", "always"]), optionalText(fields, "keyId")),
  "set-receipt-rule": (control, fields) => control.setReceiptRule(word(fields, "rule", ["refuse", "same_order"]), optionalText(fields, "keyId")),
  "set-refund-mode": (control, fields) =>
    control.setRefundMode(word(fields, "mode", ["processed", "pending", "failed"]), optionalText(fields, "keyId")),
  "set-list-lag": (control, fields) => control.setListLag(integer(fields, "seconds")),

  pay: (control, fields) =>
    control.pay(
      text(fields, "orderId"),
      defined({
        outcome: word(fields, "outcome", ["authorized", "captured", "failed"]),
        amount: optionalInteger(fields, "amount"),
        currency: optionalText(fields, "currency"),
        method: optionalText(fields, "method"),
        vpa: optionalText(fields, "vpa"),
        email: optionalText(fields, "email"),
        contact: optionalText(fields, "contact"),
        description: optionalText(fields, "description"),
      }),
    ),
  "capture-twice": (control, fields) => control.captureTwice(text(fields, "orderId")),
  "authorize-late": (control, fields) => control.authorizeLate(text(fields, "paymentId")),
  "capture-by-hand": (control, fields) => control.captureByHand(text(fields, "paymentId")),
  "settle-refund": (control, fields) => control.settleRefund(text(fields, "refundId"), word(fields, "status", ["processed", "failed"])),

  "drop-callbacks": (control, fields) => control.dropCallbacks(optionalInteger(fields, "count")),
  "fail-next": (control, fields) =>
    control.failNext(
      defined({
        kind: word(fields, "kind", ["status", "html", "reset", "hang"]),
        status: optionalInteger(fields, "status"),
        count: optionalInteger(fields, "count"),
        method: optionalText(fields, "method"),
        path: optionalText(fields, "path"),
        afterCommit: given(fields, "afterCommit") ? flag(fields["afterCommit"]) : undefined,
      }),
    ),
  "clear-faults": (control) => control.clearFaults(),

  "tamper-webhooks": (control, fields) =>
    control.tamperWebhooks(
      defined({
        action: word(fields, "action", ["lose", "duplicate", "delay"]),
        event: given(fields, "event") ? word(fields, "event", EVENTS) : undefined,
        count: optionalInteger(fields, "count"),
        delaySeconds: optionalInteger(fields, "delaySeconds"),
      }),
    ),
  "hold-webhooks": (control) => control.holdWebhooks(),
  "release-webhooks": (control, fields) =>
    control.releaseWebhooks(
      Array.isArray(fields["order"]) ? fields["order"].map(String) : word(fields, "order", ["as_happened", "reversed"]),
    ),
  "resend-webhook": (control, fields) => control.resendWebhook(text(fields, "eventId")),
  "webhooks-settled": (control) => control.webhooksSettled(),

  advance: async (control, fields) => {
    await control.advance(integer(fields, "ms"));
    return { now: control.now() };
  },
  reset: (control) => control.reset(),
};

/** The control plane over HTTP, for tests in other languages and for a shell. */
export function controlRoutes(control: EmulatorControl): Hono {
  const app = new Hono();
  app.onError((error) => {
    const status = error instanceof ApiError ? error.status : 400;
    return Response.json({ error: { description: error.message } }, { status });
  });
  app.get("/", (c) => c.json({ now: control.now(), commands: Object.keys(COMMANDS), reads: ["ledger", "webhooks"] }));
  app.get("/ledger", (c) => c.json(control.ledger(c.req.query("keyId"))));
  app.get("/webhooks", (c) => c.json(control.webhooks()));
  app.post("/:command", async (c) => {
    const command = COMMANDS[c.req.param("command")];
    if (!command) throw new ApiError(404, "BAD_REQUEST_ERROR", "There is no such command; GET /control lists them.");
    // A website that a developer happens to visit can post a form to this port, but not JSON.
    if (!c.req.header("content-type")?.startsWith("application/json")) throw badRequest("The control plane takes application/json.");
    return c.json((await command(control, await readFields(c))) ?? { done: true });
  });
  return app;
}
