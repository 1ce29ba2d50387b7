import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { customElement, state } from "lit/decorators.js";
import { View } from "./view.js";
import { icon } from "./icons.js";
import { sentenceOf } from "./problem.js";

/** How long a message stays, in milliseconds; not while the pointer or the focus is on it. */
const STAYS_MS = { plain: 5000, undo: 8000 };

interface Toast {
  id: number;
  text: string;
  tone: "plain" | "danger";
  undo?: (() => void) | undefined;
  end?: (() => void) | undefined;
  timer?: ReturnType<typeof setTimeout> | undefined;
}

/** Messages about what was just done, in a corner; heard politely. */
@customElement("hf-toasts")
export class Toasts extends View {
  @state() private list: Toast[] = [];
  #count = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("pagehide", this.#endAll);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("pagehide", this.#endAll);
    // The dialog that they were shown over is gone.
    queueMicrotask(() => {
      if (!this.isConnected) document.body.append(this);
    });
  }

  show(toast: Omit<Toast, "id" | "timer">): void {
    // Beside a modal dialog nothing is seen, heard or clicked.
    const home = [...document.querySelectorAll<HTMLElement>("dialog[open]")].at(-1) ?? document.body;
    if (this.parentElement !== home) home.append(this);
    const shown = { ...toast, id: ++this.#count };
    this.list = [...this.list, shown];
    this.#wait(shown);
  }

  #wait(toast: Toast): void {
    clearTimeout(toast.timer);
    toast.timer = setTimeout(() => this.#close(toast), toast.undo ? STAYS_MS.undo : STAYS_MS.plain);
  }

  #close(toast: Toast, undone = false): void {
    if (!this.list.includes(toast)) return;
    clearTimeout(toast.timer);
    this.list = this.list.filter((each) => each !== toast);
    if (undone) toast.undo?.();
    else toast.end?.();
  }

  // What was put off until it could not be undone any more is done before the page goes.
  #endAll = () => {
    for (const toast of this.list) this.#close(toast);
  };

  protected override render() {
    return html`<div class="toasts" role="status">
      ${repeat(this.list, ({ id }) => id, (toast) => html`
        <div class="toast ${toast.tone}" @mouseenter=${() => clearTimeout(toast.timer)} @mouseleave=${() => this.#wait(toast)} @focusin=${() => clearTimeout(toast.timer)} @focusout=${() => this.#wait(toast)}>
          ${icon(toast.tone === "danger" ? "alert" : "check")}
          <span>${toast.text}</span>
          ${toast.undo ? html`<button class="button text" type="button" @click=${() => this.#close(toast, true)}>Undo</button>` : nothing}
          <button class="button text square" type="button" aria-label="Dismiss" @click=${() => this.#close(toast)}>${icon("close")}</button>
        </div>`)}
    </div>`;
  }
}

const toasts = () => document.querySelector<Toasts>("hf-toasts");

export const toast = (text: string, undo?: () => void): void => toasts()?.show({ text, tone: "plain", undo });

/** Says why something failed that has no form to say it in. */
export const toastError = (error: unknown): void => toasts()?.show({ text: sentenceOf(error), tone: "danger" });

/** Says why something can't be done. */
export const toastText = (text: string): void => toasts()?.show({ text, tone: "danger" });

/**
 * Something that the API can't take back: it is shown as done, and sent once the message with its `Undo` has gone, or
 * the page is left. `restore` shows it as it was, after `Undo` and where the sending failed.
 */
export function undoable(text: string, send: () => Promise<unknown>, restore: () => void): void {
  toasts()?.show({
    text,
    tone: "plain",
    undo: restore,
    end: () =>
      void send().catch((error: unknown) => {
        restore();
        toastError(error);
      }),
  });
}
