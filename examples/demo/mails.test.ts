import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { expect, onTestFinished, test } from "vitest";
import { startDemo, temporaryFolder, until, visit } from "./e2e/program.js";

/** A mail server that takes everything. */
async function mailServer() {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, _session, done) {
      const mail: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => mail.push(chunk));
      stream.on("end", () => {
        mails.push(Buffer.concat(mail).toString());
        done();
      });
    },
  });
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  onTestFinished(() => new Promise<void>((resolve) => server.close(resolve)));
  return { mails, url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}` };
}

test("with a mail server mails are really sent, and the outbox shows them too", async () => {
  const { mails, url } = await mailServer();
  const demo = await startDemo(await temporaryFolder(), { SMTP_URL: url, MAIL_FROM: "Studio <bookings@studio.example>" });
  const visitor = await visit(demo, "consultation");
  await visitor.checkout(await visitor.holdFirst());
  const outbox = await until(
    async () => (await fetch(`${demo.url}/demo/outbox`)).text(),
    (page) => page.includes("asha@example.com"),
  );
  expect(outbox).toContain("These mails were really sent.");
  expect(mails.join()).toMatch(/^From: .*<bookings@studio\.example>/m);
  expect(mails.join()).toMatch(/^To: .*<?asha@example\.com>?/m);
}, 60_000);
