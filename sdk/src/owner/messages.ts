import { Noun } from "../lib/noun.js";
import { path } from "../lib/url.js";
import type { CallOptions } from "../options.js";
import type { ListMessagesQuery, Message, MessageList } from "../types.js";

/** Mails to customers and owners. */
export class Messages extends Noun {
  /** A page of mails that failed for good, the newest first; with `status: "waiting"` of those that are still tried. */
  list(query?: ListMessagesQuery, options?: CallOptions): Promise<MessageList> {
    return this.read("/messages", options, query);
  }

  /** Sends one again. @throws HoldfastError `not_found`, for those that were sent, too */
  retry(messageId: string, options?: CallOptions): Promise<Message> {
    return this.transport.call({ ...options, method: "POST", path: path`/messages/${messageId}/retry`, keyed: false });
  }
}
