import { randomBytes } from "node:crypto";
import type { CustomerSessionView } from "../../src/contract/customers.js";
import type { TestApp } from "./app.js";
import { type Business, CUSTOMER } from "./business.js";

/** An address that no other test has. */
export const newCustomerEmail = () => `customer-${randomBytes(6).toString("hex")}@customer.test`;

/** Asks for a code and reads it in the mail that comes. */
export async function newSignInCode(app: TestApp, business: Pick<Business, "sk">, email: string): Promise<string> {
  const asked = await app.request("POST", "/v1/customers/sign-in", { email }, { key: business.sk });
  if (asked.status !== 200) throw new Error(`${asked.status} ${JSON.stringify(asked.body)}`);
  await app.deliverOutbox();
  return codeIn(app, email);
}

/** The code in the last mail to an address that has one. */
export function codeIn(app: TestApp, email: string): string {
  const codes = app.mails.filter(({ to }) => to.includes(email.toLowerCase())).flatMap(({ text }) => text.match(/^\d{6}$/m) ?? []);
  const code = codes.at(-1);
  if (!code) throw new Error(`There is no code for ${email}.`);
  return code;
}

export async function signInCustomer(app: TestApp, business: Pick<Business, "sk">, email = CUSTOMER.email): Promise<CustomerSessionView> {
  const code = await newSignInCode(app, business, email);
  const answer = await app.request<CustomerSessionView>("POST", "/v1/customers/sign-in/verify", { email, code }, { key: business.sk });
  if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
