import { html } from "lit";
import { customElement, property } from "lit/decorators.js";
import { formatCountdown } from "./time.js";
import { View } from "./view.js";

/** How long a hold still lasts, by the server's clock: counts down from what was left when it was read. Fires `over`. */
@customElement("hf-countdown")
export class Countdown extends View {
  /** What was left, in seconds. */
  @property({ type: Number }) seconds = 0;
  /** When it was read, by this page's monotonic clock, in milliseconds. */
  @property({ type: Number }) readAt = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => this.requestUpdate(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  protected override render() {
    const left = Math.max(0, this.seconds - (performance.now() - this.readAt) / 1000);
    if (left === 0) {
      clearInterval(this.#timer);
      this.dispatchEvent(new Event("over", { bubbles: true }));
    }
    return html`<span class="number">${formatCountdown(left)}</span>`;
  }
}
