import type { Connection } from "./clients.js";

/** Where a payment that was begun is remembered in this browser, for the tab that is closed before it is over. */
export const placeOf = ({ key }: Connection, service: string): string => `holdfast ${key} ${service}`;

/** Whether something is remembered there; a browser that keeps nothing for pages remembers nothing. */
export function isRemembered(place: string): boolean {
  try {
    return place in localStorage;
  } catch {
    return false;
  }
}
