/** What the document says before its first operation, in Markdown. */
export const INTRODUCTION = `Booking that never sells a slot twice.

A **hold** takes a slot away from everybody else for some minutes; a **confirmation** turns the hold into a booking. The usual way: \`getAvailability\`, \`createHold\`, \`checkOutHold\`, and for what has a price \`confirmHold\`.

- **Credentials.** A publishable key (\`pk_…\`) is for browsers; a secret key (\`sk_…\`) is for servers and is refused from a browser. A customer who signed in has a token for their own bookings. A hold's or booking's own token, sent as \`Holdfast-Token\`, is enough to act on that one hold or booking.
- **Values.** JSON in camelCase. Instants are RFC 3339 in UTC, dates \`YYYY-MM-DD\`, time zones IANA names, money whole minor units with a currency. Answers may gain fields.
- **Lists** are \`{data, nextCursor}\`; the next page is asked for with \`cursor\`, until \`nextCursor\` is null.
- **Problems** are \`application/problem+json\` (RFC 9457). Decide by \`code\`, which is stable.
- **Webhooks.** Endpoints of the business's own are told of events, to the Standard Webhooks specification: \`webhook-id\` (the same with every try), \`webhook-timestamp\` and \`webhook-signature\` over \`id.timestamp.body\`.
- **Repeating safely.** With an \`Idempotency-Key\` a request has its effect once, and its first answer again for 24 hours. Refused requests keep no key.
`;
