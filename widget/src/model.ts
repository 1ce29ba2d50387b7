import type { createClient, HoldfastError } from "@holdfast/sdk";

// Derived from the client, so that the SDK's answers are described in one place only.

/** The SDK's client for browsers. */
export type Client = ReturnType<typeof createClient>;
/** A service of the public catalogue. */
export type Service = Awaited<ReturnType<Client["services"]["get"]>>;
/** Free slots between two dates. */
export type Availability = Awaited<ReturnType<Client["availability"]["get"]>>;
/** What availability is asked for. */
export type AvailabilityQuery = Parameters<Client["availability"]["get"]>[0];
/** A start that could be booked when the server answered. */
export type Slot = Availability["days"][number]["slots"][number];
/** A slot kept for this customer. */
export type Hold = Awaited<ReturnType<Client["holds"]["create"]>>;
/** What comes of handing in the details: a booking, or a payment to make. */
export type CheckoutResult = Awaited<ReturnType<Hold["checkout"]>>;
/** How to pay. */
export type PaymentRequest = Extract<CheckoutResult, { status: "requires_payment" }>["payment"];
/** What Razorpay hands out after a payment. */
export type PaymentProof = Parameters<Hold["confirm"]>[0];
/** What becomes of the money of a payment that came too late. */
export type LatePayment = NonNullable<HoldfastError["payment"]>;
/** A confirmed hold. */
export type Booking = Awaited<ReturnType<Hold["confirm"]>>;
/** An amount in the currency's minor units. */
export type Money = Service["price"];
/** Something the service asks its customers. */
export type Question = Service["questions"][number];

/** A slot as the calendar shows it: with its local date, and whether somebody took it meanwhile. */
export interface ShownSlot extends Slot {
  /** Local date in the shown zone, `YYYY-MM-DD`. */
  readonly date: string;
  /** It was free when it was first shown, and is not any more. */
  readonly taken?: boolean;
}

/** What is needed to name a slot to a person, as the server told it. */
export type ChosenSlot = Pick<ShownSlot, "start" | "end" | "date" | "localTime" | "utcOffset"> & {
  /** Set where the times are in another zone than the one shown. */
  readonly timeZone?: string;
};
