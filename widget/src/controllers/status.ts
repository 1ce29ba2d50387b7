import type { ReactiveController, ReactiveControllerHost } from "lit";

/** What is said to screen readers, and where the focus goes, once the next rendering is there. */
export class StatusController implements ReactiveController {
  /** Text of the polite status. */
  text = "";
  #focus: string | null = null;

  constructor(private readonly host: ReactiveControllerHost & { readonly renderRoot: ParentNode }) {
    host.addController(this);
  }

  /** Says it politely. */
  announce(text: string): void {
    // The same sentence twice would not be spoken again.
    this.text = text === this.text ? `${text}\u00a0` : text;
    this.host.requestUpdate();
  }

  /** Brings the focus to the first element that matches, after the next rendering. */
  focusOn(selector: string): void {
    this.#focus = selector;
    this.host.requestUpdate();
  }

  hostUpdated(): void {
    if (this.#focus === null) return;
    // In the order of the selector's list, not of the document.
    for (const selector of this.#focus.split(", ")) {
      const target = this.host.renderRoot.querySelector<HTMLElement>(selector);
      if (!target) continue;
      this.#focus = null;
      target.focus();
      return;
    }
  }
}
