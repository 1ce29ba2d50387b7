import type { Deps } from "../../deps.js";
import { invalidField } from "../../errors.js";

/** @throws `validation_failed` for an address that nothing may be sent to. */
export function assertReachable({ webhooks }: Pick<Deps, "webhooks">, url: string): void {
  const objection = webhooks.objectionTo(url);
  if (objection) throw invalidField("url", objection);
}
