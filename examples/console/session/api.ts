import { createOwnerClient } from "@holdfast/sdk/server";
import { connection } from "./connection.js";
import { session } from "./session.js";

/** Sends with the session's access token; one that has run out is renewed, and the request sent again, unseen. */
const authorizedFetch: typeof fetch = async (input, init) => {
  const token = session.current?.accessToken ?? "";
  const send = (accessToken: string) => {
    const headers = new Headers(init?.headers);
    headers.set("Authorization", `Bearer ${accessToken}`);
    // What was put off until it could not be undone any more is sent even while the page goes.
    return fetch(input, { ...init, headers, ...(init?.method === "DELETE" && { keepalive: true }) });
  };
  const answer = await send(token);
  if (answer.status !== 401) return answer;
  try {
    return await send(await session.renew(token));
  } catch {
    // The first answer says what there is to say.
    return answer;
  }
};

/** Everything the owner can do, as whoever is signed in. */
export const api = createOwnerClient({ ...connection, accessToken: "the session's", fetch: authorizedFetch });

interface Page<T> {
  data: T[];
  nextCursor: string | null;
}

/** What is listed at most, where a screen shows everything at once. */
const MOST = 1000;

/** Every item of a list that comes in pages, up to a thousand. */
export async function all<T>(list: (page: { limit: number; cursor?: string }) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  for (let cursor: string | null | undefined; cursor !== null && items.length < MOST; ) {
    const page: Page<T> = await list({ limit: 100, ...(cursor && { cursor }) });
    items.push(...page.data);
    cursor = page.nextCursor;
  }
  return items;
}
