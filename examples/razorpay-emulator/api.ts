import { Hono } from "hono";
import { createMiddleware } from "hono/factory";
import type { Account } from "./accounts.js";
import { collection, page } from "./collections.js";
import { ApiError, badRequest, serverError, unauthenticated } from "./errors.js";
import { ConnectionLost } from "./faults.js";
import { readFields } from "./input.js";
import { createOrder, findOrders, updateOrder } from "./orders.js";
import { capturePayment } from "./payments.js";
import { createRefund } from "./refunds.js";
import type { World } from "./world.js";

type Env = { Variables: { account: Account } };

/** Razorpay's REST API, to be mounted at `/v1`. */
export function api(world: World): Hono<Env> {
  const app = new Hono<Env>();
  const shownBefore = () => world.clock.seconds - world.listLagSeconds;
  const shown = <T extends { created_at: number }>(rows: Iterable<T>) =>
    world.listLagSeconds > 0 ? [...rows].filter(({ created_at }) => created_at <= shownBefore()) : rows;

  app.onError((error) => {
    if (error instanceof ConnectionLost) throw error;
    const { status, body } = error instanceof ApiError ? error : serverError(500);
    return Response.json(body, { status });
  });
  app.use(authenticate(world));
  app.use(world.faults.middleware);

  app.post("/orders", async (c) => c.json(createOrder(world, c.var.account, await readFields(c)).entity));
  app.get("/orders", (c) => {
    const { receipt, authorized, ...query } = c.req.query();
    return c.json(page(shown(findOrders(c.var.account, { receipt, authorized })), query));
  });
  app.get("/orders/:id", (c) => c.json(c.var.account.order(c.req.param("id")).entity));
  app.patch("/orders/:id", async (c) => c.json(updateOrder(world, c.var.account, c.req.param("id"), await readFields(c)).entity));
  app.get("/orders/:id/payments", (c) => {
    const { id } = c.var.account.order(c.req.param("id")).entity;
    return c.json(collection([...c.var.account.payments.values()].filter(({ order_id }) => order_id === id)));
  });

  app.get("/payments", (c) => c.json(page(shown(c.var.account.payments.values()), c.req.query())));
  app.get("/payments/:id", (c) => c.json(c.var.account.payment(c.req.param("id"))));
  app.post("/payments/:id/capture", async (c) => c.json(capturePayment(world, c.var.account, c.req.param("id"), await readFields(c))));
  app.post("/payments/:id/refund", async (c) =>
    c.json(createRefund(world, c.var.account, c.req.param("id"), await readFields(c), c.req.header("x-refund-idempotency"))),
  );
  app.get("/payments/:id/refunds", (c) => {
    const { id } = c.var.account.payment(c.req.param("id"));
    return c.json(page([...c.var.account.refunds.values()].filter(({ payment_id }) => payment_id === id), c.req.query()));
  });
  app.get("/refunds", (c) => c.json(page(shown(c.var.account.refunds.values()), c.req.query())));
  app.get("/refunds/:id", (c) => c.json(c.var.account.refund(c.req.param("id"))));

  app.all("*", () => {
    throw badRequest("The requested URL was not found on the server.");
  });
  return app;
}

/** HTTP Basic, the key id being the name and its secret the password. */
const authenticate = ({ accounts }: World) =>
  createMiddleware<Env>(async (c, next) => {
    const encoded = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? "";
    const decoded = Buffer.from(encoded, "base64").toString("utf8");
    const colon = decoded.indexOf(":");
    const account = colon > 0 ? accounts.authenticate(decoded.slice(0, colon), decoded.slice(colon + 1)) : undefined;
    if (!account) throw unauthenticated();
    c.set("account", account);
    await next();
  });
