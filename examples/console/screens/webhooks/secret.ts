import type { WebhookEndpoint } from "@holdfast/sdk/server";
import { html, nothing } from "lit";
import { copyable } from "../../parts/copy.js";
import { icon } from "../../parts/icons.js";

/** The secret of an endpoint, in the one moment when it is known. */
export const newSecret = ({ secret }: WebhookEndpoint, onKept: () => void) =>
  secret ? html`<section class="notice warn secret" aria-label="The signing secret">${icon("key")}<div><p><strong>Its signing secret.</strong> It is shown only now: the receiving server needs it to check that an event is ours.</p>${copyable(secret, "signing secret")}<button class="button text" type="button" @click=${onKept}>I have kept it</button></div></section>` : nothing;
