import { HoldfastError } from "@holdfast/sdk";
import { loadRazorpay, openRazorpay } from "../controllers/razorpay.js";
import type { PaymentProof } from "../model.js";
import { typed } from "./draft.js";
import type { BookingSession } from "./session.js";

/** Pauses between attempts to confirm, in milliseconds; the last one repeats. */
const CONFIRM_PAUSES_MS = [500, 1000, 2000, 4000, 8000];

/** Answers after which asking again is of no use. */
const FINAL = ["hold_expired", "hold_not_active", "slot_unavailable", "not_found"];
const REJECTED = ["payment_not_verified", "payment_failed", "validation_failed"];

/** Opens the payment window. Null where nothing was paid: the flow then says why. */
export async function takePayment(session: BookingSession): Promise<PaymentProof | null> {
  const { state, host, hold, draft } = session;
  if (state.name !== "payment" || state.attempt === "open" || !hold) return null;
  const { payment } = state;
  session.dispatch({ type: "payment-attempt", attempt: "open" });
  try {
    await loadRazorpay(payment.scriptUrl);
    const phone = typed(draft, "customer.phone");
    const outcome = await openRazorpay({
      payment,
      businessOrService: host.bookedService.name,
      description: host.i18n.slot(state.slot),
      customer: {
        name: typed(draft, "customer.name"),
        email: typed(draft, "customer.email"),
        ...(phone ? { phone } : {}),
      },
      timeoutSeconds: Math.max(1, Math.floor(hold.remainingMs() / 1000)),
      color: hexColor(host.renderRoot.querySelector(".primary")),
      onFailedAttempt: () => host.announce(host.i18n.t("payFailed")),
    });
    if (outcome.kind === "paid") return outcome.proof;
    session.dispatch({ type: "payment-attempt", attempt: outcome.kind });
  } catch (error) {
    session.dispatch({ type: "payment-attempt", attempt: "unavailable" });
    host.emit("error", { code: "payment_script", detail: String(error) });
  }
  host.focusOn("#problem");
  await settledElsewhere(session);
  return null;
}

/** An element's background as Razorpay wants it, `#rrggbb`; undefined for what is not plain RGB. */
function hexColor(element: Element | null): string | undefined {
  const channels = element && /^rgb\((\d+), (\d+), (\d+)\)$/.exec(getComputedStyle(element).backgroundColor);
  return channels
    ? `#${channels.slice(1).map((channel) => Number(channel).toString(16).padStart(2, "0")).join("")}`
    : undefined;
}

/** Hands in the payment until it is answered: the money is safe, so giving up is not an option. */
export async function confirmPayment(session: BookingSession, proof: PaymentProof): Promise<void> {
  const { state, hold, host } = session;
  if (state.name !== "payment" || !hold) return;
  const { payment } = state;
  session.dispatch({ type: "paid", proof });
  for (let attempt = 0; ; attempt++) {
    try {
      return session.confirmed(await hold.confirm(proof));
    } catch (error) {
      const code = error instanceof HoldfastError ? error.code : "unknown";
      if (REJECTED.includes(code)) {
        session.dispatch({ type: "payment-rejected", payment });
        host.emit("error", { code, detail: String(error) });
        return host.focusOn("#problem");
      }
      // The webhook may have been faster than this page.
      if (await settledElsewhere(session)) return;
      if (FINAL.includes(code)) return session.lose(error, "paid-late");
      session.dispatch({ type: "trouble", trouble: navigator.onLine ? "slow" : "offline" });
    }
    await pauseOrOnline(CONFIRM_PAUSES_MS[attempt] ?? CONFIRM_PAUSES_MS.at(-1) ?? 0);
  }
}

/** Asks whether the hold was confirmed without this page: by the payment's webhook. */
export async function settledElsewhere(session: BookingSession): Promise<boolean> {
  const { hold, draft } = session;
  try {
    await hold?.refresh();
  } catch {
    return false;
  }
  if (hold?.status !== "confirmed" || !hold.booking) return false;
  session.finish({ reference: hold.booking.reference, email: typed(draft, "customer.email"), pending: hold.booking.status === "pending" });
  return true;
}

/** Waits, but not longer than until the network is back. */
function pauseOrOnline(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener("online", done);
  });
}
