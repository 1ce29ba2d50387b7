import type { CapturedMail } from "@holdfast/api";

/** The mails the demo sent: kept in memory, the newest first, and only so many. */
export class Mailbox {
  #mails: CapturedMail[] = [];

  /** @param capacity how many mails are kept. Default is 200. */
  constructor(readonly capacity = 200) {}

  add(mail: CapturedMail): void {
    this.#mails = [mail, ...this.#mails].slice(0, this.capacity);
  }

  list(): readonly CapturedMail[] {
    return this.#mails;
  }

  find(id: string): CapturedMail | undefined {
    return this.#mails.find((mail) => mail.id === id);
  }
}
