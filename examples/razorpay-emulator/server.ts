import { Hono } from "hono";
import { Accounts, type AccountOptions, type WebhookTarget } from "./accounts.js";
import { api } from "./api.js";
import { CheckoutFaults } from "./checkout/faults.js";
import { checkout } from "./checkout/routes.js";
import { Clock } from "./clock.js";
import { createControl, type EmulatorControl } from "./control/control.js";
import { controlRoutes } from "./control/routes.js";
import { ConnectionLost, Faults } from "./faults.js";
import { readSnapshot } from "./snapshot/read.js";
import { mergeAccounts, restore } from "./snapshot/restore.js";
import type { EmulatorSnapshot } from "./snapshot/snapshot.js";
import { WebhookSender } from "./webhooks/sender.js";
import type { World } from "./world.js";

/** What an emulator has when nothing else is said; known to everybody, and worth nothing. */
export const DEFAULT_KEY_ID = "rzp_test_LocalEmulator0";
export const DEFAULT_KEY_SECRET = "EmulatorSecretNotForLive";

export interface EmulatorOptions {
  /** The first account's key. Default is the first one of `restore`, else {@link DEFAULT_KEY_ID}; must not begin with `rzp_live_`. */
  keyId?: string;
  /** Default is what `restore` has for the key, else {@link DEFAULT_KEY_SECRET}. */
  keySecret?: string;
  /** Where the first account's events go. Default is nowhere. */
  webhook?: WebhookTarget;
  /** Further merchants; their data are apart. */
  accounts?: readonly AccountOptions[];
  /**
   * The path its routes begin with, such as "/razorpay", when requests reach `app` with their whole path. Leave it out
   * where another Hono app mounts it: `parent.route("/razorpay", emulator.app)`. Default is none.
   */
  basePath?: string;
  /** Its clock, which `control.advance` moves on from. Default is the system's. */
  now?: () => Date;
  /** What `control.snapshot` gave: the emulator goes on from there. Secrets, names and webhooks given beside it win. */
  restore?: EmulatorSnapshot;
  /**
   * Called when something changes that a snapshot has, perhaps in the middle of a change: take the snapshot in a later
   * turn. Default does nothing.
   */
  onChange?: () => void;
  /** What webhooks are sent with. Default is the global `fetch`. */
  fetch?: typeof fetch;
}

export interface Emulator {
  /** `/v1/…` the API, `/checkout.js` and its page, `/control/…` the control plane. */
  app: Hono;
  control: EmulatorControl;
  keyId: string;
  keySecret: string;
  /** Cuts requests that hang, drops webhooks that wait, stops its timers. */
  stop(): Promise<void>;
}

/**
 * A Razorpay of one's own, in memory: API, checkout and webhooks. Listens to no port.
 *
 * @throws {TypeError} for a live key, or a `restore` that is not a snapshot
 */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const { webhook, basePath = "" } = options;
  const kept = options.restore && readSnapshot(options.restore);
  const keyId = options.keyId ?? kept?.accounts[0]?.keyId ?? DEFAULT_KEY_ID;
  const keySecret = options.keySecret ?? kept?.accounts.find((account) => account.keyId === keyId)?.keySecret ?? DEFAULT_KEY_SECRET;
  const accounts = new Accounts();
  for (const account of mergeAccounts(kept, [{ keyId, keySecret, ...(webhook && { webhook }) }, ...(options.accounts ?? [])])) accounts.add(account);
  const clock = new Clock(options.now, kept?.clockOffsetMs);
  const world: World = {
    accounts,
    clock,
    webhooks: new WebhookSender(clock, options.fetch),
    faults: new Faults(),
    checkout: new CheckoutFaults(),
    listLagSeconds: 0,
    changed: options.onChange ?? (() => {}),
  };
  if (kept) restore(world, kept);
  const control = createControl(world);

  const routes = new Hono();
  routes.route("/v1", api(world));
  routes.route("/control", controlRoutes(control));
  routes.route("/", checkout(world));
  const app = new Hono();
  app.onError((error) => {
    // A cut connection is an error of the transport: nothing may answer in its place.
    if (error instanceof ConnectionLost) throw error;
    return Response.json({ error: { code: "SERVER_ERROR", description: error.message } }, { status: 500 });
  });
  app.route(basePath || "/", routes);

  return {
    app,
    control,
    keyId,
    keySecret,
    async stop() {
      world.faults.clear();
      world.webhooks.reset();
      clock.reset();
      await world.webhooks.settled();
    },
  };
}
