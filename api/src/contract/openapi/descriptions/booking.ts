import type { Descriptions } from "./types.js";

/** What customers meet. */
export const BOOKING: readonly Descriptions[] = [
  {
    of: ["Money"],
    fields: {
      amount: "In the currency's minor unit: paise for INR, cents for USD, yen for JPY, fils for KWD.",
      currency: "ISO 4217.",
    },
  },
  {
    of: ["Slot", "Alternative"],
    fields: {
      localTime: "The start as `HH:MM` in the asked time zone.",
      utcOffset: "The zone's offset at this start, such as `+05:30`.",
      remaining: "How many places can still be taken.",
      resourceIds: "The resources that it can be had with.",
      heldByYou: "True where the slot is taken by the caller's own hold (`Holdfast-Token`).",
    },
  },
  {
    of: ["Availability"],
    fields: {
      timeZone: "The zone that dates and local times are in.",
      days: "Every date of the range, also those without a slot.",
      nextAvailable: "The first start that can be booked after the range, where the range has none.",
    },
  },
  {
    of: ["PlaceHold"],
    fields: {
      start: "A start that availability gave.",
      resourceId: "Only this resource. Default is any that is free.",
      quantity: "Places. Default is 1.",
      durationMinutes: "One of the service's durations. Default is the first.",
      replaces: "A live hold to give up, but only if this one is won; its token goes into `Holdfast-Token`.",
    },
  },
  {
    of: ["Hold"],
    fields: {
      token: "Whoever has it may act on this hold: sent as `Holdfast-Token`. Only in the answer that makes the hold.",
      timeZone: "Where the booking takes place.",
      price: "What is to be paid in all.",
      terms: "What was agreed when the hold was placed.",
      expiresInSeconds: "From `serverTime` to `expiresAt`; count down with this where the device's clock may be wrong.",
      serverTime: "The server's clock when it answered.",
      extensionsLeft: "How often the hold can still be extended.",
      booking: "Once it is confirmed.",
      payment: "Once checkout was opened for something to pay; tells also what became of a payment that came too late.",
    },
  },
  { of: ["Checkout"], fields: { answers: "Answers to the service's questions, by question id." } },
  {
    of: ["CustomerDetails"],
    fields: {
      locale: "The language of the messages to the customer, such as `en` or `hi-IN`.",
      timeZone: "The zone that the customer's messages tell times in. Default is the booking's.",
    },
  },
  {
    of: ["PaymentRequest"],
    fields: {
      keyId: "The business's Razorpay key id, `key` of Razorpay's checkout.",
      amount: "In the currency's minor unit.",
      scriptUrl: "Where Razorpay's checkout script is loaded from.",
    },
  },
  {
    of: ["Booking"],
    fields: {
      reference: "Short, for people to read to each other.",
      token: "Whoever has it may see and change this booking. Only where the booking was just made.",
      timeZone: "Where the booking takes place.",
      price: "What it cost in all.",
      answers: "By question id.",
      paymentMethod: "`on_site`: the business takes the money itself, and `payment` is null. Null where it costs nothing.",
      payment: "What was paid online; null where nothing was.",
      madeBy: "`owner`: the business booked for its customer.",
      notes: "The business's own; only where the business asks.",
      movedAt: "When it was last moved to another time.",
    },
  },
  {
    of: ["CreateBooking"],
    fields: {
      start: "With `outsideHours` any, up to 62 days ago; else one that hours or published sessions give. Notice and horizon don't bind.",
      resourceId: "Only this resource. Default is any that is free.",
      quantity: "Places. Default is 1.",
      durationMinutes: "One of the service's durations. Default is the first.",
      answers: "Answers to the service's questions, by question id; here none is required.",
      notes: "For the business alone.",
      payment: "`on_site`: its price is paid there. `none`: it costs nothing. Default is `on_site`.",
      outsideHours: "Whether it may be outside opening hours, or between the starts that are offered. Default is false.",
    },
  },
  { of: ["CancelBooking"], fields: { message: "What the business tells its customer, in the mail of the cancellation." } },
  {
    of: ["CancelBookings"],
    fields: {
      from: "Bookings that start at or after this instant …",
      to: "… and before this one; at most 62 days later.",
      resourceId: "Only bookings of this resource.",
      serviceId: "Only bookings of this service.",
      reason: "For the business.",
      message: "What customers are told.",
      dryRun: "Whether to tell only what would happen. Default is false.",
    },
  },
  {
    of: ["Cancellation"],
    fields: {
      id: "Null of a preview.",
      total: "How many bookings are meant.",
      done: "How many of them are dealt with.",
      cancelled: "How many this cancelled: others had ended in another way by then.",
      refunds: "What goes back in all, as it was to be expected; an amount for each currency.",
      withoutEmail: "How many customers can't be written to.",
    },
  },
  {
    of: ["Block"],
    fields: { reason: "For the business." },
  },
  {
    of: ["CreateBlock"],
    fields: { end: "At most 366 days after the start.", reason: "For the business." },
  },
  { of: ["listBlocks", "listResourceBlocks"], fields: { from: "Only what ends after this instant.", to: "Only what begins before this instant." } },
  {
    of: ["BookedCustomer"],
    fields: {
      email: "Without one no mail is sent.",
      locale: "The language of the messages to the customer, such as `en` or `hi-IN`.",
      timeZone: "The zone that the customer's messages tell times in. Default is the booking's.",
    },
  },
  {
    of: ["Terms"],
    fields: {
      unitPrice: "Price of one place.",
      total: "Price of all places.",
      tax: "The tax that the total contains, or null.",
      cancellation: "What cancelling gives back.",
    },
  },
  {
    of: ["Problem"],
    fields: {
      type: "A URI that names the kind of problem.",
      detail: "A sentence for people.",
      code: "Stable; decide by this.",
      errors: "For input: where it is wrong, as a path such as `customer.email`, and why.",
      reason: "`slot_unavailable`: why.",
      freesAt: "`slot_unavailable`: when the slot may be free again.",
      alternatives: "`slot_unavailable`: the nearest starts that are free.",
      payment: "`slot_unavailable` of a payment that came too late: what happens to the money.",
      inTheWay: "`resource_in_use` of time that is to be blocked: what is there already, by start; at most 100.",
      expiredAt: "`hold_expired`: since when.",
      serverTime: "`hold_expired`: the server's clock.",
      retryAfterSeconds: "The same as the `Retry-After` header.",
      requestId: "Names the request in the server's log.",
    },
  },
  {
    of: ["getAvailability"],
    fields: {
      from: "First local date in `timeZone`.",
      to: "Last local date, included; at most 62 days in all.",
      timeZone: "The zone that the customer sees times in.",
      resourceId: "Only this resource.",
      quantity: "Only slots with this many places. Default is 1.",
      durationMinutes: "One of the service's durations. Default is the first.",
    },
  },
  {
    of: ["listBookings"],
    fields: {
      from: "Only bookings that start at or after this instant.",
      to: "Only bookings that start before this instant.",
      search: "A reference or a customer's e-mail address, whole; a part of their name; or the end of their telephone number, 5 digits at least.",
    },
  },
];
