import { Hono } from "hono";
import type { Mailbox } from "./mailbox.js";
import { outboxPage } from "./pages/outbox.js";

/** A mail's own markup is shown in a frame that may load nothing and run nothing. */
const MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'";

/**
 * The sent mails: a list, each mail as it looks and as text, and its attachments.
 *
 * @param mailsAreSent whether a mail server got them too
 */
export function outbox(mailbox: Mailbox, mailsAreSent: boolean): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header("cache-control", "no-store");
  });
  app.get("/", (c) => c.html(outboxPage({ mails: mailbox.list(), mailsAreSent })));
  app.get("/:id", (c) => {
    const mail = mailbox.find(c.req.param("id"));
    return mail ? c.html(outboxPage({ mails: mailbox.list(), chosen: mail, mailsAreSent })) : c.notFound();
  });
  app.get("/:id/html", (c) => {
    const mail = mailbox.find(c.req.param("id"));
    if (!mail) return c.notFound();
    c.header("content-security-policy", MAIL_POLICY);
    return c.html(openLinksOutside(mail.html));
  });
  app.get("/:id/attachments/:index", (c) => {
    const attachment = mailbox.find(c.req.param("id"))?.attachments[Number(c.req.param("index"))];
    if (!attachment) return c.notFound();
    c.header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(attachment.filename)}`);
    return c.body(attachment.content, 200, { "content-type": attachment.contentType });
  });
  return app;
}

/** In a mail program a link opens the browser; here it would open inside the small frame. */
function openLinksOutside(html: string): string {
  const base = `<base target="_top">`;
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (head) => head + base) : base + html;
}
