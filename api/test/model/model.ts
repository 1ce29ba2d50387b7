const MINUTE = 60_000;

/** What the model knows of a service: enough to decide by trying everything. */
export interface ModelService {
  id: string;
  minutes: number;
  capacity: number;
  pools: string[][];
  /** What a place costs now, in minor units. */
  price: number;
}

export interface ModelHold {
  id: string;
  token: string;
  service: ModelService;
  startMs: number;
  quantity: number;
  /** What was agreed for all places when it was placed. */
  price: number;
  resourceIds: string[];
  /** Infinity once it is booked. */
  expiresAtMs: number;
  extensionsLeft: number;
  state: "held" | "booked" | "over";
  booking?: { id: string; token: string };
  /** The provider's payment, where something was to be paid. */
  paymentId?: string;
}

/** Holds in a list, and a clock: small and slow enough to be plainly right. */
export class Model {
  readonly holds: ModelHold[] = [];
  nowMs: number;

  constructor(nowMs: number) {
    this.nowMs = nowMs;
  }

  isLive = (hold: ModelHold) => hold.state !== "over" && hold.expiresAtMs > this.nowMs;

  /** Whether this very combination can take the party, if `except` gave up its place. */
  fits(service: ModelService, startMs: number, quantity: number, resourceIds: readonly string[], except?: ModelHold): boolean {
    const endMs = startMs + service.minutes * MINUTE;
    const key = this.sessionOf(service, startMs, resourceIds);
    let taken = 0;
    for (const other of this.holds) {
      if (other === except || !this.isLive(other) || !other.resourceIds.some((id) => resourceIds.includes(id))) continue;
      if (other.startMs >= endMs || other.startMs + other.service.minutes * MINUTE <= startMs) continue;
      if (this.sessionOf(other.service, other.startMs, other.resourceIds) !== key) return false;
      taken += other.quantity;
    }
    return taken + quantity <= service.capacity;
  }

  /** Whether anything is left at all. */
  canPlace(service: ModelService, startMs: number, quantity: number, except?: ModelHold): boolean {
    const combinations = service.pools.reduce<string[][]>((sets, pool) => sets.flatMap((set) => pool.filter((id) => !set.includes(id)).map((id) => [...set, id])), [[]]);
    return combinations.some((ids) => this.fits(service, startMs, quantity, ids, except));
  }

  sessionOf = (service: ModelService, startMs: number, resourceIds: readonly string[]) => [service.id, startMs, ...resourceIds.toSorted()].join(" ");
}
