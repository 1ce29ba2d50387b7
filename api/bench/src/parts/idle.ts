import { setTimeout as sleep } from "node:timers/promises";
import { median } from "../load/statistics.js";
import type { Bench, Findings, Part } from "../part.js";

const STARTS = 3;
/** Long enough for what a start leaves behind to be collected. */
const SETTLE_MS = 5000;

export default {
  title: "An API process that nobody asks anything",
  order: 70,
  async run(bench: Bench): Promise<Findings> {
    const database = await bench.createDatabase();
    const startMs: number[] = [];
    const residentMb: number[] = [];
    for (let round = 0; round < STARTS; round++) {
      const api = await bench.startApi(database, 1);
      await sleep(SETTLE_MS);
      startMs.push(api.startMs);
      residentMb.push(api.residentMb());
      await api.stop();
    }
    return {
      figures: [
        { name: "resident memory", value: median(residentMb), unit: "MB", goal: { atMost: 120 } },
        { name: "from its start until it listens", value: median(startMs), unit: "ms" },
      ],
    };
  },
} satisfies Part;
