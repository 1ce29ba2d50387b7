import { html } from "lit";
import { icon } from "./icons.js";
import { toast, toastError } from "./toasts.js";

/** A text to take away, such as a key or the tag, with a button that copies it. */
export const copyable = (text: string, name: string) => html`
  <div class="copyable"><pre tabindex="0" aria-label=${name}><code>${text}</code></pre>
    <button class="button" type="button" @click=${() => void copy(text, name)}>${icon("copy")}Copy<span class="visually-hidden"> ${name}</span></button></div>
`;

async function copy(text: string, name: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(`Copied: ${name}`);
  } catch {
    toastError(new Error("The clipboard is not allowed here."));
  }
}
