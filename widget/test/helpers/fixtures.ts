import type { Booking, Service } from "../../src/model.js";

/** A service with a price, tax, tiers and every kind of question. */
export const service: Service = {
  id: "svc_aaaaaaaa",
  name: "Haircut and styling",
  description: "A cut that suits you, washed and styled, with time to talk it over first.",
  durationMinutes: 45,
  price: { amount: 118_000, currency: "INR" },
  durations: [],
  resourceIds: ["res_aaaaaaaa"],
  requirements: [{ name: null, resourceIds: ["res_aaaaaaaa"], resources: [{ id: "res_aaaaaaaa", name: "Meera" }] }],
  capacity: 1,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  intervalMinutes: 45,
  minNoticeMinutes: 0,
  horizonDays: 90,
  holdSeconds: 300,
  taxPercent: 18, reminderMinutes: 1440, requiresApproval: false,
  cancellation: [
    { hoursBefore: 24, refundPercent: 100 },
    { hoursBefore: 4, refundPercent: 50 },
  ],
  questions: [
    { id: "first_visit", label: "Is this your first visit?", type: "select", required: true, options: ["Yes", "No"] },
    { id: "wishes", label: "Anything we should know?", type: "paragraph", required: false },
    { id: "rules", label: "I have read the house rules", type: "checkbox", required: true },
  ],
  active: true,
  timeZone: "Asia/Kolkata",
};

/** The same without price and questions. */
export const freeService: Service = {
  ...service,
  price: { amount: 0, currency: "INR" },
  taxPercent: null, reminderMinutes: 1440, requiresApproval: false,
  cancellation: [],
  questions: [],
};

/** With a choice of lengths and room for several people. */
export const groupService: Service = {
  ...service,
  name: "Pottery workshop",
  capacity: 8,
  durations: [{ durationMinutes: 90, price: { amount: 200_000, currency: "INR" } }],
  questions: [],
};

/** A booking of the service, paid, on a Wednesday in three weeks at 10:15 in Kolkata. */
export function bookingAhead(nowMs = Date.now()): Booking {
  const day = new Date(nowMs + 21 * 86_400_000);
  day.setUTCDate(day.getUTCDate() + ((3 - day.getUTCDay() + 7) % 7));
  const start = `${day.toISOString().slice(0, 10)}T04:45:00Z`;
  const { id, name, price, cancellation, requirements, timeZone } = service;
  return {
    id: "bkg_aaaaaaaaaaaaaaaaaaaaa",
    reference: "HF-7KQ2-M3XA",
    status: "confirmed",
    holdId: "hold_aaaaaaaaaaaaaaaaaaaaa",
    service: { id, name },
    resources: requirements[0]?.resources ?? [],
    start,
    end: new Date(Date.parse(start) + 45 * 60_000).toISOString(),
    timeZone,
    quantity: 1,
    price,
    terms: { unitPrice: price, quantity: 1, total: price, tax: { percent: 18, amount: 18_000 }, cancellation },
    customer: { name: "Asha Rao", email: "asha@example.com", phone: null },
    answers: {},
    business: { name: "Studio Kaveri" },
    payment: { status: "captured", amount: price.amount, currency: price.currency, refundedAmount: 0 },
    createdAt: new Date(nowMs - 86_400_000).toISOString(),
    cancelledAt: null,
    movedAt: null,
    paymentMethod: "online",
    madeBy: "customer",
  };
}
