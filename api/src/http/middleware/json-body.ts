import { bodyLimit } from "hono/body-limit";
import { createMiddleware } from "hono/factory";
import { BookingError } from "../../errors.js";
import type { Env } from "../env.js";

/** The largest request is 500 published slots, about 100 kB. */
const MAX_BODY_BYTES = 256 * 1024;

const limitBody = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => {
    throw new BookingError("body_too_large");
  },
});

const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Accepts only JSON in valid UTF-8 of a sane size. A request without a body counts as `{}`, so that calls whose
 * fields are all optional need none. Reading here leaves the body cached for the validator.
 */
export const jsonBody = createMiddleware<Env>(async (c, next) => {
  if (c.req.method === "GET" || c.req.method === "HEAD" || c.req.method === "OPTIONS") return next();
  return limitBody(c, async () => {
    const bytes = await c.req.arrayBuffer();
    if (bytes.byteLength > 0) {
      const type = c.req.header("Content-Type")?.split(";")[0]?.trim().toLowerCase();
      if (type !== "application/json") throw new BookingError("unsupported_media_type");
      let text: string;
      try {
        text = utf8.decode(bytes);
        JSON.parse(text);
      } catch (cause) {
        throw new BookingError("invalid_json", undefined, {}, { cause });
      }
    }
    await next();
  });
});
