import type { Client } from "./client.js";
import type { Size } from "./size.js";

/** Two merchants at the provider. The second one's dashboard captures whatever is authorised. */
export const ACCOUNTS = [
  { keyId: "rzp_test_ChaosAsOrdered", keySecret: "SecretOfTheFirst", webhookSecret: "whsec of the first", captureMode: "as_ordered", receiptRule: "refuse" },
  { keyId: "rzp_test_ChaosAlways000", keySecret: "SecretOfTheSecond", webhookSecret: "whsec of the second", captureMode: "always", receiptRule: "same_order" },
] as const;

interface ServiceShape {
  durationMinutes: number;
  priceMinor: number;
  capacity: number;
  cancellation: { hoursBefore: number; refundPercent: number }[];
  /** One resource of each pool is taken. */
  pools: ResourceName[][];
}

const RESOURCES = ["room", "stylist 1", "stylist 2", "chair 1", "chair 2", "hall"] as const;
type ResourceName = (typeof RESOURCES)[number];

// All slots are 12 days away and more, so the tiers are, too. Prices that a percentage does not divide.
const HALF_AND_NONE = [
  { hoursBefore: 20 * 24, refundPercent: 100 },
  { hoursBefore: 13 * 24, refundPercent: 50 },
];
const NEARLY_HALF = [{ hoursBefore: 1, refundPercent: 45 }];

/** Cut and trim share the stylists, so that starts of different lengths stand in each other's way. */
export const SERVICES = {
  room: { durationMinutes: 30, priceMinor: 50_000, capacity: 1, cancellation: HALF_AND_NONE, pools: [["room"]] },
  cut: { durationMinutes: 45, priceMinor: 123_457, capacity: 1, cancellation: [], pools: [["stylist 1", "stylist 2"], ["chair 1", "chair 2"]] },
  trim: { durationMinutes: 30, priceMinor: 33_333, capacity: 1, cancellation: NEARLY_HALF, pools: [["stylist 1", "stylist 2"]] },
  class: { durationMinutes: 60, priceMinor: 24_999, capacity: 8, cancellation: HALF_AND_NONE, pools: [["hall"]] },
} as const satisfies Record<string, ServiceShape>;
export type ServiceName = keyof typeof SERVICES;

export interface Business {
  tenantId: string;
  sk: string;
  keyId: string;
  /** Ids at the API. */
  services: Record<ServiceName, string>;
}

/** The hour of the day, in Kolkata. */
export const OPENS_AT = 6;

const clock = (hour: number) => `${String(hour).padStart(2, "0")}:00`;

/** Signs a business up and gives it all it needs to sell. */
export async function openBusiness(client: Client, account: (typeof ACCOUNTS)[number], number: number, { openHours }: Size): Promise<Business> {
  const done = async (method: string, path: string, body: object, key?: string) => {
    const answer = await client.request(method, path, body, { key });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const { tenant, secretKey: sk } = await done("POST", "/v1/owners/sign-up", {
    email: `owner${number}@business.test`,
    password: "correct horse battery",
    businessName: `Business ${number}`,
    timeZone: "Asia/Kolkata",
    currency: "INR",
  });
  const { keyId, keySecret, webhookSecret } = account;
  await done("PUT", "/v1/tenant/payments", { keyId, keySecret, webhookSecret }, sk);

  const open = [[clock(OPENS_AT), clock(OPENS_AT + openHours)]];
  const weekly = { mon: open, tue: open, wed: open, thu: open, fri: open, sat: open, sun: open };
  const resources = new Map<ResourceName, string>();
  for (const name of RESOURCES) resources.set(name, (await done("POST", "/v1/resources", { name, timeZone: "Asia/Kolkata", weekly }, sk)).id);
  const services: [string, string][] = [];
  for (const [name, { pools, priceMinor, ...shape }] of Object.entries<ServiceShape>(SERVICES)) {
    const requirements = pools.map((pool) => ({ resourceIds: pool.map((resource) => resources.get(resource)) }));
    const { id } = await done("POST", "/v1/services", { name, ...shape, price: { amount: priceMinor, currency: "INR" }, requirements }, sk);
    services.push([name, id]);
  }
  return { tenantId: tenant.id, sk, keyId, services: Object.fromEntries(services) as Business["services"] };
}
