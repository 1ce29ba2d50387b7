import { createEmulator, type Emulator, type EmulatorSnapshot, readSnapshot } from "../razorpay-emulator/index.js";
import type { Closers } from "./closers.js";
import type { DataFolder } from "./data-folder.js";
import { Saver } from "./saver.js";
import { sentenceOf } from "./start-error.js";

/** The name of the file in the data folder. */
const KEPT = "payments";

/**
 * The payment emulator with what it remembers of earlier starts: a booking that was paid then can be refunded now. Saved
 * soon after each change, and at the end.
 *
 * @throws {StartError} where the file is damaged
 */
export async function openPayments(data: DataFolder, closers: Closers): Promise<Emulator> {
  const restore = await findSnapshot(data);
  const saver = new Saver({
    save: () => data.writeJson(KEPT, emulator.control.snapshot()),
    onFailure: (error) => console.error(sentenceOf(error) ?? error),
  });
  const emulator = createEmulator({ basePath: "/razorpay", onChange: saver.changed, ...(restore && { restore }) });
  closers.add("payment emulator", async () => {
    // Before it stops: stopping sets its clock back.
    await saver.close().finally(() => emulator.stop());
  });
  return emulator;
}

async function findSnapshot(data: DataFolder): Promise<EmulatorSnapshot | undefined> {
  const kept = await data.readJson(KEPT);
  if (kept === undefined) return undefined;
  try {
    return readSnapshot(kept);
  } catch (cause) {
    throw data.damaged(`${KEPT}.json`, cause);
  }
}
