import type { KillPlan } from "./plan.js";
import type { Processes } from "../helpers/api-processes.js";
import { pause } from "../helpers/until.js";

/** Kills processes at the planned moments: when the nth request, webhook or call of the gateway is under way. */
export class Kills {
  readonly #counts = new Map<KillPlan["moment"], number>();
  readonly #due = new Map<string, KillPlan>();
  readonly #processes: Processes;
  #over = false;

  constructor(plans: readonly KillPlan[], processes: Processes) {
    for (const plan of plans) this.#due.set(`${plan.moment} ${plan.nth}`, plan);
    this.#processes = processes;
  }

  /** Counts a moment that has come. @returns the kill that was planned for it. */
  comes(moment: KillPlan["moment"]): KillPlan | undefined {
    const nth = (this.#counts.get(moment) ?? 0) + 1;
    this.#counts.set(moment, nth);
    return this.#over ? undefined : this.#due.get(`${moment} ${nth}`);
  }

  /** For what a process has just been sent: kills it while it works on that. */
  sent(moment: "request" | "webhook", slot: number): void {
    const plan = this.comes(moment);
    if (plan) void pause(plan.delayMs).then(() => this.carryOut(plan, slot));
  }

  carryOut({ all }: KillPlan, slot: number): void {
    if (all) this.#processes.killAll();
    else this.#processes.kill(slot);
  }

  /** No more of them. */
  end(): void {
    this.#over = true;
  }
}
