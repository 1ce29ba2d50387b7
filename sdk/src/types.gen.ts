// Generated from the API's contract by `npm run generate`; edits here are lost.

export interface Money {
  amount: number;
  /** @example INR */
  currency: string;
}
/** @enum {string} */
export type KeyKind = "publishable" | "secret";
export interface CreateApiKey {
  kind: KeyKind;
  name?: string;
  allowedOrigins?: string[];
}
export interface UpdateApiKey {
  name?: string;
  allowedOrigins?: string[];
}
export interface ApiKey {
  /** @example key_01kaxw3v7m2q8r5t9yhd4c6b */
  id: string;
  kind: KeyKind;
  name: string | null;
  key?: string;
  hint: string;
  allowedOrigins: string[];
  warning: string | null;
  /**
   * Format: date-time
   * @example 2026-03-01T09:30:00Z
   */
  createdAt: string;
  revokedAt: string | null;
}
export interface ApiKeyList {
  data: ApiKey[];
  nextCursor: string | null;
}
export interface Slot {
  /**
   * Format: date-time
   * @example 2026-03-01T09:30:00Z
   */
  start: string;
  /**
   * Format: date-time
   * @example 2026-03-01T09:30:00Z
   */
  end: string;
  localTime: string;
  utcOffset: string;
  remaining: number;
  resourceIds: string[];
  /** @constant */
  heldByYou?: true;
}
export interface Availability {
  timeZone: string;
  days: {
    date: string;
    slots: Slot[];
  }[];
  nextAvailable: string | null;
}
export interface Requirement {
  name?: string;
  resourceIds: string[];
}
export interface DurationOption {
  durationMinutes: number;
  price: Money;
}
export interface CancellationTier {
  hoursBefore: number;
  refundPercent: number;
}
export interface Question {
  id: string;
  label: string;
  /**
   * @default text
   * @enum {string}
   */
  type?: "text" | "paragraph" | "select" | "checkbox";
  /** @default false */
  required?: boolean;
  options?: string[];
}
export interface CreateService {
  name: string;
  description?: string;
  durationMinutes: number;
  price: Money;
  durations?: DurationOption[];
  resourceIds?: string[];
  requirements?: Requirement[];
  capacity?: number;
  bufferBeforeMinutes?: number;
  bufferAfterMinutes?: number;
  intervalMinutes?: number;
  minNoticeMinutes?: number;
  horizonDays?: number;
  holdSeconds?: number;
  taxPercent?: number | null;
  cancellation?: CancellationTier[];
  questions?: Question[];
  active?: boolean;
}
export interface UpdateService {
  name?: string;
  description?: string;
  durationMinutes?: number;
  price?: Money;
  durations?: DurationOption[];
  resourceIds?: string[];
  requirements?: Requirement[];
  capacity?: number;
  bufferBeforeMinutes?: number;
  bufferAfterMinutes?: number;
  intervalMinutes?: number;
  minNoticeMinutes?: number;
  horizonDays?: number;
  holdSeconds?: number;
  taxPercent?: number | null;
  cancellation?: CancellationTier[];
  questions?: Question[];
  active?: boolean;
}
export interface Service {
  /** @example svc_01kaxw3v7m2q8r5t9yhd4c6b */
  id: string;
  name: string;
  description: string;
  durationMinutes: number;
  price: Money;
  durations: DurationOption[];
  /** @description Every resource of every pool, once. */
  resourceIds: string[];
  requirements: {
    name: string | null;
    resourceIds: string[];
    resources: {
      id: string;
      name: string;
    }[];
  }[];
  capacity: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  intervalMinutes: number;
  minNoticeMinutes: number;
  horizonDays: number;
  holdSeconds: number;
  taxPercent: number | null;
  cancellation: CancellationTier[];
  questions: {
    id: string;
    label: string;
    /** @enum {string} */
    type: "text" | "paragraph" | "select" | "checkbox";
    required: boolean;
    options?: string[];
  }[];
  active: boolean;
  /** @description The zone of its first resource: where the customer goes. */
  timeZone: string;
}
export interface ServiceList {
  data: Service[];
  nextCursor: string | null;
}
export interface Terms {
  unitPrice: Money;
  quantity: number;
  total: Money;
  tax: {
    percent: number;
    amount: number;
  } | null;
  cancellation: CancellationTier[];
}
/** @enum {string} */
export type BookingStatus = "pending" | "confirmed" | "cancelled" | "completed" | "no_show";
export interface Booking {
  /** @example bkg_01kaxw3v7m2q8r5t9yhd4c6b */
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
  /**
   * Format: date-time
   * @example 2026-03-01T09:30:00Z
   */
  start: string;
  /**
   * Format: date-time
   * @example 2026-03-01T09:30:00Z
   */
  end: string;
  timeZone: string;
  quantity: number;
  price: Money;
  terms: Terms;
  customer: {
    name: string;
    email: string;
    phone: string | null;
  };
  answers: {
    [key: string]: string | boolean;
  };
  business: {
    name: string;
  };
  payment: {
    status: string;
    amount: number;
    currency: string;
    refundedAmount: number;
  } | null;
  /**
   * Format: date-time
   * @example 2026-03-01T09:30:00Z
   */
  createdAt: string;
  cancelledAt: string | null;
}
export interface BookingList {
  data: Booking[];
  nextCursor: string | null;
}
export interface CancelBooking {
  reason?: string;
}
export interface RescheduleBooking {
  /** @example hold_01kaxw3v7m2q8r5t9yhd4c6b */
  holdId: string;
  holdToken: string;
}
export interface PlaceHold {
  /** @example svc_01kaxw3v7m2q8r5t9yhd4c6b */
  serviceId: string;
  /**
   * Format: date-time
   * @example 2026-03-01T09:30:00Z
   */
  start: string;
  /** @example res_01kaxw3v7m2q8r5t9yhd4c6b */
  resourceId?: string;
  quantity?: number;
  durationMinutes?: number;
  /** @example hold_01kaxw3v7m2q8r5t9yhd4c6b */
  replaces?: string;
}
/** @enum {string} */
export type HoldStatus = "held" | "paying" | "confirmed" | "released" | "expired";
export interface Hold {
  /** @example hold_01kaxw3v7m2q8r5t9yhd4c6b */
  id: string;
  token?: string;
  status: HoldStatus;
  serviceId: string;
  /**
   * Format: date-time
   * @example 2026-03-01T09:30:00Z
   */
  start: string;
  /**
   * Format: date-time
   * @example 2026-03-01T09:30:00Z
   */
  end: string;
  timeZone: string;
  quantity: number;
  durationMinutes: number;
  resources: {
    id: string;
    name: string;
  }[];
  price: Money;
  terms: Terms;
  /**
   * Format: date-time
   * @example 2026-03-01T09:30:00Z
   */
  expiresAt: string;
  expiresInSeconds: number;
  /**
   * Format: date-time
   * @example 2026-03-01T09:30:00Z
   */
  serverTime: string;
  extensionsLeft: number;
  booking?: {
    id: string;
    reference: string;
  };
}
export interface CustomerDetails {
  name: string;
  /** @example asha@example.com */
  email: string;
  phone?: string;
  locale?: string;
  /** @example Asia/Kolkata */
  timeZone?: string;
}
export interface Checkout {
  customer: CustomerDetails;
  answers?: {
    [key: string]: string | boolean;
  };
}
export interface PaymentRequest {
  /** @constant */
  provider: "razorpay";
  keyId: string;
  orderId: string;
  amount: number;
  /** @example INR */
  currency: string;
  scriptUrl: string;
}
export type CheckoutResult = {
  /** @constant */
  status: "confirmed";
  booking: Booking;
} | {
  /** @constant */
  status: "requires_payment";
  payment: PaymentRequest;
  /**
   * Format: date-time
   * @example 2026-03-01T09:30:00Z
   */
  expiresAt: string;
  expiresInSeconds: number;
  /**
   * Format: date-time
   * @example 2026-03-01T09:30:00Z
   */
  serverTime: string;
};
export interface ConfirmHold {
  razorpayPaymentId: string;
  razorpayOrderId: string;
  razorpaySignature: string;
}
export interface Tenant {
  /** @example ten_01kaxw3v7m2q8r5t9yhd4c6b */
  id: string;
  name: string;
  timeZone: string;
  currency: string;
  locale: string;
  contactEmail: string | null;
  liveHoldsPerClient: number;
  paymentsConfigured: boolean;
  createdAt: string;
}
export interface UpdateTenant {
  name?: string;
  /** @example Asia/Kolkata */
  timeZone?: string;
  /** @example INR */
  currency?: string;
  locale?: string;
  contactEmail?: string | null;
  liveHoldsPerClient?: number;
}
export interface PutPayments {
  keyId: string;
  keySecret: string;
  webhookSecret?: string;
}
export interface PaymentsSettings {
  /** @constant */
  provider: "razorpay";
  configured: boolean;
  keyId: string | null;
  webhookPath: string;
}
export interface SignUp {
  /** @example asha@example.com */
  email: string;
  password: string;
  businessName: string;
  /** @example Asia/Kolkata */
  timeZone: string;
  /** @example INR */
  currency: string;
  name?: string;
}
export interface SignIn {
  /** @example asha@example.com */
  email: string;
  password: string;
}
export interface Refresh {
  refreshToken: string;
}
export interface Owner {
  /** @example own_01kaxw3v7m2q8r5t9yhd4c6b */
  id: string;
  email: string;
  name: string | null;
}
export interface OwnerSession {
  tenant: Tenant;
  owner: Owner;
  accessToken: string;
  expiresInSeconds: number;
  refreshToken: string;
}
export interface SignedUp {
  tenant: Tenant;
  owner: Owner;
  accessToken: string;
  expiresInSeconds: number;
  refreshToken: string;
  publishableKey: string;
  secretKey: string;
}
/** @enum {string} */
export type ErrorCode = "validation_failed" | "invalid_json" | "unsupported_media_type" | "body_too_large" | "unauthorized" | "wrong_credential" | "origin_not_allowed" | "not_found" | "method_not_allowed" | "email_taken" | "invalid_credentials" | "too_many_attempts" | "rate_limited" | "conflict" | "resource_in_use" | "slot_unavailable" | "hold_limit_reached" | "hold_expired" | "hold_not_active" | "extension_limit_reached" | "booking_not_active" | "idempotency_key_reused" | "idempotency_in_flight" | "payment_not_verified" | "payment_failed" | "payments_not_configured" | "payment_provider_unavailable" | "service_unavailable" | "internal_error";
/** @enum {string} */
export type UnavailableReason = "held" | "booked" | "closed" | "too_soon" | "too_far" | "past";
export interface Alternative {
  /**
   * Format: date-time
   * @example 2026-03-01T09:30:00Z
   */
  start: string;
  /**
   * Format: date-time
   * @example 2026-03-01T09:30:00Z
   */
  end: string;
  /** @description HH:MM in `timeZone`. */
  localTime: string;
  utcOffset: string;
  /** @description The zone of the service's first resource. */
  timeZone: string;
  date: string;
  remaining: number;
  resourceIds: string[];
}
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  errors?: {
    path: string;
    message: string;
  }[];
  reason?: UnavailableReason;
  /**
   * Format: date-time
   * @example 2026-03-01T09:30:00Z
   */
  freesAt?: string;
  alternatives?: Alternative[];
  /**
   * Format: date-time
   * @example 2026-03-01T09:30:00Z
   */
  expiredAt?: string;
  /**
   * Format: date-time
   * @example 2026-03-01T09:30:00Z
   */
  serverTime?: string;
  retryAfterSeconds?: number;
  requestId?: string;
}
export interface WeeklyHours {
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
export interface CreateResource {
  name: string;
  description?: string;
  /** @example Asia/Kolkata */
  timeZone: string;
  weekly?: WeeklyHours;
}
export interface UpdateResource {
  name?: string;
  description?: string;
  /** @example Asia/Kolkata */
  timeZone?: string;
}
export interface Resource {
  /** @example res_01kaxw3v7m2q8r5t9yhd4c6b */
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
export interface PutHours {
  /** @example Asia/Kolkata */
  timeZone?: string;
  weekly: WeeklyHours;
}
export interface Hours {
  timeZone: string;
  weekly: WeeklyHours;
}
export interface CreateOverride {
  /**
   * Format: date
   * @example 2026-03-01
   */
  date: string;
  /** @default [] */
  windows?: [
    string,
    string
  ][];
  note?: string;
}
export interface Override {
  /** @example ovr_01kaxw3v7m2q8r5t9yhd4c6b */
  id: string;
  resourceId: string;
  date: string;
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
export interface CreateSlot {
  /** @example svc_01kaxw3v7m2q8r5t9yhd4c6b */
  serviceId: string;
  /**
   * Format: date-time
   * @example 2026-03-01T09:30:00Z
   */
  start: string;
  /**
   * Format: date-time
   * @example 2026-03-01T09:30:00Z
   */
  end?: string;
  durationMinutes?: number;
  capacity?: number;
  resourceIds?: string[];
}
export interface PublishedSlot {
  /** @example slt_01kaxw3v7m2q8r5t9yhd4c6b */
  id: string;
  serviceId: string;
  /**
   * Format: date-time
   * @example 2026-03-01T09:30:00Z
   */
  start: string;
  /**
   * Format: date-time
   * @example 2026-03-01T09:30:00Z
   */
  end: string;
  capacity: number;
  remaining: number;
  resourceIds: string[];
}
export interface PublishedSlotList {
  data: PublishedSlot[];
  nextCursor: string | null;
}
export interface GetXQuery {
  /** @description How many. */
  limit?: number;
}
export interface ListServicesQuery {
  limit?: number;
  cursor?: string;
}
export interface GetAvailabilityQuery {
  serviceId: string;
  from: string;
  to: string;
  timeZone: string;
  resourceId?: string;
  quantity?: number;
  durationMinutes?: number;
}
