import { addDays } from "../../../dist/domain/local-dates.js";
import { TIME_ZONE, withBusiness } from "../business.js";
import { expectStatus, openConnections } from "../load/closed-loop.js";
import { Listeners } from "../load/listeners.js";
import { requestText } from "../load/request.js";
import { ascending, quantile } from "../load/statistics.js";
import type { Bench, Figure, Findings, Part } from "../part.js";

const LISTENERS = 2000;
/** As pages show them: those who look at the same days share what they are sent. */
const WINDOWS = 8;
const CHANGES_A_ROUND = 20;
/** Changes that are not counted: what is compiled, compiles then. */
const WARM_UP = 10;

export default {
  title: `A slot is taken and freed while ${LISTENERS.toLocaleString("en-US")} watch, all on one process`,
  order: 45,
  async run(bench: Bench): Promise<Findings> {
    const database = await bench.createDatabase();
    const { secretKey, publishableKey, serviceId } = await withBusiness(database, async ({ secretKey, publishableKey, resource, service }) => ({
      secretKey, publishableKey, serviceId: await service({ resourceIds: [await resource()], durationMinutes: 30 }),
    }));
    const api = await bench.startApi(database, 2);
    const tomorrow = addDays(new Date().toISOString().slice(0, 10), 1);
    // All of them begin tomorrow, so that each change is about every one.
    const pathOf = (index: number) =>
      `/v1/availability/live?${new URLSearchParams({ key: publishableKey, serviceId, from: tomorrow, to: addDays(tomorrow, index % WINDOWS), timeZone: TIME_ZONE })}`;
    const listeners = await Listeners.open(api.urls[0]!, LISTENERS, pathOf);
    bench.log(`  ${LISTENERS} listen, ${Math.round(api.residentMb())} MB.`);
    const headers = { Authorization: `Bearer ${secretKey}` };
    const start = new Date(Date.parse(`${tomorrow}T12:00:00+05:30`)).toISOString();
    const figures: Figure[] = [];
    try {
      for (const [where, url] of [["in their own process", api.urls[0]!], ["in another process", api.urls[1]!]] as const) {
        const [connection] = await openConnections([url], 1);
        const fromSent: number[] = [];
        const fromAnswered: number[] = [];
        for (let change = -WARM_UP; change < CHANGES_A_ROUND * bench.settings.rounds; change++) {
          let holdId = "";
          for (const [request, status] of [[() => requestText("POST", "/v1/holds", headers, { serviceId, start }), 201], [() => requestText("DELETE", `/v1/holds/${holdId}`, headers), 204]] as const) {
            let [sent, answered] = [0, 0];
            const heard = await listeners.hear(async () => {
              sent = performance.now();
              const answer = await connection!.send(request());
              answered = performance.now();
              expectStatus(answer, status);
              holdId = /"id":"(hold_[0-9a-z]+)"/.exec(answer.body.toString("latin1", 0, 100))?.[1] ?? holdId;
            });
            if (change < 0) continue;
            for (const at of heard) {
              fromSent.push(at - sent);
              fromAnswered.push(at - answered);
            }
          }
        }
        connection!.close();
        const [sent, answered] = [ascending(fromSent), ascending(fromAnswered)];
        figures.push(
          { name: `changed ${where}: p99 from the request's sending (before its commit) to the watchers`, value: quantile(sent, 0.99), unit: "ms", goal: { atMost: 100 } },
          { name: "  the same, from its answer (after its commit)", value: quantile(answered, 0.99), unit: "ms" },
          { name: "  the median, from its answer", value: quantile(answered, 0.5), unit: "ms" },
        );
      }
      figures.push({ name: `resident memory of the process with ${LISTENERS.toLocaleString("en-US")} streams`, value: api.residentMb(), unit: "MB" });
    } finally {
      listeners.close();
    }
    return { figures, notes: ["Client, API and database share the cores: reading what was sent is part of these times."] };
  },
} satisfies Part;
