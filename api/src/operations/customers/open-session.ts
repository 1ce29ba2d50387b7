import type { CustomerSessionView } from "../../contract/customers.js";
import type { Connection } from "../../database/connect.js";
import type { Deps } from "../../deps.js";
import { randomCharacters } from "../../ids.js";
import { newRefreshToken, sha256 } from "../../keyring.js";
import { databaseNow } from "../../queries/clock.js";
import { insertCustomerRefreshToken } from "../../queries/customer-refresh-tokens.js";
import type { CustomerRow } from "../../queries/customers.js";
import { meView } from "../../views/customer.js";
import { ACCESS_TOKEN_SECONDS, issueAccessToken } from "../access/access-tokens.js";

/** How long a refresh token can be used, in days. */
const REFRESH_TOKEN_DAYS = 30;

/** Gives a customer a new pair of tokens. @param familyId - of the sign-in that it goes on from; default is a new one. */
export async function openCustomerSession(
  tx: Connection,
  deps: Pick<Deps, "keyring">,
  customer: CustomerRow,
  familyId = randomCharacters(20),
): Promise<CustomerSessionView> {
  const { tenantId, customerId } = customer;
  const refreshToken = newRefreshToken(tenantId, "crt");
  await insertCustomerRefreshToken(tx, { tenantId, tokenHash: sha256(refreshToken), familyId, customerId, days: REFRESH_TOKEN_DAYS });
  return {
    customer: meView(customer),
    accessToken: await issueAccessToken(deps, { audience: "customer", tenantId, subject: customerId }, await databaseNow(tx)),
    expiresInSeconds: ACCESS_TOKEN_SECONDS,
    refreshToken,
  };
}
