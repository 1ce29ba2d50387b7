import type { HoldFields } from "../../src/index.js";

const price = { amount: 50_000, currency: "INR" };

/** A live hold as the API tells it. */
export const holdFields = (changes: Partial<HoldFields> = {}): HoldFields => ({
  id: "hold_00000001",
  status: "held",
  serviceId: "svc_00000001",
  start: "2026-03-02T04:30:00Z",
  end: "2026-03-02T05:00:00Z",
  timeZone: "Asia/Kolkata",
  quantity: 1,
  durationMinutes: 30,
  resources: [{ id: "res_00000001", name: "Room 1" }],
  price,
  terms: { unitPrice: price, quantity: 1, total: price, tax: null, cancellation: [] },
  expiresAt: "2026-03-01T09:35:00.000Z",
  expiresInSeconds: 300,
  serverTime: "2026-03-01T09:30:00.000Z",
  extensionsLeft: 10,
  ...changes,
});
