import { createMiddleware } from "hono/factory";

/** What a page of the site may do: everything from here, nothing from elsewhere, no inline script or style. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "style-src 'self'",
  "script-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types lit-html holdfast",
  "frame-src 'self'",
  "frame-ancestors 'self'",
  "object-src 'none'",
  "base-uri 'none'",
].join("; ");

/** Puts the policy on every answer that did not set one of its own. */
export const securityHeaders = createMiddleware(async (c, next) => {
  await next();
  if (!c.res.headers.has("content-security-policy")) c.header("content-security-policy", CONTENT_SECURITY_POLICY);
  c.header("x-content-type-options", "nosniff");
  // A booking's link carries its token.
  c.header("referrer-policy", "same-origin");
});

const LOOPBACK_NAMES = new Set(["localhost", "127.0.0.1", "[::1]"]);

/**
 * To a browser, `localhost` and `127.0.0.1` are two sites, and the policy would keep the one from loading what the other
 * links to: who comes by the other name is sent to the one that is printed at start.
 */
export const oneLoopbackName = (publicUrl: string) => {
  const own = new URL(publicUrl);
  return createMiddleware(async (c, next) => {
    const { hostname, pathname, search } = new URL(c.req.url);
    const isOtherName = hostname !== own.hostname && LOOPBACK_NAMES.has(hostname) && LOOPBACK_NAMES.has(own.hostname);
    if (isOtherName && c.req.method === "GET") return c.redirect(`${own.origin}${pathname}${search}`);
    return next();
  });
};
