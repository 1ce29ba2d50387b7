import { html, type PropertyValues } from "lit";
import { customElement, property } from "lit/decorators.js";
import { createRef, ref } from "lit/directives/ref.js";
import { View } from "./view.js";
import { icon } from "./icons.js";

/** A panel over the page's side, or at phone width all of it: the details of one thing. Fires `close`. */
@customElement("hf-sheet")
export class Sheet extends View {
  /** Its heading. */
  @property() label = "";
  @property({ attribute: false }) content: () => unknown = () => "";
  #dialog = createRef<HTMLDialogElement>();

  protected override firstUpdated(): void {
    this.#dialog.value!.showModal();
    this.querySelector<HTMLElement>("h2")?.focus();
  }

  protected override updated(changed: PropertyValues): void {
    // Opened again on something else.
    if (changed.has("label") && !this.#dialog.value!.open) this.#dialog.value!.showModal();
  }

  close(): void {
    this.#dialog.value?.close();
  }

  protected override render() {
    return html`<dialog class="sheet" aria-labelledby="sheet-title" ${ref(this.#dialog)} @close=${() => this.dispatchEvent(new Event("close"))}
      @click=${(event: MouseEvent) => event.target === this.#dialog.value && this.close()}>
      <div class="sheet-inner">
        <header><h2 id="sheet-title" tabindex="-1">${this.label}</h2>
          <button class="button text square" type="button" aria-label="Close" @click=${() => this.close()}>${icon("close")}</button></header>
        <div class="sheet-body">${this.content()}</div>
      </div>
    </dialog>`;
  }
}
