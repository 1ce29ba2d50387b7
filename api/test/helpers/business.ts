import type { SignedUpView } from "../../src/contract/owners.js";
import type { TestApp } from "./app.js";
import { FAKE_CREDENTIALS } from "./fake-gateway.js";

const OPEN = [["09:00", "17:00"]];
export const EVERY_DAY = { mon: OPEN, tue: OPEN, wed: OPEN, thu: OPEN, fri: OPEN, sat: OPEN, sun: OPEN };

let counter = 0;

/** A tenant made through the API, with short ways to give it things. */
export async function createBusiness(app: TestApp, { timeZone = "Asia/Kolkata", currency = "INR", payments = false } = {}) {
  const signedUp = await app.request<SignedUpView>("POST", "/v1/owners/sign-up", {
    email: `owner${++counter}@business.test`,
    password: "correct horse battery",
    businessName: `Business ${counter}`,
    timeZone,
    currency,
  });
  if (signedUp.status !== 201) throw new Error(`Sign-up failed: ${JSON.stringify(signedUp.body)}`);
  const { tenant, accessToken, publishableKey, secretKey } = signedUp.body;

  async function create(path: string, body: object): Promise<any> {
    const answer = await app.request("POST", path, body, { key: secretKey });
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
  if (payments) {
    const put = await app.request("PUT", "/v1/tenant/payments", FAKE_CREDENTIALS, { key: secretKey });
    if (put.status !== 200) throw new Error(`payments: ${JSON.stringify(put.body)}`);
  }

  return {
    tenantId: tenant.id,
    pk: publishableKey,
    sk: secretKey,
    accessToken,
    create,
    /** A resource that is open from 09:00 to 17:00 every day, unless told otherwise. */
    resource: (options: object = {}): Promise<{ id: string }> => create("/v1/resources", { name: "Resource", timeZone, weekly: EVERY_DAY, ...options }),
    /** A free service of 30 minutes, unless told otherwise. */
    service: (options: object): Promise<{ id: string }> =>
      create("/v1/services", { name: "Service", durationMinutes: 30, price: { amount: 0, currency }, ...options }),
    hold: (body: object, options: object = {}) => app.request("POST", "/v1/holds", body, { key: secretKey, ...options }),
  };
}

export type Business = Awaited<ReturnType<typeof createBusiness>>;

export const CUSTOMER = { name: "Asha Rao", email: "asha@customer.test", phone: "+91 98765 43210" };
