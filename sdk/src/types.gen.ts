// Generated from the API's contract by `npm run generate`. Do not edit.

export interface Alternative {
  start: string;
  end: string;
  /** HH:MM in `timeZone`. */
  localTime: string;
  /** The zone's offset at this start, such as `+05:30`. */
  utcOffset: string;
  /** The zone of the service's first resource. */
  timeZone: string;
  date: string;
  /** How many places can still be taken. */
  remaining: number;
  /** The resources that it can be had with. */
  resourceIds: string[];
}

export interface ApiKey {
  id: string;
  kind: KeyKind;
  name: string | null;
  /** The key itself: of publishable keys always, of secret keys only in the answer that makes them. */
  key?: string;
  /** Enough to recognise it: its first and last characters. */
  hint: string;
  /** Publishable keys: the origins they work from, such as `https://www.example.com`. None: from any. */
  allowedOrigins: string[];
  /** Where the key is laxer than it should be, or null. */
  warning: string | null;
  createdAt: string;
  revokedAt: string | null;
}

export interface ApiKeyList {
  data: ApiKey[];
  nextCursor: string | null;
}

export interface AuditActor {
  kind: AuditActorKind;
  /** The owner's or the key's; customers have none here. */
  id: string | null;
  /** How they are called now, or null. */
  name: string | null;
}

export type AuditActorKind = "owner" | "api_key" | "customer" | "system";

export interface AuditChange {
  field: string;
  before?: __schema0;
  after?: __schema1;
}

export interface AuditEntry {
  id: string;
  /** When it was done. */
  at: string;
  actor: AuditActor;
  /** What was done, a noun and a verb: `service.updated`. */
  action: string;
  /** What it was done to, and how that was called then. */
  target: AuditTarget | null;
  /** What is different since. Of secrets, and of what is known of customers, the name alone. */
  changes: AuditChange[];
  /** From where; null for customers. */
  clientAddress: string | null;
  /** With which program; null for customers. */
  userAgent: string | null;
  /** The request's `X-Request-Id`. */
  requestId: string | null;
}

export interface AuditLog {
  data: AuditEntry[];
  nextCursor: string | null;
}

export interface AuditTarget {
  id: string;
  name: string | null;
}

export interface Availability {
  /** The zone that dates and local times are in. */
  timeZone: string;
  /** Every date of the range, also those without a slot. */
  days: {
    date: string;
    slots: Slot[];
  }[];
  /** The first start that can be booked after the range, where the range has none. */
  nextAvailable: string | null;
}

export interface Block {
  id: string;
  resourceId: string;
  start: string;
  end: string;
  /** For the business. */
  reason: string | null;
  createdAt: string;
}

export interface BlockList {
  data: Block[];
  nextCursor: string | null;
}

export interface BookedCustomer {
  name: string;
  /** Without one no mail is sent. */
  email?: string;
  phone?: string;
  /** The language of the messages to the customer, such as `en` or `hi-IN`. */
  locale?: string;
  /** The zone that the customer's messages tell times in. Default is the booking's. */
  timeZone?: string;
}

export interface Booking {
  id: string;
  /** Short, for people to read to each other. */
  reference: string;
  /** Whoever has it may see and change this booking. Only where the booking was just made. */
  token?: string;
  status: BookingStatus;
  holdId: string;
  service: {
    id: string;
    name: string;
  };
  resources: {
    id: string;
    name: string;
  }[];
  start: string;
  end: string;
  /** Where the booking takes place. */
  timeZone: string;
  quantity: number;
  /** What it cost in all. */
  price: Money;
  terms: Terms;
  customer: {
    name: string;
    email: string | null;
    phone: string | null;
  };
  /** By question id. */
  answers: {
    [key: string]: string | boolean;
  };
  business: {
    name: string;
  };
  /** `on_site`: the business takes the money itself, and `payment` is null. Null where it costs nothing. */
  paymentMethod: ("online" | "on_site") | null;
  /** What was paid online; null where nothing was. */
  payment: PaymentSummary | null;
  /** `owner`: the business booked for its customer. */
  madeBy: "customer" | "owner";
  /** The business's own; only where the business asks. */
  notes?: string;
  createdAt: string;
  cancelledAt: string | null;
  /** When it was last moved to another time. */
  movedAt: string | null;
}

export interface BookingEvent {
  type: "booking.requested" | "booking.confirmed" | "booking.moved" | "booking.cancelled" | "booking.completed" | "booking.no_show" | "booking.reopened";
  /** When it happened. */
  timestamp: string;
  /** As it was then. */
  data: Booking;
}

export interface BookingList {
  data: Booking[];
  nextCursor: string | null;
}

export type BookingStatus = "pending" | "confirmed" | "cancelled" | "completed" | "no_show";

export interface BusyCalendar {
  resourceId: string;
  /** Where it is read from; the rest of the address is secret. */
  host: string;
  status: BusyCalendarStatus;
  /** How many busy times are ahead. */
  busyTimes: number;
  /** When it was last read well, or null. */
  lastReadAt: string | null;
  /** When it was last tried, or null. */
  lastTriedAt: string | null;
  /** When it is read again. */
  nextReadAt: string;
  /** Since when it could not be read, or null. */
  failingSince: string | null;
  /** Why not, in a sentence, or null. */
  error: string | null;
  /** Whether it could not be read for a day. */
  needsAttention: boolean;
  createdAt: string;
}

export interface BusyCalendarList {
  data: BusyCalendar[];
  nextCursor: string | null;
}

/**
 * - `waiting`: not read yet
 * - `ok`: read well the last time
 * - `failing`: could not be read the last time: what was read before still counts
 */
export type BusyCalendarStatus = "waiting" | "ok" | "failing";

export interface BusyTime {
  resourceId: string;
  start: string;
  end: string;
}

export interface BusyTimeList {
  data: BusyTime[];
  nextCursor: string | null;
}

export interface CalendarFeed {
  id: string;
  /** Whose bookings it has, or null for those of the whole business. */
  resourceId: string | null;
  /** Where calendars read it. Only in the answer that makes it: whoever has it can read. */
  url?: string;
  /** When it was read last, to within an hour; null where it never was. */
  lastReadAt: string | null;
  createdAt: string;
}

export interface CalendarFeedList {
  data: CalendarFeed[];
  nextCursor: string | null;
}

export interface CancelBooking {
  /** For your own records. */
  reason?: string;
  /** What the business tells its customer, in the mail of the cancellation. */
  message?: string;
  /** The business alone: what to give back, in minor units. Default is all that was paid. */
  refundAmount?: number;
}

export interface CancelBookings {
  /** Bookings that start at or after this instant … */
  from: string;
  /** … and before this one; at most 62 days later. */
  to: string;
  /** Only bookings of this resource. */
  resourceId?: string;
  /** Only bookings of this service. */
  serviceId?: string;
  /** For the business. */
  reason?: string;
  /** What customers are told. */
  message?: string;
  /** Whether to tell only what would happen. Default is false. */
  dryRun?: boolean;
}

export interface Cancellation {
  /** Null of a preview. */
  id: string | null;
  status: "preview" | "running" | "done";
  from: string;
  to: string;
  /** How many bookings are meant. */
  total: number;
  /** How many of them are dealt with. */
  done: number;
  /** How many this cancelled: others had ended in another way by then. */
  cancelled: number;
  /** What goes back in all, as it was to be expected; an amount for each currency. */
  refunds: Money[];
  /** How many customers can't be written to. */
  withoutEmail: number;
  createdAt: string | null;
}

export interface CancellationTier {
  /** Cancelling at least this many hours before the start … */
  hoursBefore: number;
  /** … gives back this much of the price. */
  refundPercent: number;
}

export interface Checkout {
  customer: CustomerDetails;
  /** Answers to the service's questions, by question id. */
  answers?: {
    [key: string]: string | boolean;
  };
}

export type CheckoutResult = {
  status: "confirmed" | "pending";
  booking: Booking;
} | RequiresPayment;

export interface CodeSent {
  /** How long the code can be used. */
  expiresInSeconds: number;
}

export interface ConfirmHold {
  razorpayPaymentId: string;
  razorpayOrderId: string;
  razorpaySignature: string;
}

export interface CreateApiKey {
  kind: KeyKind;
  name?: string;
  /** Publishable keys: the origins they work from, such as `https://www.example.com`. None: from any. */
  allowedOrigins?: string[];
}

export interface CreateBlock {
  start: string;
  /** At most 366 days after the start. */
  end: string;
  /** For the business. */
  reason?: string;
}

export interface CreateBooking {
  serviceId: string;
  /** With `outsideHours` any, up to 62 days ago; else one that hours or published sessions give. Notice and horizon don't bind. */
  start: string;
  /** Only this resource. Default is any that is free. */
  resourceId?: string;
  /** Places. Default is 1. */
  quantity?: number;
  /** One of the service's durations. Default is the first. */
  durationMinutes?: number;
  customer: BookedCustomer;
  /** Answers to the service's questions, by question id; here none is required. */
  answers?: {
    [key: string]: string | boolean;
  };
  /** For the business alone. */
  notes?: string;
  /** `on_site`: its price is paid there. `none`: it costs nothing. Default is `on_site`. */
  payment?: "on_site" | "none";
  /** Whether it may be outside opening hours, or between the starts that are offered. Default is false. */
  outsideHours?: boolean;
}

export interface CreateCalendarFeed {
  /** Whose bookings it has, or null for those of the whole business. */
  resourceId?: string | null;
}

export interface CreateOverride {
  date: string;
  /**
   * From opening to closing; none means closed.
   * @default []
   */
  windows?: [
    string,
    string
  ][];
  note?: string;
}

export interface CreateRefund {
  /** In the currency's minor unit. Default is all that is left. */
  amount?: number;
  /** For your own records. */
  note?: string;
}

export interface CreateResource {
  name: string;
  description?: string;
  timeZone: string;
  /** Without hours only published sessions can be booked. */
  weekly?: WeeklyHours;
}

export interface CreateService {
  name: string;
  description?: string;
  /** How long a booking lasts. */
  durationMinutes: number;
  /** Price of one place. An amount of 0 needs no payment. */
  price: Money;
  /** Further lengths to choose from, beside `durationMinutes`, each with its price. */
  durations?: DurationOption[];
  /** One pool of resources: a booking takes one of these. Give either this or `requirements`. */
  resourceIds?: string[];
  /** Several pools of resources: a booking takes one of each. */
  requirements?: Requirement[];
  /** Places in one session. Default is 1. */
  capacity?: number;
  /** Minutes kept free before the start. Default is 0. */
  bufferBeforeMinutes?: number;
  /** Minutes kept free after the end. Default is 0. */
  bufferAfterMinutes?: number;
  /** Distance between starts. Default is the duration. */
  intervalMinutes?: number;
  /** How soon a start may be booked, in minutes from now. Default is 0. */
  minNoticeMinutes?: number;
  /** How far ahead a start may be booked. Default is 60. */
  horizonDays?: number;
  /** How long a slot stays reserved. Default is 300 (5 minutes). */
  holdSeconds?: number;
  /** Tax that the price contains. Default is none. */
  taxPercent?: number | null;
  /** What cancelling gives back. Without tiers everything is given back until the start. */
  cancellation?: CancellationTier[];
  /** What the customer is asked; the answers are kept with the booking. */
  questions?: Question[];
  reminderMinutes?: number | null;
  requiresApproval?: boolean;
  /** Whether customers see it and can hold it. Default is true. */
  active?: boolean;
}

export interface CreateSlot {
  serviceId: string;
  start: string;
  /** Default is the start and the duration. */
  end?: string;
  /** Default is the service's. */
  durationMinutes?: number;
  /** Places in this session. Default is the service's. */
  capacity?: number;
  /** One resource of each of the service's pools. Default is any that are free. */
  resourceIds?: string[];
}

export interface CreateWebhookEndpoint {
  /** Where events are posted to: https, and not in a private network. */
  url: string;
  /** Which events it is told of; `*` is all, those that are to come included. */
  events?: EventFilter[];
  /** For people. */
  description?: string | null;
}

export interface CustomerDetails {
  name: string;
  email: string;
  phone?: string;
  /** The language of the messages to the customer, such as `en` or `hi-IN`. */
  locale?: string;
  /** The zone that the customer's messages tell times in. Default is the booking's. */
  timeZone?: string;
}

export interface CustomerSession {
  customer: Me;
  accessToken: string;
  expiresInSeconds: number;
  refreshToken: string;
}

export interface CustomerSignIn {
  email: string;
  /** The language of the mail. Default is the business's. */
  locale?: string;
}

export interface DeclineBooking {
  reason?: string;
  message?: string;
}

export interface DurationOption {
  durationMinutes: number;
  price: Money;
}

/**
 * - `validation_failed` (400): The input is wrong: `errors` tells where.
 * - `invalid_json` (400): The body is not JSON in UTF-8.
 * - `unsupported_media_type` (415): The body is not sent as `application/json`.
 * - `body_too_large` (413): The body is larger than any call needs.
 * - `unauthorized` (401): The credential is missing, wrong, expired or revoked.
 * - `wrong_credential` (403): A credential of this kind may not do this; or a secret key came from a browser.
 * - `origin_not_allowed` (403): The publishable key does not work from this website.
 * - `not_found` (404): There is no such thing, or it is another business's.
 * - `method_not_allowed` (405): The path exists, the method does not.
 * - `email_taken` (409): An account with this address exists.
 * - `invalid_credentials` (401): Address or password is wrong.
 * - `wrong_code` (401): The code is wrong, has ended, or was used or tried too often; ask for a new one.
 * - `too_many_attempts` (429): Too many tries to sign in; `Retry-After` tells when to go on.
 * - `rate_limited` (429): Too many requests; `Retry-After` tells when to go on.
 * - `conflict` (409): It does not fit the present state: read again, then retry.
 * - `resource_in_use` (409): Something still needs it.
 * - `slot_unavailable` (409): The slot can't be had: see `reason`, `freesAt` and `alternatives`; for a payment that came too late `payment` tells what happens to the money.
 * - `hold_limit_reached` (429): This customer holds as many slots as the business allows; release one first.
 * - `hold_expired` (410): The hold ran out at `expiredAt`; place a new one.
 * - `hold_not_active` (409): The hold was released, or is confirmed, or is not at this step.
 * - `extension_limit_reached` (409): The hold can't be extended any further.
 * - `booking_not_active` (409): The booking is cancelled or over.
 * - `booking_not_started` (409): The booking has not begun: what became of it is not known yet.
 * - `idempotency_key_reused` (422): The Idempotency-Key was used with another request.
 * - `idempotency_in_flight` (409): The first request with this Idempotency-Key still runs: retry in a moment.
 * - `payment_not_verified` (400): The signature, order or amount is not that of this hold's payment.
 * - `payment_failed` (402): The payment did not succeed; the hold stays as it is.
 * - `payment_not_refundable` (409): Nothing was taken, or all of it went back already.
 * - `payments_not_configured` (409): The business has set no Razorpay keys.
 * - `payment_provider_unavailable` (503): Razorpay can't be reached; the slot stays held. Retry in a moment.
 * - `service_unavailable` (503): The service is briefly unavailable. Retry in a moment.
 * - `internal_error` (500): A fault of the server's; `requestId` names it in the log.
 */
export type ErrorCode = "validation_failed" | "invalid_json" | "unsupported_media_type" | "body_too_large" | "unauthorized" | "wrong_credential" | "origin_not_allowed" | "not_found" | "method_not_allowed" | "email_taken" | "invalid_credentials" | "wrong_code" | "too_many_attempts" | "rate_limited" | "conflict" | "resource_in_use" | "slot_unavailable" | "hold_limit_reached" | "hold_expired" | "hold_not_active" | "extension_limit_reached" | "booking_not_active" | "booking_not_started" | "idempotency_key_reused" | "idempotency_in_flight" | "payment_not_verified" | "payment_failed" | "payment_not_refundable" | "payments_not_configured" | "payment_provider_unavailable" | "service_unavailable" | "internal_error";

export type EventFilter = "*" | "hold.created" | "hold.released" | "hold.expired" | "booking.requested" | "booking.confirmed" | "booking.moved" | "booking.cancelled" | "booking.completed" | "booking.no_show" | "booking.reopened" | "payment.authorized" | "payment.captured" | "payment.failed" | "payment.late" | "payment.lapsed" | "refund.requested" | "refund.processed" | "refund.failed" | "refund.void";

/**
 * - `hold.created`: a slot was held
 * - `hold.released`: a hold was given up before its time ended, or swapped for another
 * - `hold.expired`: a hold's time ended
 * - `booking.confirmed`: a hold became a booking
 * - `booking.moved`: a booking has another time
 * - `booking.requested`: a customer asks for a booking that the business has to approve
 * - `booking.cancelled`: a booking was cancelled, by its customer or the business
 * - `booking.completed`: a booking took place
 * - `booking.no_show`: nobody came
 * - `booking.reopened`: a booking that was said to be completed, or that nobody came to, is confirmed again
 * - `payment.authorized`: a payment was authorised; it is captured once its booking is won
 * - `payment.captured`: the money was taken
 * - `payment.failed`: an attempt to pay failed; the customer may try again
 * - `payment.late`: a payment came after its slot had gone: it is not charged, or refunded
 * - `payment.lapsed`: a booking's payment was never captured and went back to the customer
 * - `refund.requested`: money is to go back
 * - `refund.processed`: Razorpay has given the money back
 * - `refund.failed`: a refund was given up and needs the business
 * - `refund.void`: there was nothing to give back: the payment was never captured
 */
export type EventType = "hold.created" | "hold.released" | "hold.expired" | "booking.requested" | "booking.confirmed" | "booking.moved" | "booking.cancelled" | "booking.completed" | "booking.no_show" | "booking.reopened" | "payment.authorized" | "payment.captured" | "payment.failed" | "payment.late" | "payment.lapsed" | "refund.requested" | "refund.processed" | "refund.failed" | "refund.void";

export interface Hold {
  id: string;
  /** Whoever has it may act on this hold: sent as `Holdfast-Token`. Only in the answer that makes the hold. */
  token?: string;
  status: HoldStatus;
  serviceId: string;
  start: string;
  end: string;
  /** Where the booking takes place. */
  timeZone: string;
  quantity: number;
  durationMinutes: number;
  resources: {
    id: string;
    name: string;
  }[];
  /** What is to be paid in all. */
  price: Money;
  /** What was agreed when the hold was placed. */
  terms: Terms;
  expiresAt: string;
  /** From `serverTime` to `expiresAt`; count down with this where the device's clock may be wrong. */
  expiresInSeconds: number;
  /** The server's clock when it answered. */
  serverTime: string;
  /** How often the hold can still be extended. */
  extensionsLeft: number;
  /** Once it is confirmed. */
  booking?: {
    id: string;
    reference: string;
    status: BookingStatus;
  };
  /** Once checkout was opened for something to pay; tells also what became of a payment that came too late. */
  payment?: PaymentSummary;
}

export interface HoldEvent {
  type: "hold.created" | "hold.released" | "hold.expired";
  /** When it happened. */
  timestamp: string;
  /** As it was then. */
  data: Hold;
}

export interface HoldList {
  data: Hold[];
  nextCursor: string | null;
}

export type HoldStatus = "held" | "paying" | "confirmed" | "released" | "expired";

export interface Hours {
  timeZone: string;
  weekly: WeeklyHours;
}

export interface InTheWay {
  kind: "booking" | "hold" | "slot" | "block";
  id: string;
  start: string;
  end: string;
  reference?: string;
}

export type KeyKind = "publishable" | "secret";

export interface Me {
  id: string;
  name: string | null;
  email: string;
  phone: string | null;
  locale: string | null;
}

export interface Message {
  id: string;
  /** What it tells, such as `booking_confirmed`. */
  kind: string;
  bookingId: string | null;
  status: MessageStatus;
  attempts: number;
  /** What the mail server said, or what kept it from being asked. */
  error: string | null;
  createdAt: string;
  nextTryAt: string | null;
}

export interface MessageList {
  data: Message[];
  nextCursor: string | null;
}

export type MessageStatus = "waiting" | "failed";

export interface Money {
  /** In the currency's minor unit: paise for INR, cents for USD, yen for JPY, fils for KWD. */
  amount: number;
  /** ISO 4217. */
  currency: string;
}

export interface MyBooking {
  id: string;
  reference: string;
  token?: string;
  status: BookingStatus;
  holdId: string;
  service: {
    id: string;
    name: string;
  };
  resources: {
    id: string;
    name: string;
  }[];
  start: string;
  end: string;
  timeZone: string;
  quantity: number;
  price: Money;
  terms: Terms;
  customer: {
    name: string;
    email: string | null;
    phone: string | null;
  };
  answers: {
    [key: string]: string | boolean;
  };
  business: {
    name: string;
  };
  paymentMethod: ("online" | "on_site") | null;
  payment: PaymentSummary | null;
  madeBy: "customer" | "owner";
  notes?: string;
  createdAt: string;
  cancelledAt: string | null;
  movedAt: string | null;
  cancellation: {
    allowed: boolean;
    /** What would be given back, in minor units of the price's currency. */
    refundAmount: number;
  };
}

export interface MyBookingList {
  data: MyBooking[];
  nextCursor: string | null;
}

export interface Override {
  id: string;
  resourceId: string;
  date: string;
  /** From opening to closing; none means closed. */
  windows: [
    string,
    string
  ][];
  note: string | null;
}

export interface OverrideList {
  data: Override[];
  nextCursor: string | null;
}

export interface Owner {
  id: string;
  email: string;
  name: string | null;
}

export interface OwnerSession {
  tenant: Tenant;
  owner: Owner;
  /** For `Authorization: Bearer`. */
  accessToken: string;
  /** How long the access token is good for. */
  expiresInSeconds: number;
  /** Good for one use, within 30 days. */
  refreshToken: string;
}

export interface Payment {
  id: string;
  /** What it pays for; a `stray` settles nothing and goes back. */
  purpose: PaymentPurpose;
  status: PaymentStatus;
  /** In the currency's minor unit. */
  amount: number;
  currency: string;
  /** What was given back, or is on its way. */
  refundedAmount: number;
  /** Whether an open alert is about it. */
  needsAttention: boolean;
  holdId: string;
  /** The booking that it paid for; null where it paid for none. */
  booking: {
    id: string;
    reference: string;
  } | null;
  service: {
    id: string;
    name: string;
  };
  /** Who opened the checkout. */
  customer: {
    name: string;
    email: string;
  } | null;
  /** Razorpay's order. */
  razorpayOrderId: string;
  /** Razorpay's payment that settled the order; null until then. */
  razorpayPaymentId: string | null;
  createdAt: string;
  updatedAt: string;
}

export interface PaymentAlert {
  id: string;
  kind: PaymentAlertKind;
  /** What it is about: Razorpay's id of a payment or order, a refund, or an event's name. */
  subject: string;
  paymentId: string | null;
  /** What happened and what to do, as a sentence. */
  detail: string;
  /** How often it happened. */
  times: number;
  firstAt: string;
  lastAt: string;
  /** When somebody dealt with it, or it settled itself. */
  resolvedAt: string | null;
}

/**
 * - `payment_mismatch`: Razorpay reports another amount or currency than was asked for
 * - `refund_failed`: a refund was given up
 * - `refund_slow`: a refund has been on its way for more than ten days
 * - `not_captured`: a booking's payment could not be captured in time
 * - `settlement_failed`: Razorpay could not be asked for days, or does not accept the keys
 * - `unknown_event`: Razorpay sent an event that Holdfast does nothing with
 * - `webhook_refused`: a webhook came with a wrong signature
 * - `refunded_outside`: a refund was made in Razorpay's dashboard
 */
export type PaymentAlertKind = "payment_mismatch" | "refund_failed" | "refund_slow" | "not_captured" | "settlement_failed" | "unknown_event" | "webhook_refused" | "refunded_outside";

export interface PaymentAlertList {
  data: PaymentAlert[];
  nextCursor: string | null;
}

export interface PaymentDetails {
  id: string;
  /** What it pays for; a `stray` settles nothing and goes back. */
  purpose: PaymentPurpose;
  status: PaymentStatus;
  /** In the currency's minor unit. */
  amount: number;
  currency: string;
  /** What was given back, or is on its way. */
  refundedAmount: number;
  /** Whether an open alert is about it. */
  needsAttention: boolean;
  holdId: string;
  /** The booking that it paid for; null where it paid for none. */
  booking: {
    id: string;
    reference: string;
  } | null;
  service: {
    id: string;
    name: string;
  };
  /** Who opened the checkout. */
  customer: {
    name: string;
    email: string;
  } | null;
  /** Razorpay's order. */
  razorpayOrderId: string;
  /** Razorpay's payment that settled the order; null until then. */
  razorpayPaymentId: string | null;
  createdAt: string;
  updatedAt: string;
  /** Each with what became of it, the oldest first. */
  refunds: Refund[];
  /** What happened, the oldest first. */
  history: PaymentEvent[];
  /** What about it needs a person. */
  alerts: PaymentAlert[];
}

export interface PaymentEvent {
  type: PaymentEventType;
  at: string;
  detail: {
    [key: string]: string | number;
  };
}

export interface PaymentEventMessage {
  type: "payment.authorized" | "payment.captured" | "payment.failed" | "payment.late" | "payment.lapsed";
  /** When it happened. */
  timestamp: string;
  /** As it was then. */
  data: Payment;
}

export type PaymentEventType = "order_created" | "attempt_failed" | "authorized" | "captured" | "booked" | "moved" | "too_late" | "stray" | "released" | "lapsed" | "refund_requested" | "refund_accepted" | "refund_processed" | "refund_attempt_failed" | "refund_failed" | "refund_void" | "refunded_outside" | "never_paid";

export interface PaymentList {
  data: Payment[];
  nextCursor: string | null;
}

/**
 * - `booking`: a booking
 * - `reschedule`: the price difference of a booking that is moved
 * - `stray`: nothing: a second payment of an order, or one of a wrong amount
 */
export type PaymentPurpose = "booking" | "reschedule" | "stray";

export interface PaymentRequest {
  provider: "razorpay";
  /** The business's Razorpay key id, `key` of Razorpay's checkout. */
  keyId: string;
  orderId: string;
  /** In the currency's minor unit. */
  amount: number;
  currency: string;
  /** Where Razorpay's checkout script is loaded from. */
  scriptUrl: string;
}

/**
 * - `created`: the order is made, nothing is paid yet
 * - `authorized`: the customer's bank keeps the money for the business; it is being captured
 * - `captured`: the business has the money
 * - `refund_pending`: a refund was started
 * - `refunded`: what was to go back (`refundedAmount`) is back
 * - `refund_failed`: a refund failed five times and needs its owner
 * - `abandoned`: it came too late and was never charged
 * - `lapsed`: it was booked with, but never captured in time, and went back to the customer
 * - `expired`: nobody ever paid
 */
export type PaymentStatus = "created" | "authorized" | "captured" | "refund_pending" | "refunded" | "refund_failed" | "abandoned" | "lapsed" | "expired";

export interface PaymentSummary {
  /** How far the payment is; of several that paid for one booking together. */
  status: PaymentStatus;
  /** In the currency's minor unit. */
  amount: number;
  currency: string;
  /** What was given back, or is on its way. */
  refundedAmount: number;
}

export interface PaymentsSettings {
  provider: "razorpay";
  configured: boolean;
  keyId: string | null;
  /** Where Razorpay's webhook has to point to, on this server. */
  webhookPath: string;
}

export interface PlaceHold {
  serviceId: string;
  /** A start that availability gave. */
  start: string;
  /** Only this resource. Default is any that is free. */
  resourceId?: string;
  /** Places. Default is 1. */
  quantity?: number;
  /** One of the service's durations. Default is the first. */
  durationMinutes?: number;
  /** A live hold to give up, but only if this one is won; its token goes into `Holdfast-Token`. */
  replaces?: string;
}

export interface Problem {
  /** A URI that names the kind of problem. */
  type: string;
  title: string;
  status: number;
  /** A sentence for people. */
  detail: string;
  /** Stable; decide by this. */
  code: ErrorCode;
  /** For input: where it is wrong, as a path such as `customer.email`, and why. */
  errors?: {
    path: string;
    message: string;
  }[];
  /** `slot_unavailable`: why. */
  reason?: UnavailableReason;
  /** `slot_unavailable`: when the slot may be free again. */
  freesAt?: string;
  /** `slot_unavailable`: the nearest starts that are free. */
  alternatives?: Alternative[];
  /** `slot_unavailable` of a payment that came too late: what happens to the money. */
  payment?: {
    outcome: "not_charged" | "refund_started";
    amount: number;
    currency: string;
  };
  /** `resource_in_use` of time that is to be blocked: what is there already, by start; at most 100. */
  inTheWay?: InTheWay[];
  /** `hold_expired`: since when. */
  expiredAt?: string;
  /** `hold_expired`: the server's clock. */
  serverTime?: string;
  /** The same as the `Retry-After` header. */
  retryAfterSeconds?: number;
  /** Names the request in the server's log. */
  requestId?: string;
}

export interface PublishedSlot {
  id: string;
  serviceId: string;
  start: string;
  end: string;
  capacity: number;
  remaining: number;
  resourceIds: string[];
}

export interface PublishedSlotList {
  data: PublishedSlot[];
  nextCursor: string | null;
}

export interface PutBusyCalendar {
  /** `https` or `webcal`, and not in a private network. */
  url: string;
}

export interface PutHours {
  timeZone?: string;
  weekly: WeeklyHours;
}

export interface PutPayments {
  keyId: string;
  keySecret: string;
  /** The secret that was given to Razorpay with the webhook. */
  webhookSecret?: string;
}

export interface Question {
  /** What the answer is kept under. */
  id: string;
  label: string;
  /** @default text */
  type?: "text" | "paragraph" | "select" | "checkbox";
  /** @default false */
  required?: boolean;
  /** For `select`: what there is to choose. */
  options?: string[];
}

export interface Refresh {
  refreshToken: string;
}

export interface Refund {
  id: string;
  paymentId: string;
  /** In the currency's minor unit. */
  amount: number;
  currency: string;
  reason: RefundReason;
  status: RefundStatus;
  razorpayRefundId: string | null;
  /** How many tries it has taken; each that fails is followed by another one after a while. */
  attempt: number;
  /** Why the last try failed. */
  lastError: string | null;
  note: string | null;
  createdAt: string;
  /** When it was processed, or given up. */
  settledAt: string | null;
}

export interface RefundEvent {
  type: "refund.requested" | "refund.processed" | "refund.failed" | "refund.void";
  /** When it happened. */
  timestamp: string;
  /** As it was then. */
  data: Refund;
}

/**
 * - `late`: it came after the slot had gone
 * - `duplicate`: its order was paid twice
 * - `mismatch`: its amount or currency was not what was asked for
 * - `cancelled`: the booking was cancelled
 * - `rescheduled`: the booking was moved to a cheaper time
 * - `by_hand`: the owner asked for it
 * - `dashboard`: it was made in Razorpay's dashboard
 */
export type RefundReason = "late" | "duplicate" | "mismatch" | "cancelled" | "rescheduled" | "by_hand" | "dashboard";

/**
 * - `requested`: it is being sent
 * - `pending`: Razorpay has taken it
 * - `processed`: it is back with the customer
 * - `failed`: it was given up; see the alert
 * - `void`: nothing was ever captured, so there was nothing to give back
 */
export type RefundStatus = "requested" | "pending" | "processed" | "failed" | "void";

export interface Requirement {
  name?: string;
  resourceIds: string[];
}

export interface RequiresPayment {
  status: "requires_payment";
  /** What to open Razorpay's checkout with. */
  payment: PaymentRequest;
  /** Until then the slot is kept. */
  expiresAt: string;
  /** From `serverTime` to `expiresAt`. */
  expiresInSeconds: number;
  serverTime: string;
}

export interface RescheduleBooking {
  /** A live hold of the same service. */
  holdId: string;
  /** The token that it was given. */
  holdToken: string;
}

export type RescheduleResult = Booking | RequiresPayment;

export interface Resource {
  id: string;
  name: string;
  description: string;
  timeZone: string;
  weekly: WeeklyHours;
}

export interface ResourceList {
  data: Resource[];
  nextCursor: string | null;
}

export interface Service {
  id: string;
  name: string;
  description: string;
  /** How long a booking lasts. */
  durationMinutes: number;
  /** Price of one place. An amount of 0 needs no payment. */
  price: Money;
  /** Further lengths to choose from, beside `durationMinutes`, each with its price. */
  durations: DurationOption[];
  /** Every resource of every pool, once. */
  resourceIds: string[];
  /** Several pools of resources: a booking takes one of each. */
  requirements: {
    name: string | null;
    resourceIds: string[];
    resources: {
      id: string;
      name: string;
    }[];
  }[];
  /** Places in one session. Default is 1. */
  capacity: number;
  /** Minutes kept free before the start. Default is 0. */
  bufferBeforeMinutes: number;
  /** Minutes kept free after the end. Default is 0. */
  bufferAfterMinutes: number;
  /** Distance between starts. Default is the duration. */
  intervalMinutes: number;
  /** How soon a start may be booked, in minutes from now. Default is 0. */
  minNoticeMinutes: number;
  /** How far ahead a start may be booked. Default is 60. */
  horizonDays: number;
  /** How long a slot stays reserved. Default is 300 (5 minutes). */
  holdSeconds: number;
  /** Tax that the price contains. Default is none. */
  taxPercent: number | null;
  reminderMinutes: number | null;
  requiresApproval: boolean;
  /** What cancelling gives back. Without tiers everything is given back until the start. */
  cancellation: CancellationTier[];
  /** What the customer is asked; the answers are kept with the booking. */
  questions: {
    id: string;
    label: string;
    type: "text" | "paragraph" | "select" | "checkbox";
    required: boolean;
    options?: string[];
  }[];
  /** Whether customers see it and can hold it. Default is true. */
  active: boolean;
  /** The zone of its first resource: where the customer goes. */
  timeZone: string;
}

export interface ServiceList {
  data: Service[];
  nextCursor: string | null;
}

export interface SignIn {
  email: string;
  password: string;
}

export interface SignUp {
  email: string;
  password: string;
  businessName: string;
  /** The business's zone. */
  timeZone: string;
  /** ISO 4217. */
  currency: string;
  /** The owner's own name. */
  name?: string;
}

export interface SignedUp {
  tenant: Tenant;
  owner: Owner;
  /** For `Authorization: Bearer`. */
  accessToken: string;
  /** How long the access token is good for. */
  expiresInSeconds: number;
  /** Good for one use, within 30 days. */
  refreshToken: string;
  /** For browsers. */
  publishableKey: string;
  /** For servers; told only here. */
  secretKey: string;
}

export interface Slot {
  start: string;
  end: string;
  /** The start as `HH:MM` in the asked time zone. */
  localTime: string;
  /** The zone's offset at this start, such as `+05:30`. */
  utcOffset: string;
  /** How many places can still be taken. */
  remaining: number;
  /** The resources that it can be had with. */
  resourceIds: string[];
  /** True where the slot is taken by the caller's own hold (`Holdfast-Token`). */
  heldByYou?: true;
}

export interface SlotsEvent {
  /** The first start that is told of. */
  from: string;
  /** The first start that is not told of any more. */
  to: string;
  /** All that can be booked of these. */
  slots: Slot[];
}

export interface Tenant {
  id: string;
  name: string;
  timeZone: string;
  /** ISO 4217. */
  currency: string;
  /** The language of messages, such as `en` or `hi-IN`. */
  locale: string;
  /** Where customers' replies go. */
  contactEmail: string | null;
  /** Who mails to customers come from; null for the business's name. */
  senderName: string | null;
  /** Whether owners get a mail for each booking that is made, moved or cancelled. Default is true. */
  tellOwners: boolean;
  bookingPageUrl: string | null;
  /** How many live holds one browser may have. Default is 3. */
  liveHoldsPerClient: number;
  /** Whether Razorpay keys are set, so that priced services can be booked. */
  paymentsConfigured: boolean;
  createdAt: string;
}

export interface Terms {
  /** Price of one place. */
  unitPrice: Money;
  quantity: number;
  /** Price of all places. */
  total: Money;
  /** The tax that the total contains, or null. */
  tax: {
    percent: number;
    amount: number;
  } | null;
  /** What cancelling gives back. */
  cancellation: CancellationTier[];
  requiresApproval?: true;
}

export interface TestEvent {
  type: "webhook.test";
  timestamp: string;
  data: {
    webhookEndpointId: string;
  };
}

export type UnavailableReason = "held" | "booked" | "closed" | "too_soon" | "too_far" | "past";

export interface UpdateApiKey {
  name?: string;
  /** Publishable keys: the origins they work from, such as `https://www.example.com`. None: from any. */
  allowedOrigins?: string[];
}

export interface UpdateMe {
  name?: string;
  phone?: string | null;
  locale?: string | null;
}

export interface UpdateResource {
  name?: string;
  description?: string;
  timeZone?: string;
}

export interface UpdateService {
  name?: string;
  description?: string;
  /** How long a booking lasts. */
  durationMinutes?: number;
  /** Price of one place. An amount of 0 needs no payment. */
  price?: Money;
  /** Further lengths to choose from, beside `durationMinutes`, each with its price. */
  durations?: DurationOption[];
  /** One pool of resources: a booking takes one of these. Give either this or `requirements`. */
  resourceIds?: string[];
  /** Several pools of resources: a booking takes one of each. */
  requirements?: Requirement[];
  /** Places in one session. Default is 1. */
  capacity?: number;
  /** Minutes kept free before the start. Default is 0. */
  bufferBeforeMinutes?: number;
  /** Minutes kept free after the end. Default is 0. */
  bufferAfterMinutes?: number;
  /** Distance between starts. Default is the duration. */
  intervalMinutes?: number;
  /** How soon a start may be booked, in minutes from now. Default is 0. */
  minNoticeMinutes?: number;
  /** How far ahead a start may be booked. Default is 60. */
  horizonDays?: number;
  /** How long a slot stays reserved. Default is 300 (5 minutes). */
  holdSeconds?: number;
  /** Tax that the price contains. Default is none. */
  taxPercent?: number | null;
  /** What cancelling gives back. Without tiers everything is given back until the start. */
  cancellation?: CancellationTier[];
  /** What the customer is asked; the answers are kept with the booking. */
  questions?: Question[];
  reminderMinutes?: number | null;
  requiresApproval?: boolean;
  /** Whether customers see it and can hold it. Default is true. */
  active?: boolean;
}

export interface UpdateTenant {
  name?: string;
  timeZone?: string;
  /** ISO 4217. */
  currency?: string;
  /** The language of messages, such as `en` or `hi-IN`. */
  locale?: string;
  /** Where customers' replies go. */
  contactEmail?: string | null;
  senderName?: string | null;
  tellOwners?: boolean;
  bookingPageUrl?: string | null;
  /** How many live holds one browser may have. Default is 3. */
  liveHoldsPerClient?: number;
}

export interface UpdateWebhookEndpoint {
  /** Where events are posted to: https, and not in a private network. */
  url?: string;
  /** Which events it is told of; `*` is all, those that are to come included. */
  events?: EventFilter[];
  /** For people. */
  description?: string | null;
  /** Whether anything is sent. */
  disabled?: boolean;
}

export interface VerifySignIn {
  email: string;
  code: string;
}

export interface WebhookAttempt {
  at: string;
  /** The HTTP status, or null where there was no answer. */
  status: number | null;
  durationMs: number;
  /** What went wrong, in a sentence, or null. */
  error: string | null;
  /** The beginning of the answer's body, or null. */
  response: string | null;
}

export interface WebhookDelivery {
  /** The event's id, which the receiver gets as `webhook-id`: the same with every try and replay. */
  id: string;
  status: WebhookDeliveryStatus;
  /** What is sent. */
  event: WebhookEvent;
  /** Tries so far. */
  attempts: number;
  /** Null where it is over, or waits for its endpoint to be enabled. */
  nextAttemptAt: string | null;
  /** What became of the last try; null before the first. */
  lastAttempt: WebhookAttempt | null;
  createdAt: string;
  /** When it was delivered or given up. */
  endedAt: string | null;
}

export interface WebhookDeliveryList {
  data: WebhookDelivery[];
  nextCursor: string | null;
}

/**
 * - `pending`: not delivered yet, and not given up
 * - `delivered`: answered with a status of 200 to 299
 * - `failed`: given up after the last try, or because the endpoint answered 410
 */
export type WebhookDeliveryStatus = "pending" | "delivered" | "failed";

/**
 * - `owner`: the business itself
 * - `gone`: the endpoint answered 410
 * - `failing`: nothing but failures for five days
 */
export type WebhookDisabledReason = "owner" | "gone" | "failing";

export interface WebhookEndpoint {
  id: string;
  /** Where events are posted to: https, and not in a private network. */
  url: string;
  /** For people. */
  description: string | null;
  /** Which events it is told of; `*` is all, those that are to come included. Default is all. */
  events: EventFilter[];
  /** What deliveries are signed with, `whsec_…`. Only in the answers that make one. */
  secret?: string;
  /** Until then deliveries are signed with the secret before the present one, too. */
  previousSecretValidUntil: string | null;
  /** Since when no delivery succeeded, or null. */
  failingSince: string | null;
  disabledAt: string | null;
  /** Who or what disabled it, or null. */
  disabledReason: WebhookDisabledReason | null;
  createdAt: string;
}

export interface WebhookEndpointList {
  data: WebhookEndpoint[];
  nextCursor: string | null;
}

export type WebhookEvent = HoldEvent | BookingEvent | PaymentEventMessage | RefundEvent | TestEvent;

export interface WeeklyHours {
  /** From opening to closing, as `HH:MM`; several windows are allowed, none means closed. */
  mon?: [
    string,
    string
  ][];
  tue?: [
    string,
    string
  ][];
  wed?: [
    string,
    string
  ][];
  thu?: [
    string,
    string
  ][];
  fri?: [
    string,
    string
  ][];
  sat?: [
    string,
    string
  ][];
  sun?: [
    string,
    string
  ][];
}

export type __schema0 = string | number | boolean | null | __schema0[] | {
  [key: string]: __schema0;
};

export type __schema1 = string | number | boolean | null | __schema1[] | {
  [key: string]: __schema1;
};

export interface ListServicesQuery {
  /** Items on a page. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

export interface GetAvailabilityQuery {
  serviceId: string;
  /** First local date in `timeZone`. */
  from: string;
  /** Last local date, included; at most 62 days in all. */
  to: string;
  /** The zone that the customer sees times in. */
  timeZone: string;
  /** Only this resource. */
  resourceId?: string;
  /** Only slots with this many places. Default is 1. */
  quantity?: number;
  /** One of the service's durations. Default is the first. */
  durationMinutes?: number;
}

export interface WatchAvailabilityQuery {
  serviceId: string;
  /** First local date in `timeZone`. */
  from: string;
  /** Last local date, included; at most 62 days in all. */
  to: string;
  /** The zone of dates and local times. Default is UTC. */
  timeZone?: string;
  resourceId?: string;
  quantity?: number;
  durationMinutes?: number;
  /** The key, for an EventSource, which can send no headers. */
  key?: string;
}

export interface ListHoldsQuery {
  /** Items on a page. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  serviceId?: string;
  resourceId?: string;
  /** Only holds that start at or after this instant. */
  from?: string;
  /** Only holds that start before this instant. */
  to?: string;
}

export interface ListBookingsQuery {
  /** Items on a page. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  status?: BookingStatus;
  serviceId?: string;
  resourceId?: string;
  /** Only bookings that start at or after this instant. */
  from?: string;
  /** Only bookings that start before this instant. */
  to?: string;
  /** A reference or a customer's e-mail address, whole; a part of their name; or the end of their telephone number, 5 digits at least. */
  search?: string;
}

export interface GetBookingCalendarQuery {
  /** The booking's token, instead of `Holdfast-Token`. */
  token?: string;
}

export interface ListPaymentsQuery {
  /** Items on a page. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  status?: PaymentStatus;
  purpose?: PaymentPurpose;
  /** `true`: only those that an open alert is about. */
  needsAttention?: boolean;
  bookingId?: string;
  /** Razorpay's id of an order or payment, or a booking's reference. */
  search?: string;
}

export interface ListPaymentAlertsQuery {
  /** Items on a page. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** `true`: those that were dealt with. Default is those that were not. */
  resolved?: boolean;
}

export interface ListMyBookingsQuery {
  /** Items on a page. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** `upcoming`: what is still to come or goes on, the next one first. `past`: what is over or was cancelled, the latest first. */
  when?: "upcoming" | "past";
}

export interface ListApiKeysQuery {
  /** Items on a page. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListMessagesQuery {
  /** Items on a page. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  status?: MessageStatus;
}

export interface ListResourcesQuery {
  /** Items on a page. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListOverridesQuery {
  /** Items on a page. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  from?: string;
  to?: string;
}

export interface ListResourceBlocksQuery {
  /** Items on a page. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** Only what ends after this instant. */
  from?: string;
  /** Only what begins before this instant. */
  to?: string;
}

export interface ListBlocksQuery {
  /** Items on a page. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** Only what ends after this instant. */
  from?: string;
  /** Only what begins before this instant. */
  to?: string;
  resourceId?: string;
}

export interface ListSlotsQuery {
  /** Items on a page. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  serviceId?: string;
  from?: string;
  to?: string;
}

export interface ListCalendarFeedsQuery {
  /** Items on a page. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** Only feeds of this resource. */
  resourceId?: string;
}

export interface ListBusyCalendarsQuery {
  /** Items on a page. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** `true`: only those that could not be read for a day. */
  needsAttention?: boolean;
}

export interface ListBusyTimesQuery {
  /** Items on a page. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** Only of this resource. */
  resourceId?: string;
  /** Times that end after this instant … */
  from: string;
  /** … and begin before this one. */
  to: string;
}

export interface ListAuditLogQuery {
  /** Items on a page. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  /** Only what this owner or key did, by its id; or a kind, such as `customer`. */
  actor?: string;
  /** Only what was done to this. */
  target?: string;
  /** Only this, such as `service.updated`; or all that is done to something, such as `service`. */
  action?: string;
  /** Only at or after this instant … */
  from?: string;
  /** … and before this one. */
  to?: string;
}

export interface ListWebhookEndpointsQuery {
  /** Items on a page. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
}

export interface ListWebhookDeliveriesQuery {
  /** Items on a page. */
  limit?: number;
  /** `nextCursor` of the page before. */
  cursor?: string;
  status?: WebhookDeliveryStatus;
  type?: EventType | "webhook.test";
  /** Only events at or after this instant … */
  from?: string;
  /** … and before this one. */
  to?: string;
}
