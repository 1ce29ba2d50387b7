import { type VerifiedWebhook, verifyWebhook, WebhookVerificationError } from "@holdfast/sdk/server";

/**
 * Answers what is posted to a webhook endpoint, and hands each event on once. Works wherever there are Request and
 * Response: Node, Deno, Bun, edge runtimes.
 *
 * @param secret - the endpoint's `whsec_…`; while it is exchanged, both.
 * @param onEvent - should only note the event and return: Holdfast waits ten seconds for the answer. Where it throws,
 * the event comes again.
 */
export function webhookHandler(secret: string | readonly string[], onEvent: (event: VerifiedWebhook) => Promise<void> | void) {
  // An event can come twice. A program that has a database notes the ids there, in the transaction of what it does.
  const seen = new Set<string>();

  return async (request: Request): Promise<Response> => {
    if (request.method !== "POST") return new Response(null, { status: 405 });
    let event: VerifiedWebhook;
    try {
      // The text as it came: JSON that was parsed and written again would have another signature.
      event = await verifyWebhook(await request.text(), request.headers, secret);
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      return new Response(error.code, { status: 400 });
    }
    if (seen.has(event.id)) return new Response(null, { status: 204 });
    await onEvent(event);
    seen.add(event.id);
    return new Response(null, { status: 204 });
  };
}
