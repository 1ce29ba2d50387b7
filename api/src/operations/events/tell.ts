import type { BOOKING_EVENTS, HOLD_EVENTS, PAYMENT_EVENTS, REFUND_EVENTS } from "../../contract/events.js";
import type { Connection } from "../../database/connect.js";
import { findBooking } from "../../queries/bookings.js";
import { findHold } from "../../queries/holds.js";
import { listPaymentRows } from "../../queries/payment-list.js";
import { findRefund } from "../../queries/refunds.js";
import { bookingView } from "../../views/booking.js";
import { paymentView, refundView } from "../../views/payment.js";
import { viewOfHold } from "../holds/read-hold.js";
import { leaveEvent } from "./leave-event.js";

// Each is called after the last change of its transaction to what it tells of.

export const tellOfHold = (tx: Connection, tenantId: string, type: (typeof HOLD_EVENTS)[number], holdId: string) =>
  leaveEvent(tx, tenantId, type, async () => viewOfHold(tx, null, (await findHold(tx, tenantId, holdId))!));

export const tellOfBooking = (tx: Connection, tenantId: string, type: (typeof BOOKING_EVENTS)[number], bookingId: string) =>
  leaveEvent(tx, tenantId, type, async () => bookingView(null, (await findBooking(tx, tenantId, bookingId))!, { withNotes: true }));

export const tellOfPayment = (tx: Connection, tenantId: string, type: (typeof PAYMENT_EVENTS)[number], paymentId: string) =>
  leaveEvent(tx, tenantId, type, async () => paymentView((await listPaymentRows(tx, tenantId, { paymentId, limit: 1 }))[0]!));

export const tellOfRefund = (tx: Connection, tenantId: string, type: (typeof REFUND_EVENTS)[number], refundId: string) =>
  leaveEvent(tx, tenantId, type, async () => refundView((await findRefund(tx, tenantId, refundId))!));
