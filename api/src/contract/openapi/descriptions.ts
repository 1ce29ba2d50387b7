import { SENTENCES } from "../../errors.js";
import { STATUS } from "../../http/error-handler.js";
import { ERROR_CODES } from "../problem.js";

interface Descriptions {
  /** Names of components or operations. */
  of: readonly string[];
  fields: Readonly<Record<string, string>>;
}

/** What fields mean, for the documentation and the SDK's types. A schema's own description goes before these. */
export const DESCRIPTIONS: readonly Descriptions[] = [
  {
    of: ["Money"],
    fields: {
      amount: "In the currency's minor unit: paise for INR, cents for USD, yen for JPY, fils for KWD.",
      currency: "ISO 4217.",
    },
  },
  {
    of: ["Service", "CreateService", "UpdateService"],
    fields: {
      durationMinutes: "How long a booking lasts.",
      price: "Price of one place. An amount of 0 needs no payment.",
      durations: "Further lengths to choose from, beside `durationMinutes`, each with its price.",
      requirements: "Several pools of resources: a booking takes one of each.",
      capacity: "Places in one session. Default is 1.",
      bufferBeforeMinutes: "Minutes kept free before the start. Default is 0.",
      bufferAfterMinutes: "Minutes kept free after the end. Default is 0.",
      intervalMinutes: "Distance between starts. Default is the duration.",
      minNoticeMinutes: "How soon a start may be booked, in minutes from now. Default is 0.",
      horizonDays: "How far ahead a start may be booked. Default is 60.",
      holdSeconds: "How long a slot stays reserved. Default is 300 (5 minutes).",
      taxPercent: "Tax that the price contains. Default is none.",
      cancellation: "What cancelling gives back. Without tiers everything is given back until the start.",
      questions: "What the customer is asked; the answers are kept with the booking.",
      active: "Whether customers see it and can hold it. Default is true.",
    },
  },
  {
    of: ["CreateService", "UpdateService"],
    fields: { resourceIds: "One pool of resources: a booking takes one of these. Give either this or `requirements`." },
  },
  {
    of: ["CancellationTier"],
    fields: {
      hoursBefore: "Cancelling at least this many hours before the start …",
      refundPercent: "… gives back this much of the price.",
    },
  },
  {
    of: ["Question"],
    fields: { id: "What the answer is kept under.", options: "For `select`: what there is to choose." },
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
      payment: "Null where there was nothing to pay.",
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
      expiredAt: "`hold_expired`: since when.",
      serverTime: "`hold_expired`: the server's clock.",
      retryAfterSeconds: "The same as the `Retry-After` header.",
      requestId: "Names the request in the server's log.",
    },
  },
  {
    of: ["Tenant", "UpdateTenant"],
    fields: {
      currency: "ISO 4217.",
      locale: "The language of messages, such as `en` or `hi-IN`.",
      contactEmail: "Where customers' replies go.",
      liveHoldsPerClient: "How many live holds one browser may have. Default is 3.",
      paymentsConfigured: "Whether Razorpay keys are set, so that priced services can be booked.",
    },
  },
  {
    of: ["PaymentsSettings"],
    fields: { webhookPath: "Where Razorpay's webhook has to point to, on this server." },
  },
  {
    of: ["PutPayments"],
    fields: { webhookSecret: "The secret that was given to Razorpay with the webhook." },
  },
  {
    of: ["ApiKey", "CreateApiKey", "UpdateApiKey"],
    fields: {
      allowedOrigins: "Publishable keys: the origins they work from, such as `https://www.example.com`. None: from any.",
      key: "The key itself: of publishable keys always, of secret keys only in the answer that makes them.",
      hint: "Enough to recognise it: its first and last characters.",
      warning: "Where the key is laxer than it should be, or null.",
    },
  },
  { of: ["SignUp"], fields: { name: "The owner's own name.", timeZone: "The business's zone.", currency: "ISO 4217." } },
  {
    of: ["OwnerSession", "SignedUp"],
    fields: {
      accessToken: "For `Authorization: Bearer`.",
      expiresInSeconds: "How long the access token is good for.",
      refreshToken: "Good for one use, within 30 days.",
      publishableKey: "For browsers.",
      secretKey: "For servers; told only here.",
    },
  },
  {
    of: ["WeeklyHours"],
    fields: { mon: "From opening to closing, as `HH:MM`; several windows are allowed, none means closed." },
  },
  { of: ["CreateResource"], fields: { weekly: "Without hours only published sessions can be booked." } },
  { of: ["CreateOverride", "Override"], fields: { windows: "From opening to closing; none means closed." } },
  {
    of: ["CreateSlot"],
    fields: {
      end: "Default is the start and the duration.",
      durationMinutes: "Default is the service's.",
      capacity: "Places in this session. Default is the service's.",
      resourceIds: "One resource of each of the service's pools. Default is any that are free.",
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
      search: "A reference, or a customer's e-mail address.",
    },
  },
];

const paging = { limit: "Items on a page.", cursor: "`nextCursor` of the page before." };

/** What is known of the fields of a component, or of the parameters of an operation. */
export const descriptionsOf = (name: string): Readonly<Record<string, string>> =>
  Object.assign({}, name.startsWith("list") ? paging : {}, ...DESCRIPTIONS.filter(({ of }) => of.includes(name)).map(({ fields }) => fields));

const ERROR_CODE = ERROR_CODES.map((code) => `- \`${code}\` (${STATUS[code]}): ${SENTENCES[code]}`).join("\n");

/** What is known of a component as a whole. */
export const descriptionOf = (name: string): string | undefined => (name === "ErrorCode" ? ERROR_CODE : undefined);
