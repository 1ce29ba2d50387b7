import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { afterAll } from "vitest";

export interface ReceivedMail extends ParsedMail {
  /** As the envelope says, whatever the headers do. */
  recipients: string[];
  raw: string;
}

/** A real SMTP server that keeps what it gets. Call it at the top level of a test file. */
export async function startMailServer() {
  const received: ReceivedMail[] = [];
  const unknown = new Set<string>();
  let server: SMTPServer;
  const open = async (port = 0) => {
    server = new SMTPServer({
      disabledCommands: ["AUTH", "STARTTLS"],
      onRcptTo: ({ address }, _, done) => done(unknown.has(address) ? Object.assign(new Error("no such mailbox"), { responseCode: 550 }) : null),
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", async () => {
          const raw = Buffer.concat(chunks);
          received.push({ ...(await simpleParser(raw)), recipients: session.envelope.rcptTo.map(({ address }) => address), raw: raw.toString("utf8") });
          done();
        });
      },
    });
    server.on("error", () => {}); // A client that goes in the middle of a sentence.
    server.listen(port, "127.0.0.1");
    await once(server.server, "listening");
    return (server.server.address() as AddressInfo).port;
  };
  const close = () => new Promise<void>((resolve) => server.close(resolve));
  const port = await open();
  afterAll(close);
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    /** Addresses it refuses for good. */
    unknown,
    /** Nothing answers from now on. */
    goDown: close,
    comeBack: () => open(port),
  };
}
