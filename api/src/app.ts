import { Hono } from "hono";
import { cors } from "hono/cors";
import { secureHeaders } from "hono/secure-headers";
import type { Deps } from "./deps.js";
import { BookingError } from "./errors.js";
import type { Env } from "./http/env.js";
import { handleError } from "./http/error-handler.js";
import { audit } from "./http/middleware/audit.js";
import { jsonBody } from "./http/middleware/json-body.js";
import { requestContext } from "./http/middleware/request-context.js";
import { routes } from "./http/routes/index.js";

export interface AppOptions {
  /** Whether X-Forwarded-For tells the client's address. Default is false. */
  trustProxy?: boolean;
}

/** The API as a Hono app: middleware, routes, error handler. It never listens. */
export function createApp(deps: Deps, { trustProxy = false }: AppOptions = {}) {
  const app = new Hono<Env>();
  app.use(requestContext(deps, { trustProxy }));
  app.use(secureHeaders({ crossOriginResourcePolicy: "cross-origin" }));
  app.use(
    "/v1/*",
    // Any origin may ask: there are no cookies, and which origins a key works from is the key's own list.
    cors({
      origin: "*",
      allowMethods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
      allowHeaders: ["Authorization", "Content-Type", "Idempotency-Key", "Holdfast-Token", "X-Request-Id", "Last-Event-ID"],
      exposeHeaders: ["Retry-After", "Idempotency-Replayed", "X-Request-Id"],
      maxAge: 7200,
    }),
  );
  app.use("/v1/*", async (c, next) => {
    await next();
    // Answers tell what is free now and carry tokens: nothing of it may be kept by a cache.
    if (!c.res.headers.has("Cache-Control")) c.header("Cache-Control", "no-store");
  });
  // No path of ours has other characters, and what follows may hand an id to the database.
  app.use("/v1/*", (c, next) => (/^[\w./-]+$/.test(c.req.path) ? next() : Promise.reject(new BookingError("not_found"))));
  // A webhook's signature is over its bytes: it is checked before anything is made of them.
  app.use("/v1/*", (c, next) => (c.req.path.startsWith("/v1/webhooks/") ? next() : jsonBody(c, next)));
  app.use("/v1/*", audit);
  app.route("/", routes);
  app.notFound((c) => handleError(new BookingError("not_found"), c));
  app.onError(handleError);
  return app;
}
