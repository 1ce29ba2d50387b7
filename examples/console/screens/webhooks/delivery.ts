import type { WebhookDelivery } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { formatDateTime, plural } from "../../parts/time.js";
import { deliveryBadge } from "./status.js";

/** One event that was sent, or is to be: what it says, and what the server answered, behind its line. */
export function deliveryRow(delivery: WebhookDelivery, zone: string, onReplay: () => Promise<void>) {
  const { event, attempts, lastAttempt, nextAttemptAt, status } = delivery;
  return html`<li><details class="delivery">
    <summary class="list-row">
      <span><strong class="number">${event.type}</strong><br /><span class="sub">${formatDateTime(delivery.createdAt, zone)}, ${attempts === 0 ? "not tried yet" : `tried ${plural(attempts, "time")}`}${lastAttempt?.status ? `, answered ${lastAttempt.status}` : ""}${nextAttemptAt && attempts > 0 ? `, again ${formatDateTime(nextAttemptAt, zone)}` : ""}</span></span>
      <span class="end">${deliveryBadge(delivery)}</span>
    </summary>
    <div class="delivery-body">
      ${lastAttempt ? html`<p>${lastAttempt.error ?? `Answered ${lastAttempt.status}`} <span class="sub">after ${lastAttempt.durationMs} ms, ${formatDateTime(lastAttempt.at, zone)}</span></p>
        ${lastAttempt.response ? html`<h3>What it answered</h3><pre tabindex="0" aria-label="What the server answered"><code>${lastAttempt.response}</code></pre>` : nothing}` : nothing}
      <h3>What is sent</h3>
      <pre tabindex="0" aria-label="What is sent"><code>${JSON.stringify(event, null, 2)}</code></pre>
      <p class="sub">webhook-id <code class="breakable">${delivery.id}</code></p>
      ${status === "pending" && attempts === 0 ? nothing : html`<div class="row"><button class="button" type="button" @click=${() => void onReplay()}>Send again</button></div>`}
    </div>
  </details></li>`;
}
