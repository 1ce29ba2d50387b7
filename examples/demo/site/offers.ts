import type { OwnerClient, Service } from "@holdfast/sdk/server";
import { CATALOGUE } from "../business/catalogue.js";

/** A service on the menu. */
export interface Offer {
  /** Last part of the booking page's address. */
  slug: string;
  service: Service;
}

const MENU_ORDER = Object.keys(CATALOGUE);

/** What can be booked now: the menu's own services first; what an owner added through the API follows, under its id. */
export async function listOffers(owner: OwnerClient, serviceIds: Readonly<Record<string, string>>): Promise<Offer[]> {
  const slugs = new Map(Object.entries(serviceIds).map(([slug, id]) => [id, slug]));
  const rank = ({ slug }: Offer) => (MENU_ORDER.includes(slug) ? MENU_ORDER.indexOf(slug) : MENU_ORDER.length);
  const { data } = await owner.services.list({ limit: 200 });
  return data
    .filter(({ active }) => active)
    .map((service) => ({ slug: slugs.get(service.id) ?? service.id, service }))
    .sort((a, b) => rank(a) - rank(b));
}

/** Every length that a service can be booked for, the shortest first. */
export function lengthsOf(service: Service): { durationMinutes: number; price: Service["price"] }[] {
  const lengths = [{ durationMinutes: service.durationMinutes, price: service.price }, ...service.durations];
  return [...new Map(lengths.map((length) => [length.durationMinutes, length])).values()].sort(
    (a, b) => a.durationMinutes - b.durationMinutes,
  );
}
