import type { Descriptions } from "./types.js";

/** What owners meet. */
export const BUSINESS: readonly Descriptions[] = [
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
  {
    of: ["AuditEntry"],
    fields: {
      at: "When it was done.",
      action: "What was done, a noun and a verb: `service.updated`.",
      target: "What it was done to, and how that was called then.",
      changes: "What is different since. Of secrets, and of what is known of customers, the name alone.",
      clientAddress: "From where; null for customers.",
      userAgent: "With which program; null for customers.",
      requestId: "The request's `X-Request-Id`.",
    },
  },
  { of: ["AuditActor"], fields: { id: "The owner's or the key's; customers have none here.", name: "How they are called now, or null." } },
  {
    of: ["listAuditLog"],
    fields: {
      actor: "Only what this owner or key did, by its id; or a kind, such as `customer`.",
      target: "Only what was done to this.",
      action: "Only this, such as `service.updated`; or all that is done to something, such as `service`.",
      from: "Only at or after this instant …",
      to: "… and before this one.",
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
];
