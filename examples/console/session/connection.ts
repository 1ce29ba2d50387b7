import type { ConnectionOptions } from "@holdfast/sdk/server";

/** Where the API is, as the page says in `<meta name="holdfast-api">`; its own origin where that is empty. */
export const apiOrigin = document.querySelector<HTMLMetaElement>('meta[name="holdfast-api"]')?.content || location.origin;

export const connection: ConnectionOptions = { baseUrl: apiOrigin };
