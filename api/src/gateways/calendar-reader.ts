import http from "node:http";
import https from "node:https";
import { createGuard, type Guard, type OutgoingOptions, sentenceOf } from "./outgoing.js";

/** What an answer is known by, to be asked whether it still holds. */
export interface Validators {
  etag: string | null;
  lastModified: string | null;
}

/** What came of reading a calendar once. */
export type CalendarAnswer =
  | ({ kind: "read"; text: string } & Validators)
  | { kind: "unchanged" }
  /** Why there is nothing, in a sentence that tells nothing of our network. */
  | { kind: "failed"; error: string };

/** Reads calendars at addresses that anybody may have named. */
export interface CalendarReader extends Pick<Guard, "objectionTo"> {
  /** @param known - what the last answer was known by: then it may be told that nothing changed. Never rejects. */
  read(url: string, known?: Validators): Promise<CalendarAnswer>;
}

export interface CalendarReaderOptions extends OutgoingOptions {
  /** The largest calendar that is read, in bytes. Default is 2 MiB. */
  mostBytes?: number;
  /** Default is made of the other options. */
  guard?: Guard;
}

/** Secret addresses of some providers lead to the machine that has the calendar. */
const MOST_REDIRECTS = 3;

/** Times out after 8,000 ms, redirects included, unless told otherwise: an owner who sets an address waits for it. */
export function createCalendarReader({ timeoutMs = 8000, mostBytes = 2 * 1024 * 1024, guard, ...options }: CalendarReaderOptions = {}): CalendarReader {
  const { objectionTo, lookup } = guard ?? createGuard(options);

  const follow = async (url: string, headers: Record<string, string>, signal: AbortSignal): Promise<CalendarAnswer> => {
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      const objection = objectionTo(url);
      // A socket looks up names alone: for an address there is only this check. Each redirect goes through it.
      if (objection) return failed(`Nothing was sent: ${hops > 0 ? "the calendar's address redirects to one that is not allowed." : "the address is not allowed."} ${objection}`);
      const { status, location, etag, lastModified, text } = await getOnce(new URL(url), { headers, lookup, signal }, mostBytes);
      if (status === 304) return { kind: "unchanged" };
      if (status >= 300 && status < 400) {
        if (!location || !URL.canParse(location, url) || !/^https?:$/.test(new URL(location, url).protocol)) return failed(`The answer was ${status}, and did not tell where to.`);
        url = new URL(location, url).href;
        continue;
      }
      if (status !== 200) return failed(`The answer was ${status}.${[401, 403, 404, 410].includes(status) ? " Copy the calendar's secret address anew." : ""}`);
      if (text === undefined) return failed(`The calendar is larger than ${Math.floor(mostBytes / 1024)} kB.`);
      if (!/^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text)) return failed("The answer was not a calendar in the iCalendar format.");
      return { kind: "read", text, etag, lastModified };
    }
    return failed(`The address redirects more than ${MOST_REDIRECTS} times.`);
  };

  return {
    objectionTo,
    async read(url, known) {
      const headers = {
        accept: "text/calendar, */*;q=0.1",
        // A small answer can't become a large one.
        "accept-encoding": "identity",
        "user-agent": "Holdfast-Calendars/1",
        ...(known?.etag && { "if-none-match": known.etag }),
        ...(known?.lastModified && { "if-modified-since": known.lastModified }),
      };
      try {
        return await follow(url, headers, AbortSignal.timeout(timeoutMs));
      } catch (error) {
        return failed(sentenceOf(error, timeoutMs));
      }
    },
  };
}

const failed = (error: string): CalendarAnswer => ({ kind: "failed", error });

interface Got extends Validators {
  status: number;
  location: string | undefined;
  /** Undefined where it is too large, and for answers whose body nobody needs. */
  text: string | undefined;
}

function getOnce(url: URL, options: http.RequestOptions, mostBytes: number) {
  return new Promise<Got>((resolve, reject) => {
    const { get } = url.protocol === "https:" ? https : http;
    const { lookup, ...rest } = options;
    const sent = get(url, { agent: false, maxHeaderSize: 16_384, ...rest, ...(lookup && { lookup }) });
    sent.on("error", reject);
    sent.on("response", (response) => {
      const done = (text?: string) => {
        const { location, etag, "last-modified": lastModified } = response.headers;
        resolve({ status: response.statusCode!, location, etag: storable(etag), lastModified: storable(lastModified), text });
        response.destroy();
      };
      if (response.statusCode !== 200) return done();
      const chunks: Buffer[] = [];
      let length = 0;
      response.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        if ((length += chunk.length) > mostBytes) done();
      });
      // Half a calendar would free what the other half keeps: only a whole one counts.
      response.on("end", () => (response.complete ? done(new TextDecoder().decode(Buffer.concat(chunks))) : reject(cut())));
      response.on("error", reject);
      response.on("close", () => reject(cut()));
    });
  });
}

const cut = () => Object.assign(new Error("The answer was cut."), { code: "ECONNRESET" });

const storable = (header: string | undefined) => (header && header.length <= 500 ? header : null);
