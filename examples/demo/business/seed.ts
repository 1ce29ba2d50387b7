import { randomBytes } from "node:crypto";
import { type CreateResource, createOwnerClient, HoldfastError, type OwnerClient, signUp } from "@holdfast/sdk/server";
import { addDays, todayIn, weekdayOf } from "../calendar.js";
import type { DataFolder } from "../data-folder.js";
import { BRAND, CATALOGUE, CURRENCY, HOURS_SHOWN, RESOURCES, type ResourceName, TIME_ZONE, type CatalogueEntry } from "./catalogue.js";

/** The studio as it was set up: who may sign in, and what things are called in this database. */
export interface Business {
  tenantId: string;
  ownerEmail: string;
  ownerPassword: string;
  publishableKey: string;
  secretKey: string;
  /** Services by the last part of their page's address. */
  serviceIds: Record<string, string>;
  hoursResourceId: string;
}

export interface OpenedBusiness {
  business: Business;
  /** Acts for the studio, with its secret key. */
  owner: OwnerClient;
  /** Whether it was there before. */
  foundData: boolean;
}

type Account = Omit<Business, "serviceIds" | "hoursResourceId">;

/** How to reach the API. Inside the server's own process `fetch` is the app itself, without a socket. */
export interface Connection {
  baseUrl: string;
  fetch?: typeof fetch;
}

/**
 * Finds the studio of an earlier start, or sets it up through the public API, as any business would. What a killed
 * process left half done is completed, since everything is looked up by name before it is made.
 */
export async function openBusiness(data: DataFolder, connection: Connection): Promise<OpenedBusiness> {
  const found = await findAccount(data, connection);
  const account = found ?? (await createAccount(data, connection));
  const owner = createOwnerClient({ ...connection, key: account.secretKey });
  const resourceIds = await ensureResources(owner);
  const serviceIds = await ensureServices(owner, resourceIds);
  return { business: { ...account, serviceIds, hoursResourceId: resourceIds[HOURS_SHOWN] }, owner, foundData: found !== undefined };
}

async function findAccount(data: DataFolder, connection: Connection): Promise<Account | undefined> {
  const account = await data.readJson("studio");
  if (!isAccount(account)) return undefined;
  try {
    await createOwnerClient({ ...connection, key: account.secretKey }).tenant.get();
    return account;
  } catch (error) {
    // Kept for another database than the one that DATABASE_URL names today.
    if (error instanceof HoldfastError && error.status === 401) return undefined;
    throw error;
  }
}

async function createAccount(data: DataFolder, connection: Connection): Promise<Account> {
  const ownerEmail = `owner-${randomBytes(3).toString("hex")}@kachnar.example`;
  const ownerPassword = randomBytes(12).toString("base64url");
  const made = await signUp(
    { email: ownerEmail, password: ownerPassword, businessName: BRAND.name, timeZone: TIME_ZONE, currency: CURRENCY },
    connection,
  );
  const { publishableKey, secretKey } = made;
  const account = { tenantId: made.tenant.id, ownerEmail, ownerPassword, publishableKey, secretKey };
  await data.writeJson("studio", account);
  return account;
}

async function ensureResources(owner: OwnerClient): Promise<Record<ResourceName, string>> {
  const known = await idsByName(owner.resources);
  const entries: [string, string][] = [];
  for (const [key, resource] of Object.entries<CreateResource>(RESOURCES)) {
    const id = known.get(resource.name) ?? (await createResource(owner, resource));
    entries.push([key, id]);
  }
  return Object.fromEntries(entries) as Record<ResourceName, string>;
}

async function createResource(owner: OwnerClient, resource: CreateResource): Promise<string> {
  const { id } = await owner.resources.create(resource);
  if (resource.weekly) await owner.resources.overrides.create(id, shortDay());
  return id;
}

/** One day that differs from its week: the first Sunday that is at least ten days ahead. */
function shortDay() {
  const earliest = addDays(todayIn(), 10);
  const date = addDays(earliest, (7 - weekdayOf(earliest)) % 7);
  return { date, windows: [["10:00", "14:00"]] as [string, string][], note: "A short day: the house is being painted." };
}

async function ensureServices(owner: OwnerClient, resourceIds: Record<ResourceName, string>): Promise<Record<string, string>> {
  const known = await idsByName(owner.services);
  const entries: [string, string][] = [];
  for (const [slug, { service, pools }] of Object.entries<CatalogueEntry>(CATALOGUE)) {
    const requirements = pools.map(({ name, resources }) => ({
      ...(name && { name }),
      resourceIds: resources.map((resource) => resourceIds[resource]),
    }));
    entries.push([slug, known.get(service.name) ?? (await owner.services.create({ ...service, requirements })).id]);
  }
  return Object.fromEntries(entries);
}

async function idsByName(calls: { list(page: { limit: number }): Promise<{ data: { id: string; name: string }[] }> }) {
  const { data } = await calls.list({ limit: 200 });
  return new Map(data.map(({ id, name }) => [name, id]));
}

function isAccount(value: unknown): value is Account {
  if (typeof value !== "object" || value === null) return false;
  const texts = ["tenantId", "ownerEmail", "ownerPassword", "publishableKey", "secretKey"];
  return texts.every((name) => typeof (value as Record<string, unknown>)[name] === "string");
}
