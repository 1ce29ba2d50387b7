/** One webhook, and what became of it. Signed once; every attempt sends the same bytes. */
export interface WebhookDelivery {
  /** `x-razorpay-event-id` */
  id: string;
  keyId: string;
  /** One of {@link WebhookEvent}, or what `control.sendEvent` was given. */
  event: string;
  url: string | null;
  body: string;
  signature: string | null;
  /** `unsent`: the account has no webhook, or its webhook was disabled. `given_up`: refused for 24 hours. */
  state: "unsent" | "lost" | "held" | "delayed" | "sending" | "retrying" | "delivered" | "given_up";
  /** Each attempt's instant, and its status, or null where nothing answered within 5 seconds. */
  attempts: { at: string; status: number | null }[];
}

/** A slower answer is none. */
const ANSWER_WITHIN_MS = 5000;

/** Sends it once. Resolves with the answer's status, or null where it was refused, cut or too slow: all the same to the sender. */
export async function postWebhook(send: typeof fetch, { id, url, body, signature }: WebhookDelivery, stopped: AbortSignal): Promise<number | null> {
  try {
    const answer = await send(url ?? "", {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "user-agent": "Razorpay-Webhook/v1",
        "x-razorpay-signature": signature ?? "",
        "x-razorpay-event-id": id,
      },
      redirect: "manual",
      signal: AbortSignal.any([stopped, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
    });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    return null;
  }
}
