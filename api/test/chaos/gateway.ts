import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { createEmulator, type Emulator } from "../../../examples/razorpay-emulator/index.js";
import { ACCOUNTS, type Business } from "./businesses.js";
import type { Journal } from "./journal.js";
import type { Kills } from "./kills.js";
import type { Processes } from "../helpers/api-processes.js";

/** The emulated provider over HTTP, with an address for each API process, so that it is known who calls. */
export interface Gateway extends Pick<Emulator, "control"> {
  urls: string[];
  /** Where a business's events go from now on. */
  connect(business: Business): void;
  /** From now on kills happen, and webhooks find a way. */
  watch(processes: Processes, kills: Kills): void;
  /** The reconciler alone is at work: its calls are counted apart. */
  cleaning: boolean;
  /** Calls that are not answered yet. */
  underWay: number;
  close(): Promise<void>;
}

/** @param now - where the clock begins. */
export async function openGateway(slots: number, now: Date, journal: Journal): Promise<Gateway> {
  let processes: Processes | undefined;
  let kills: Kills | undefined;

  /** Events go to whichever process lives, as they would through a load balancer. */
  const forward: typeof fetch = async (url, init) => {
    const living = processes?.pick();
    journal.count("webhook");
    if (!living) return new Response(null, { status: 502 });
    const answering = fetch(living.url + new URL(String(url)).pathname, init);
    kills?.sent("webhook", living.slot);
    const answer = await answering;
    if (answer.status >= 400 && answer.status !== 503) journal.find("6 answers", `a webhook was answered ${answer.status}: ${await answer.text()} ${String(init?.body)}`);
    return answer;
  };
  const [first, ...others] = ACCOUNTS;
  const emulator = createEmulator({ keyId: first.keyId, keySecret: first.keySecret, accounts: others, now: () => now, fetch: forward });
  const { control } = emulator;
  for (const { keyId, captureMode, receiptRule } of ACCOUNTS) {
    control.setCaptureMode(captureMode, keyId);
    control.setReceiptRule(receiptRule, keyId);
  }

  const servers = Array.from({ length: slots }, (_, slot) =>
    createServer(
      getRequestListener(async (request, bindings) => {
        gateway.underWay += 1;
        journal.count("gateway call");
        const kill = kills?.comes(gateway.cleaning ? "gateway call of the reconciler" : "gateway call");
        if (kill && !kill.afterEffect) kills?.carryOut(kill, slot);
        try {
          return await emulator.app.fetch(request, bindings);
        } finally {
          gateway.underWay -= 1;
          // It happened at the provider, and who asked for it never hears.
          if (kill?.afterEffect) kills?.carryOut(kill, slot);
        }
      }),
    ),
  );
  const gateway: Gateway = {
    control,
    urls: await Promise.all(servers.map(listen)),
    connect({ tenantId, keyId }) {
      const { webhookSecret } = ACCOUNTS.find((account) => account.keyId === keyId)!;
      control.setWebhook({ url: `http://api.test/v1/webhooks/razorpay/${tenantId}`, secret: webhookSecret }, keyId);
    },
    watch(living, planned) {
      processes = living;
      kills = planned;
    },
    cleaning: false,
    underWay: 0,
    async close() {
      await emulator.stop();
      for (const server of servers) server.closeAllConnections();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
  return gateway;
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
