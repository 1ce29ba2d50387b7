import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { HoldfastError, type OwnerClient } from "@holdfast/sdk/server";
import { Hono } from "hono";
import type { Business } from "../business/seed.js";
import { addDays, todayIn, weekdayOf } from "../calendar.js";
import { consolePages } from "./console.js";
import { examplePages } from "./example-pages.js";
import { examplesFolder, folderHandler } from "./folders.js";
import type { Mailbox } from "./mailbox.js";
import { listOffers } from "./offers.js";
import { outbox } from "./outbox.js";
import { bookPage } from "./pages/book.js";
import { bookingPage } from "./pages/booking.js";
import { landingPage } from "./pages/landing.js";
import { brokenPage, notFoundPage } from "./pages/not-found.js";
import { oneLoopbackName, securityHeaders } from "./security.js";

export interface SiteDeps {
  /** The studio, and a client that may read all of it. */
  business: Business;
  owner: OwnerClient;
  mailbox: Mailbox;
  /** Whether a mail server gets the mails too. */
  mailsAreSent: boolean;
  /** The address that visitors reach the server at. */
  publicUrl: string;
}

/** The demonstration's website: pages rendered from what the API says now, the built widget, the examples. */
export function createSite({ business, owner, mailbox, mailsAreSent, publicUrl }: SiteDeps): Hono {
  const site = new Hono();
  site.use(securityHeaders, oneLoopbackName(publicUrl));
  site.notFound((c) => c.html(notFoundPage(c.req.path), 404));
  site.onError((error, c) => {
    if (!(error instanceof HoldfastError)) throw error;
    return c.html(brokenPage(c.req.path), 503);
  });

  const readOffers = () => listOffers(owner, business.serviceIds);

  site.get("/", async (c) => {
    const today = todayIn();
    const [offers, { weekly }, exceptions] = await Promise.all([
      readOffers(),
      owner.resources.get(business.hoursResourceId),
      owner.resources.overrides.list(business.hoursResourceId, { from: today, to: addDays(today, 60) }),
    ]);
    return c.html(landingPage({ offers, weekly, exceptions: exceptions.data, weekday: weekdayOf(today) }));
  });
  site.get("/book", (c) => c.redirect("/#services"));
  site.get("/book/:slug", async (c) => {
    const offer = (await readOffers()).find(({ slug }) => slug === c.req.param("slug"));
    return offer ? c.html(bookPage({ ...offer, publishableKey: business.publishableKey })) : c.notFound();
  });
  site.get("/booking", (c) => c.html(bookingPage(business.publishableKey)));
  site.route("/demo/outbox", outbox(mailbox, mailsAreSent));

  site.get("/assets/*", folderHandler(join(examplesFolder, "demo/site/public"), "/assets/"));
  // Browsers ask for it on pages that name no icon, such as the examples.
  site.get("/favicon.ico", (c) => c.redirect("/assets/icon.svg", 301));
  site.get("/sdk/*", folderHandler(join(folderOf("@holdfast/sdk"), ".."), "/sdk/"));
  site.get("/widget/*", folderHandler(folderOf("@holdfast/widget/dist/booking-widget.js"), "/widget/"));
  site.route("/examples", examplePages({ business, publicUrl }));
  site.route("/", consolePages());
  return site;
}

/** The folder of a file that a package publishes. */
const folderOf = (specifier: string) => dirname(fileURLToPath(import.meta.resolve(specifier)));
