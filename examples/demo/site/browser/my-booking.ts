import { type Booking, createClient, HoldfastError } from "../sdk/holdfast.js";
import { describeCancellation, formatMoney } from "./format.js";
import { action, field, fromTemplate, hideRow } from "./fill.js";
import { refundIfCancelled } from "./refund.js";

const root = document.getElementById("my-booking")!;
const content = document.getElementById("content")!;
const client = createClient({ baseUrl: location.origin, key: root.dataset["key"] ?? "" });

const STATUS: Readonly<Record<Booking["status"], string>> = {
  pending: "Waiting for the studio to approve it",
  confirmed: "Confirmed",
  cancelled: "Cancelled",
  completed: "It has taken place",
  no_show: "Missed",
};

/** The id and the token that the link in the mail carries. */
function readLink(): { id: string; token: string } | undefined {
  for (const text of [location.hash.slice(1), location.search.slice(1)]) {
    const values = new URLSearchParams(text);
    const id = values.get("id") ?? values.get("booking");
    const token = values.get("token");
    if (id && token) return { id, token };
  }
  return undefined;
}

async function show(): Promise<void> {
  const link = readLink();
  if (!link) return content.replaceChildren(fromTemplate("no-link"));
  content.replaceChildren(fromTemplate("loading"));
  try {
    const booking = await client.bookings.get(link.id, { token: link.token });
    content.replaceChildren(ticketOf(booking, link));
    document.title = `${booking.service.name}, ${booking.reference}`;
  } catch (error) {
    const failed = fromTemplate("failed", { reason: sentenceFor(error) });
    action(failed, "retry").addEventListener("click", () => void show());
    content.replaceChildren(failed);
  }
}

function ticketOf(booking: Booking, link: { id: string; token: string }): DocumentFragment {
  const ticket = fromTemplate("ticket", {
    status: STATUS[booking.status],
    service: booking.service.name,
    date: formatDay(booking.start, booking.timeZone),
    times: formatTimes(booking),
    reference: booking.reference,
    resources: new Intl.ListFormat("en-IN").format(booking.resources.map(({ name }) => name)),
    quantity: String(booking.quantity),
    price: booking.price.amount === 0 ? "Free" : formatMoney(booking.price),
    payment: paymentOf(booking),
    customer: booking.customer.name,
    terms: describeCancellation(booking.terms.cancellation, booking.price.amount === 0),
  });
  field(ticket, "status").dataset["status"] = booking.status;
  field(ticket, "date").setAttribute("datetime", booking.start);
  field(ticket, "calendar").setAttribute("href", client.bookings.calendarUrl(link));
  if (booking.quantity === 1) hideRow(ticket, "quantity");
  if (!booking.payment) hideRow(ticket, "payment");
  const canCancel = (booking.status === "confirmed" || booking.status === "pending") && Date.parse(booking.start) > Date.now();
  if (canCancel) offerCancelling(ticket, booking, link);
  else {
    hideRow(ticket, "actions");
    field(ticket, "terms").hidden = true;
  }
  return ticket;
}

function offerCancelling(ticket: DocumentFragment, booking: Booking, link: { id: string; token: string }): void {
  const dialog = ticket.querySelector("dialog")!;
  const problem = field(ticket, "cancel-error");
  const refund = field(ticket, "refund");
  const cancel = action(ticket, "cancel");
  action(ticket, "ask-cancel").addEventListener("click", () => {
    refund.textContent = refundSentence(booking);
    dialog.showModal();
  });
  action(ticket, "keep").addEventListener("click", () => dialog.close());
  cancel.addEventListener("click", async () => {
    cancel.disabled = true;
    problem.hidden = true;
    try {
      const cancelled = await client.bookings.cancel(link.id, {}, { token: link.token });
      dialog.close();
      content.replaceChildren(ticketOf(cancelled, link));
      // The button that had the focus is gone.
      root.querySelector("h1")?.setAttribute("tabindex", "-1");
      root.querySelector("h1")?.focus();
    } catch (error) {
      problem.textContent = sentenceFor(error);
      problem.hidden = false;
      cancel.disabled = false;
    }
  });
}

function refundSentence(booking: Booking): string {
  if (booking.price.amount === 0) return "It cost nothing, so nothing is refunded. The time goes back on sale at once.";
  const amount = refundIfCancelled(booking, Date.now());
  if (amount === 0) return `It is too close to the start: the ${formatMoney(booking.price)} you paid are not refunded.`;
  const money = formatMoney({ amount, currency: booking.price.currency });
  return amount === booking.price.amount
    ? `You get back everything you paid: ${money}, to the account you paid from.`
    : `You get back ${money} of the ${formatMoney(booking.price)} you paid, to the account you paid from.`;
}

function paymentOf(booking: Booking): string {
  const { payment } = booking;
  if (!payment) return "";
  const refunded = formatMoney({ amount: payment.refundedAmount, currency: payment.currency });
  switch (payment.status) {
    case "authorized":
    case "captured":
      return payment.refundedAmount > 0 ? `Paid, ${refunded} refunded` : "Paid";
    case "refund_pending":
      return payment.refundedAmount > 0 ? `${refunded} on its way back to you` : "Refund on its way";
    case "refunded":
      return payment.refundedAmount < payment.amount && booking.status !== "cancelled" ? `Paid, ${refunded} refunded` : `${refunded} refunded`;
    case "refund_failed":
      return `${refunded} could not be sent back yet; the studio is looking after it`;
    case "lapsed":
      return "Your bank released the money; the studio will ask you for it";
    default:
      return "Not paid yet";
  }
}

const formatDay = (instant: string, timeZone: string) =>
  new Intl.DateTimeFormat("en-IN", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone }).format(new Date(instant));

function formatTimes({ start, end, timeZone }: Booking): string {
  const time = new Intl.DateTimeFormat("en-IN", { hour: "numeric", minute: "2-digit", timeZone });
  const city = timeZone.split("/").at(-1)?.replaceAll("_", " ");
  return `${time.format(new Date(start))} to ${time.format(new Date(end))}, ${city} time`;
}

function sentenceFor(error: unknown): string {
  if (error instanceof HoldfastError) {
    if (error.code === "not_found" || error.code === "unauthorized")
      return "This link does not open a booking. Open the newest mail about it again, or copy the whole link.";
    if (error.status > 0) return error.detail;
  }
  return "The studio can’t be reached just now. Check your connection and try again.";
}

addEventListener("hashchange", () => void show());
await show();
