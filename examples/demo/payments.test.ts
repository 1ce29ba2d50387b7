import { access, stat } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test, vi } from "vitest";
import { type Demo, type Held, post, program, startDemo, stop, temporaryFolder, until, visit } from "./e2e/program.js";

beforeAll(() => access(program));

// Each test starts real processes twice, beside other files that do the same.
vi.setConfig({ testTimeout: 60_000 });

/** A haircut far enough ahead that cancelling gives everything back. */
async function bookHaircut(demo: Demo): Promise<Held> {
  const visitor = await visit(demo, "haircut");
  const hold = await visitor.holdFirst(3);
  const { payment } = await visitor.checkout(hold, { length: "Short" });
  const proof = await post(`${demo.url}/razorpay/control/pay`, { orderId: payment.orderId });
  const booking = await visitor.confirm(hold, proof);
  await until(
    () => visitor.booking(booking),
    (seen) => seen.payment.status === "captured",
  );
  return booking;
}

async function refundedAfterCancel(demo: Demo, booking: Held) {
  const visitor = await visit(demo, "haircut");
  await visitor.cancel(booking);
  const { payment } = await until(
    () => visitor.booking(booking),
    (seen) => seen.payment.status === "refunded",
  );
  return payment;
}

test("what was paid before a restart is refunded after it", async () => {
  const folder = await temporaryFolder();
  const first = await startDemo(folder);
  const booking = await bookHaircut(first);
  await stop(first);
  expect((await stat(join(folder, "payments.json"))).mode & 0o777).toBe(0o600);
  expect(await refundedAfterCancel(await startDemo(folder), booking)).toMatchObject({ amount: 90_000, refundedAmount: 90_000 });
});

test("a killed process loses no more than the last second", async () => {
  const folder = await temporaryFolder();
  const first = await startDemo(folder);
  const booking = await bookHaircut(first);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await stop(first, "SIGKILL");
  expect(await refundedAfterCancel(await startDemo(folder), booking)).toMatchObject({ refundedAmount: 90_000 });
});
