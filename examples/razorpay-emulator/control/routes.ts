import { Hono } from "hono";
import type { WebhookTarget } from "../accounts.js";
import { ApiError, badRequest } from "../errors.js";
import { type Fields, flag, integer, nested, readFields, text } from "../input.js";
import type { WebhookEvent } from "../webhooks/events.js";
import type { EmulatorControl } from "./control.js";

interface Command {
  fields: readonly string[];
  run: (control: EmulatorControl, fields: Fields) => unknown;
}

/** What can be sent along, by its names, and what is done with it. */
const command = (fields: string, run: Command["run"]): Command => ({ fields: fields.split(" ").filter(Boolean), run });

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

function optionalObject(fields: Fields, name: string): Fields | undefined {
  const value = fields[name];
  if (given(fields, name) && (typeof value !== "object" || Array.isArray(value))) throw badRequest(`${name} must be an object.`, { field: name });
  return nested(fields, name);
}

function optionalTarget(fields: Fields): WebhookTarget | undefined {
  const webhook = optionalObject(fields, "webhook");
  return webhook && { url: text(webhook, "url"), secret: text(webhook, "secret") };
}

const EVENTS = ["payment.authorized", "payment.captured", "payment.failed", "order.paid", "refund.created", "refund.processed", "refund.failed"] as const satisfies WebhookEvent[];

/** `POST /control/<name>` with the arguments by their names. */
const COMMANDS: Readonly<Record<string, Command>> = {
  "add-account": command("keyId keySecret name webhook", (control, fields) =>
    control.addAccount(
      defined({ keyId: text(fields, "keyId"), keySecret: text(fields, "keySecret"), webhook: optionalTarget(fields), name: optionalText(fields, "name") }),
    ),
  ),
  "set-webhook": command("webhook keyId", (control, fields) => control.setWebhook(optionalTarget(fields) ?? null, optionalText(fields, "keyId"))),
  "set-capture-mode": command("mode keyId", (control, fields) => control.setCaptureMode(word(fields, "mode", ["as_ordered", "always"]), optionalText(fields, "keyId"))),
  "set-receipt-rule": command("rule keyId", (control, fields) => control.setReceiptRule(word(fields, "rule", ["refuse", "same_order"]), optionalText(fields, "keyId"))),
  "set-refund-mode": command("mode keyId", (control, fields) =>
    control.setRefundMode(word(fields, "mode", ["processed", "pending", "failed"]), optionalText(fields, "keyId")),
  ),
  "set-list-lag": command("seconds", (control, fields) => control.setListLag(integer(fields, "seconds"))),

  pay: command("orderId outcome amount currency method vpa email contact description", (control, fields) =>
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
  ),
  "capture-twice": command("orderId", (control, fields) => control.captureTwice(text(fields, "orderId"))),
  "authorize-late": command("paymentId", (control, fields) => control.authorizeLate(text(fields, "paymentId"))),
  "capture-by-hand": command("paymentId", (control, fields) => control.captureByHand(text(fields, "paymentId"))),
  "refund-by-hand": command("paymentId amount", (control, fields) =>
    control.refundByHand(text(fields, "paymentId"), defined({ amount: optionalInteger(fields, "amount") })),
  ),
  "settle-refund": command("refundId status", (control, fields) => control.settleRefund(text(fields, "refundId"), word(fields, "status", ["processed", "failed"]))),

  "drop-callbacks": command("count", (control, fields) => control.dropCallbacks(optionalInteger(fields, "count"))),
  "fail-next": command("kind status count method path afterCommit", (control, fields) =>
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
  ),
  "clear-faults": command("", (control) => control.clearFaults()),

  "tamper-webhooks": command("action event count delaySeconds", (control, fields) =>
    control.tamperWebhooks(
      defined({
        action: word(fields, "action", ["lose", "duplicate", "delay"]),
        event: given(fields, "event") ? word(fields, "event", EVENTS) : undefined,
        count: optionalInteger(fields, "count"),
        delaySeconds: optionalInteger(fields, "delaySeconds"),
      }),
    ),
  ),
  "hold-webhooks": command("", (control) => control.holdWebhooks()),
  "release-webhooks": command("order", (control, fields) =>
    control.releaseWebhooks(
      Array.isArray(fields["order"]) ? fields["order"].map(String) : word(fields, "order", ["as_happened", "reversed"]),
    ),
  ),
  "send-event": command("event payload keyId", (control, fields) =>
    control.sendEvent(text(fields, "event"), optionalObject(fields, "payload"), optionalText(fields, "keyId")),
  ),
  "resend-webhook": command("eventId", (control, fields) => control.resendWebhook(text(fields, "eventId"))),
  "webhooks-settled": command("", (control) => control.webhooksSettled()),

  advance: command("ms", async (control, fields) => {
    await control.advance(integer(fields, "ms"));
    return { now: control.now() };
  }),
  reset: command("", (control) => control.reset()),
};

/** A misspelt field would arrange something else than its sender thinks. @throws {ApiError} that names it */
function requireKnown({ fields: known }: Command, fields: Fields): void {
  const [unknown] = Object.keys(fields).filter((name) => !known.includes(name));
  if (unknown !== undefined)
    throw badRequest(`There is no field ${unknown} here: it takes ${known.length === 0 ? "none" : known.join(", ")}.`, { field: unknown });
}

/** The control plane over HTTP, for tests in other languages and for a shell. */
export function controlRoutes(control: EmulatorControl): Hono {
  const app = new Hono();
  app.onError((error) => {
    const status = error instanceof ApiError ? error.status : 400;
    return Response.json({ error: { description: error.message } }, { status });
  });
  app.get("/", (c) => {
    const commands = Object.fromEntries(Object.entries(COMMANDS).map(([name, { fields }]) => [name, fields]));
    return c.json({ now: control.now(), commands, reads: ["ledger", "webhooks"] });
  });
  app.get("/ledger", (c) => c.json(control.ledger(c.req.query("keyId"))));
  app.get("/webhooks", (c) => c.json(control.webhooks()));
  app.post("/:command", async (c) => {
    const name = c.req.param("command");
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command) throw new ApiError(404, "BAD_REQUEST_ERROR", "There is no such command; GET /control lists them.");
    // A website that a developer happens to visit can post a form to this port, but not JSON.
    if (!c.req.header("content-type")?.startsWith("application/json")) throw badRequest("The control plane takes application/json.");
    const fields = await readFields(c);
    requireKnown(command, fields);
    return c.json((await command.run(control, fields)) ?? { done: true });
  });
  return app;
}
