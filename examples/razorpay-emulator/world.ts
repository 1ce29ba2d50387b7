import type { Accounts } from "./accounts.js";
import type { CheckoutFaults } from "./checkout/faults.js";
import type { Clock } from "./clock.js";
import type { Faults } from "./faults.js";
import type { WebhookSender } from "./webhooks/sender.js";

/** Everything that an emulator remembers; handed to what changes it. */
export interface World {
  accounts: Accounts;
  clock: Clock;
  webhooks: WebhookSender;
  faults: Faults;
  checkout: CheckoutFaults;
  /** How long lists do not show what is new, in seconds. Default is 0. */
  listLagSeconds: number;
  /** To be called wherever something changes that a snapshot has. */
  changed: () => void;
}
