import type { Block } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { announceChange } from "../../parts/changes.js";
import { openDialog } from "../../parts/confirm.js";
import { formatDateTime, formatDay, formatSpan, wallTime } from "../../parts/time.js";
import { toast, toastError } from "../../parts/toasts.js";
import { api } from "../../session/api.js";

/** From when to when, with the dates where it goes on over midnight. */
export function blockSpan({ start, end }: Pick<Block, "start" | "end">, zone: string): string {
  // What ends at midnight ends with the day before.
  const isOneDay = wallTime(start, zone).date === wallTime(Date.parse(end) - 1, zone).date;
  return isOneDay ? `${formatDay(start, zone)}, ${formatSpan(start, end, zone)}` : `${formatDateTime(start, zone)} – ${formatDateTime(end, zone)}`;
}

/** Gives the time back, with a way back to where it was. */
async function giveBack({ id, resourceId, start, end, reason }: Block): Promise<void> {
  const again = async () => {
    try {
      await api.resources.blocks.create(resourceId, { start, end, ...(reason && { reason }) });
      announceChange();
    } catch (error) {
      toastError(error);
    }
  };
  try {
    await api.resources.blocks.delete(id);
    toast("The time is free again", () => void again());
    announceChange();
  } catch (error) {
    toastError(error);
  }
}

/** What a block is, to be given back. */
export function openBlock(block: Block, resourceName: string, zone: string): void {
  openDialog("dialog small", "Blocked time", (close) => html`
    <h2>Blocked time</h2>
    <p>${resourceName}, ${blockSpan(block, zone)}.</p>
    ${block.reason ? html`<p>${block.reason}</p>` : nothing}
    <div class="actions">
      <button class="button" type="button" @click=${() => close()}>Close</button>
      <button class="button danger-quiet" type="button" @click=${() => { close(); void giveBack(block); }}>Give the time back</button>
    </div>
  `);
}
