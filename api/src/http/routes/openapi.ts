import { Hono } from "hono";
import { openApiDocument } from "../../contract/openapi.js";
import type { Env } from "../env.js";

let document: object | undefined;

export const openapi = new Hono<Env>().get("/", (c) => {
  // Built when first asked for: a process that is only booked through never needs it.
  document ??= openApiDocument();
  c.header("Cache-Control", "public, max-age=300");
  return c.json(document);
});
