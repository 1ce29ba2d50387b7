import { median } from "./statistics.js";

const SLICE_MS = 500;

/** How many times less CPU one function takes than another, by slices in turns; collecting garbage counts. */
export function cpuRatio(fast: () => unknown, slow: () => unknown, rounds: number): { ratio: number; fastMs: number; slowMs: number } {
  const fastMs: number[] = [];
  const slowMs: number[] = [];
  cpuMsOf(fast);
  cpuMsOf(slow);
  for (let round = 0; round < rounds; round++) {
    fastMs.push(cpuMsOf(fast));
    slowMs.push(cpuMsOf(slow));
  }
  return { ratio: median(slowMs.map((value, round) => value / fastMs[round]!)), fastMs: median(fastMs), slowMs: median(slowMs) };
}

function cpuMsOf(work: () => unknown): number {
  const before = process.cpuUsage();
  const endAt = performance.now() + SLICE_MS;
  let calls = 0;
  do {
    work();
    calls++;
  } while (performance.now() < endAt);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / calls;
}
