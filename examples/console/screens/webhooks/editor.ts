import { html, nothing } from "lit";
import type { Form } from "../../parts/form.js";
import { EVENTS, type EndpointDraft } from "./draft.js";

/** The fields of an endpoint, new or changed. */
export function endpointEditor(form: Form<EndpointDraft>, { title, action, onSubmit, onCancel }: { title: string; action: string; onSubmit: (event: Event) => void; onCancel: () => void }) {
  return html`<form class="card key-editor" novalidate @submit=${onSubmit}>
    <h2>${title}</h2>
    ${form.problem()}
    ${form.text("url", { label: "Address", type: "url", required: true, placeholder: "https://example.com/holdfast", spellcheck: false, hint: "Events are posted there as JSON, signed. It has to answer with a status from 200 to 299 within a few seconds." })}
    ${form.text("description", { label: "Name", width: "medium", placeholder: "Such as Accounting" })}
    ${form.checkbox("all", { label: "Tell it everything", hint: "Events that are added to Holdfast later, too." })}
    ${form.data.all ? nothing : form.checks("events", { label: "Tell it of", options: Object.entries(EVENTS).map(([type, text]) => [type, html`${text} <code class="sub">${type}</code>`] as const) })}
    <div class="row">${form.button(action)}<button class="button" type="button" @click=${onCancel}>Never mind</button></div>
  </form>`;
}
