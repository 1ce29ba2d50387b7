import { html, nothing } from "lit";
import { customElement, state } from "lit/decorators.js";
import { Repeating } from "../parts/repeating.js";
import { View } from "../parts/view.js";
import { api } from "../session/api.js";

/** How often to look, in milliseconds. */
const EVERY_MS = 60_000;

/** How many open alerts about money there are; nothing where there are none. */
@customElement("hf-alert-count")
export class AlertCount extends View {
  @state() private count = 0;

  constructor() {
    super();
    new Repeating(this, EVERY_MS, async (signal) => {
      const { data } = await api.payments.alerts({ limit: 10 }, { signal });
      this.count = data.length;
    });
  }

  protected override render() {
    if (this.count === 0) return nothing;
    return html`<span class="count" aria-hidden="true">${this.count > 9 ? "9+" : this.count}</span><span class="visually-hidden">, ${this.count} to look at</span>`;
  }
}
