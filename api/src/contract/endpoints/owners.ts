import { refresh, session, signedUp, signIn, signUp } from "../owners.js";
import { endpoint } from "./endpoint.js";

const tag = "Owners";
const credentials = ["none"] as const;

export const ownerEndpoints = [
  endpoint({
    method: "post",
    path: "/v1/owners/sign-up",
    operationId: "signUp",
    summary: "Open an account with its business",
    description: "Gives the business its first publishable and secret key. The secret key is told only here.",
    tag,
    credentials,
    body: signUp,
    success: { status: 201, body: signedUp },
    errors: ["email_taken", "too_many_attempts"],
  }),
  endpoint({
    method: "post",
    path: "/v1/owners/sign-in",
    operationId: "signIn",
    summary: "Sign in",
    tag,
    credentials,
    body: signIn,
    success: { status: 200, body: session },
    errors: ["invalid_credentials", "too_many_attempts"],
  }),
  endpoint({
    method: "post",
    path: "/v1/owners/refresh",
    operationId: "refreshSession",
    summary: "Exchange a refresh token for a new session",
    description: "A refresh token works once. Using one again ends every session that came from it.",
    tag,
    credentials,
    body: refresh,
    success: { status: 200, body: session },
    errors: ["unauthorized", "too_many_attempts"],
  }),
  endpoint({
    method: "post",
    path: "/v1/owners/sign-out",
    operationId: "signOut",
    summary: "End a session",
    description: "Its access token stays good until it expires by itself.",
    tag,
    credentials,
    body: refresh,
    success: { status: 204 },
    errors: [],
  }),
] as const;
