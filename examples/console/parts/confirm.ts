import { html, nothing, render, type TemplateResult } from "lit";

export interface Question {
  title: string;
  text?: unknown;
  /** What the button does, such as `Revoke key`. */
  action: string;
  /** Whether it takes something away. */
  danger?: boolean;
}

/** Asks in a dialog before what can't be undone. Escape, a click beside it and `Go back` mean no. */
export function confirm({ title, text, action, danger = false }: Question): Promise<boolean> {
  return new Promise((resolve) => {
    const dialog = openDialog(
      "dialog small",
      title,
      (close) => html`
        <h2 id="dialog-title">${title}</h2>
        ${text ? html`<p>${text}</p>` : nothing}
        <div class="actions">
          <button class="button" type="button" @click=${() => close()}>Go back</button>
          <button class="button ${danger ? "danger" : "primary"}" type="button" @click=${() => close("yes")}>${action}</button>
        </div>
      `,
    );
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"));
  });
}

/** A modal dialog of the page, which is taken out when it is closed. Where focus came from it returns to. */
export function openDialog(className: string, label: string, content: (close: (value?: string) => void) => TemplateResult): HTMLDialogElement {
  const dialog = document.createElement("dialog");
  dialog.className = className;
  dialog.setAttribute("aria-label", label);
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  render(content((value) => dialog.close(value)), dialog);
  dialog.showModal();
  return dialog;
}
