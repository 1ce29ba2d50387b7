import { codeSent, customerSession, customerSignIn, me, myBookingList, myBookingListQuery, updateMe, verifySignIn } from "../customers.js";
import { refresh } from "../owners.js";
import { endpoint } from "./endpoint.js";

const tag = "Customers";

/** How customers prove who they are. */
export const customerSessionEndpoints = [
  endpoint({
    method: "post",
    path: "/v1/customers/sign-in",
    operationId: "requestSignInCode",
    summary: "Mail a customer a code to sign in with",
    description:
      "Six digits, good for ten minutes and five tries; a new one replaces the one before. Any address is mailed one, so that the " +
      "answer tells nothing of who is a customer. An address gets at most five an hour.",
    tag,
    credentials: ["publishable", "secret"],
    body: customerSignIn,
    success: { status: 200, body: codeSent },
    errors: [],
  }),
  endpoint({
    method: "post",
    path: "/v1/customers/sign-in/verify",
    operationId: "verifySignInCode",
    summary: "Sign a customer in with the code",
    description: "Whoever proves an address is its customer from then on. A code that is wrong, has ended, or was used or tried too often gets one answer.",
    tag,
    credentials: ["publishable", "secret"],
    body: verifySignIn,
    success: { status: 200, body: customerSession },
    errors: ["wrong_code"],
  }),
  endpoint({
    method: "post",
    path: "/v1/customers/refresh",
    operationId: "refreshCustomerSession",
    summary: "Exchange a customer's refresh token for a new session",
    description: "A refresh token works once. Using one again ends every session that came from it.",
    tag,
    credentials: ["none"],
    body: refresh,
    success: { status: 200, body: customerSession },
    errors: ["unauthorized"],
  }),
  endpoint({
    method: "post",
    path: "/v1/customers/sign-out",
    operationId: "signOutCustomer",
    summary: "End a customer's session",
    description: "Its access token stays good until it expires by itself.",
    tag,
    credentials: ["none"],
    body: refresh,
    success: { status: 204 },
    errors: [],
  }),
] as const;

/** What customers who signed in see and change. */
export const meEndpoints = [
  endpoint({
    method: "get",
    path: "/v1/me",
    operationId: "getMe",
    summary: "Read one's own details",
    tag,
    credentials: ["customer"],
    success: { status: 200, body: me },
    errors: [],
  }),
  endpoint({
    method: "patch",
    path: "/v1/me",
    operationId: "updateMe",
    summary: "Change one's own details",
    description: "They are for the next booking; those that were made keep what was given with them. The address is what the customer signs in with, and stays.",
    tag,
    credentials: ["customer"],
    body: updateMe,
    success: { status: 200, body: me },
    errors: [],
  }),
  endpoint({
    method: "get",
    path: "/v1/me/bookings",
    operationId: "listMyBookings",
    summary: "List one's own bookings",
    description: "Each with its token, and with what cancelling it now would give back.",
    tag,
    credentials: ["customer"],
    query: myBookingListQuery,
    success: { status: 200, body: myBookingList },
    errors: [],
  }),
] as const;
