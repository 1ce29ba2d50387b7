import { randomBytes } from "node:crypto";
import { connect, createApi, listen, migrate, startEmbeddedServer } from "@holdfast/api";
import type { OwnerClient } from "@holdfast/sdk/server";
import type { Emulator } from "../razorpay-emulator/index.js";
import { BRAND } from "./business/catalogue.js";
import { publishClasses } from "./business/classes.js";
import { type Business, openBusiness } from "./business/seed.js";
import type { Closers } from "./closers.js";
import { DataFolder } from "./data-folder.js";
import { openPayments } from "./payments.js";
import { byPath } from "./routing.js";
import type { DemoSettings } from "./settings.js";
import { databaseError } from "./start-error.js";
import { Mailbox } from "./site/mailbox.js";
import { createSite } from "./site/site.js";

/** How long running requests may take to end once the demonstration stops, in milliseconds. */
const DRAIN_MS = 5000;

export interface Demo {
  business: Business;
  /** Whether the studio was there before this start. */
  foundData: boolean;
}

/**
 * Starts everything on one port: database, API, workers, payment emulator, site. What is running is registered with
 * `closers` as it comes up, so that a start that fails half way is undone like one that succeeded.
 *
 * @throws {StartError} and its kind, where a person can mend it
 */
export async function startDemo(settings: DemoSettings, closers: Closers): Promise<Demo> {
  const { port, host, ownUrl, publicUrl } = settings;
  await requireFreePort(port, host);
  const data = new DataFolder(settings.dataFolder);
  await data.open();
  const databaseUrl = settings.databaseUrl ?? (await startDatabase(settings.dataFolder, closers));
  await bringUpToDate(databaseUrl);

  const emulator = await openPayments(data, closers);
  const mailbox = new Mailbox();
  const api = createApi({
    databaseUrl,
    secret: await data.secret(),
    publicUrl,
    mail: {
      ...(settings.smtpUrl && { smtpUrl: settings.smtpUrl }),
      from: settings.mailFrom ?? `${BRAND.name} <${BRAND.email}>`,
      onMail: (mail) => mailbox.add(mail),
    },
    razorpay: {
      apiUrl: `${ownUrl}/razorpay`,
      checkoutScriptUrl: `${publicUrl}/razorpay/checkout.js`,
      // Whoever signs up here can take payments at once, from the emulator too.
      defaultCredentials: { keyId: emulator.keyId, keySecret: emulator.keySecret },
    },
    // A developer's own receiver runs on the same machine.
    webhooks: { allowPrivateNetworks: true },
    logLevel: settings.logLevel,
  });
  closers.add("API", () => api.stop());

  const { business, owner, foundData } = await openBusiness(data, {
    baseUrl: ownUrl,
    // Without a socket: the studio is set up before anybody can see it half done.
    fetch: async (input, init) => api.app.fetch(new Request(input, init)),
  });
  await publishClasses(owner, business.serviceIds["yoga"]!);
  // The links in mails lead to the address of this start, whatever the last one's was.
  await owner.tenant.update({ bookingPageUrl: `${publicUrl}/booking`, contactEmail: BRAND.email });

  const site = createSite({ business, owner, mailbox, mailsAreSent: settings.smtpUrl !== undefined, publicUrl });
  const fetch = byPath({ api: api.app.fetch, payments: emulator.app.fetch, site: site.fetch });
  const server = await listen(fetch, { port, host });
  closers.add("web server", () => {
    // Pages that watch keep a stream open, which nothing else would end.
    api.drain();
    return server.close(DRAIN_MS);
  });
  // Not before: the API asks the emulator, over HTTP, whether the keys are good.
  await connectPayments(owner, emulator, `${ownUrl}/v1/webhooks/razorpay/${business.tenantId}`);
  api.startWorkers();
  return { business, foundData };
}

/** Asks for the port before anything else is started, so that a taken one costs nothing. */
async function requireFreePort(port: number, host: string): Promise<void> {
  const probe = await listen(() => new Response(null, { status: 503 }), { port, host });
  await probe.close(0);
}

/** What an owner does in Razorpay's dashboard and here: a webhook with its secret, and the keys. */
async function connectPayments(owner: OwnerClient, emulator: Emulator, url: string): Promise<void> {
  const webhookSecret = randomBytes(24).toString("base64url");
  emulator.control.setWebhook({ url, secret: webhookSecret });
  await owner.payments.connect({ keyId: emulator.keyId, keySecret: emulator.keySecret, webhookSecret });
}

async function startDatabase(dataDirectory: string, closers: Closers): Promise<string> {
  const database = await startEmbeddedServer({ dataDirectory });
  closers.add("database", () => database.stop());
  return database.url;
}

async function bringUpToDate(databaseUrl: string): Promise<void> {
  const sql = connect(databaseUrl, { max: 1 });
  try {
    await migrate(sql);
  } catch (error) {
    throw databaseError(error);
  } finally {
    await sql.end();
  }
}
