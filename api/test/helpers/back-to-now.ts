import { expireLapsedHolds } from "../../src/queries/holds.js";
import type { TestApp } from "./app.js";
import { NOW } from "./times.js";

/** Sets the clock to `NOW` again. What has expired meanwhile is ended first, or it would come back to life without its claims. */
export async function backToNow(app: TestApp): Promise<void> {
  await expireLapsedHolds(app.sql, 10_000);
  await app.clock.set(NOW);
}
