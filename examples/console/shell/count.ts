import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { OnChange } from "../parts/changes.js";
import { Repeating } from "../parts/repeating.js";
import { View } from "../parts/view.js";
import { api } from "../session/api.js";

/** How often to look, in milliseconds. */
const EVERY_MS = 60_000;

/** Reads at most ten of what waits for the owner. */
type Read = (page: { limit: number }, options: { signal: AbortSignal }) => Promise<{ data: readonly unknown[] }>;

/** What waits behind an entry of the navigation, and what it is called. */
const WAITING: Readonly<Record<string, { read: Read; text: string }>> = {
  "/bookings": { read: (page, options) => api.bookings.list({ ...page, status: "pending" }, options), text: "to answer" },
  "/payments": { read: (page, options) => api.payments.alerts(page, options), text: "to look at" },
};

export const countsAt = (path: string): boolean => path in WAITING;

/** How much waits for the owner behind an entry of the navigation; nothing where there is nothing. */
@customElement("hf-count")
export class Count extends View {
  /** The entry's path. */
  @property({ attribute: false }) of = "";
  @state() private count = 0;

  constructor() {
    super();
    const look = new Repeating(this, EVERY_MS, async (signal) => {
      const { data } = await WAITING[this.of]!.read({ limit: 10 }, { signal });
      this.count = data.length;
    });
    new OnChange(this, () => void look.now());
  }

  protected override render() {
    if (this.count === 0) return nothing;
    return html`<span class="count" aria-hidden="true">${this.count > 9 ? "9+" : this.count}</span><span class="visually-hidden">, ${this.count} ${WAITING[this.of]!.text}</span>`;
  }
}
