import { randomUUID } from "node:crypto";
import { createTransport, type SendMailOptions } from "nodemailer";

export interface Mail {
  to: { name: string; address: string };
  /** The business's name; the address is the server's. */
  fromName: string;
  replyTo?: string;
  subject: string;
  html: string;
  text: string;
  /** An invitation that calendars understand. */
  ics?: { method: "REQUEST" | "CANCEL"; content: string };
  /** The same for every try of one message, so that a mail delivered twice is shown once. */
  messageId: string;
}

/** A mail as it was sent, or would have been, where no mail server is configured. */
export interface CapturedMail {
  id: string;
  to: string;
  from: string;
  subject: string;
  html: string;
  text: string;
  attachments: { filename: string; contentType: string; content: string }[];
  sentAt: Date;
}

export interface Mailer {
  /** @throws where the mail server refuses or can't be reached; the outbox tries again. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

export interface MailerOptions {
  /** `smtp://user:password@host:587`; without it mails go to `onMail` alone. */
  smtpUrl?: string;
  /** Sender address, such as `Holdfast <bookings@example.com>`. */
  from: string;
  onMail?: (mail: CapturedMail) => void;
}

/** A server that says nothing must not keep a message longer than its lease, in milliseconds; `SMTP_URL` can say otherwise. The library waits for minutes. */
const SMTP_TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/** Sends by SMTP where there is a server, and hands each mail that was delivered to `onMail`. */
export function createMailer({ smtpUrl, from, onMail }: MailerOptions): Mailer {
  const transport = smtpUrl
    ? createTransport({ url: smtpUrl, ...SMTP_TIMEOUTS })
    : createTransport({ streamTransport: true, buffer: true });
  const fromAddress = /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from;

  return {
    async send(mail) {
      // Nobody would get it: not even composing it is worth the time.
      if (!smtpUrl && !onMail) return;
      const icsFile = mail.ics && {
        filename: "booking.ics",
        contentType: `text/calendar; charset=utf-8; method=${mail.ics.method}`,
        content: mail.ics.content,
      };
      const message: SendMailOptions = {
        from: { name: mail.fromName, address: fromAddress },
        to: mail.to,
        ...(mail.replyTo && { replyTo: mail.replyTo }),
        subject: mail.subject,
        html: mail.html,
        text: mail.text,
        messageId: `<${mail.messageId}@${fromAddress.split("@")[1] ?? "holdfast"}>`,
        ...(mail.ics && { icalEvent: { method: mail.ics.method, content: mail.ics.content, filename: "booking.ics" } }),
      };
      await transport.sendMail(message);
      onMail?.({
        id: randomUUID(),
        to: `${mail.to.name} <${mail.to.address}>`,
        from: `${mail.fromName} <${fromAddress}>`,
        subject: mail.subject,
        html: mail.html,
        text: mail.text,
        attachments: icsFile ? [icsFile] : [],
        sentAt: new Date(),
      });
    },
    close: () => transport.close(),
  };
}
