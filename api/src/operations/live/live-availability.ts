import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Sql } from "../../database/connect.js";
import { listSlots } from "../../domain/slots.js";
import { addDays } from "../../domain/local-dates.js";
import { wallTimeToInstantMs } from "../../domain/zones.js";
import { hearProcesses, notifyProcesses } from "../../queries/live-changes.js";
import { slotView } from "../availability/list-availability.js";
import { forgetServices, gatheredReads } from "../availability/reads.js";
import { loadBookableService, loadSlotState, MINUTE_MS, rulesOf } from "../availability/slot-state.js";
import { type Change, type ChangeListener, isTimeChange } from "./changes.js";
import { Channel, type Listener, type SlotsEvent, type Watched } from "./channel.js";

export interface LiveOptions {
  /** How long changes are gathered before they are told, in milliseconds. Default is 20. */
  gatherMs?: number;
  /** How often a silent stream shows that it lives, in milliseconds. Default is 15,000. */
  heartbeatMs?: number;
}

const encoder = new TextEncoder();
const HEARTBEAT = encoder.encode(":\n\n");

/** How long a channel without listeners is kept for those who come back, in milliseconds. */
const KEPT_MS = 60_000;
/** NOTIFY takes 8000 bytes. */
const CHANGES_PER_NOTE = 30;

/**
 * Tells everybody who watches a service what can be booked, as soon as it changes in any process.
 *
 * Changes are told after their commit, gathered for some milliseconds, and passed between processes by NOTIFY in a
 * statement of its own. What was lost on the way (a process that died, a connection that broke) costs freshness, never
 * correctness: listeners are then told to read everything anew.
 */
export class LiveAvailability implements ChangeListener {
  /** Names this process in event ids: those of another one can't be gone on from. */
  readonly #process = randomUUID().slice(0, 8);
  #number = 0;
  readonly #channels = new Map<string, Channel>();
  readonly #ofTenant = new Map<string, Set<Channel>>();
  #untold: Change[] = [];
  #telling: NodeJS.Timeout | undefined;
  #beating: NodeJS.Timeout | undefined;
  #hearing: Promise<() => Promise<void>> | undefined;
  #working: Promise<void> | undefined;
  #stopped = false;

  constructor(
    readonly sql: Sql,
    readonly log: Logger,
    readonly options: LiveOptions = {},
  ) {}

  /** How many listen in this process. */
  get listeners(): number {
    let count = 0;
    for (const { listeners } of this.#channels.values()) count += listeners.size;
    return count;
  }

  changed(change: Change): void {
    if (this.#stopped) return;
    this.#untold.push(change);
    this.#telling ??= setTimeout(() => this.#tell(), this.options.gatherMs ?? 20).unref();
  }

  /**
   * Adds a listener, who is sent what happened since `lastEventId`, or told to read everything where that is not known.
   * @returns what takes it away again.
   * @throws `not_found` for a service that can't be booked.
   */
  async subscribe(watched: Watched, listener: Listener, lastEventId: string | undefined): Promise<() => void> {
    // First of all: what other processes tell from now on must not be missed.
    await this.#hear();
    const channel = await this.#channelFor(watched);
    const [process, number] = lastEventId?.split(".") ?? [];
    const missed = process === this.#process ? channel.since(Number(number)) : lastEventId === undefined ? [] : undefined;
    if (!missed?.length) listener.send(this.#event(missed ? "ready" : "reload", {}, this.#number));
    for (const message of missed ?? []) listener.send(message);
    channel.listeners.add(listener);
    channel.emptySince = undefined;
    this.#beating ??= setInterval(() => this.#beat(), this.options.heartbeatMs ?? 15_000).unref();
    return () => {
      channel.listeners.delete(listener);
      if (channel.listeners.size === 0) channel.emptySince = performance.now();
    };
  }

  /** Ends every stream. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#telling);
    clearInterval(this.#beating);
    for (const channel of this.#channels.values()) for (const listener of channel.listeners) channel.drop(listener);
    await this.#working;
    await (await this.#hearing?.catch(() => undefined))?.().catch(() => undefined);
  }

  #tell(): void {
    this.#telling = undefined;
    const changes = this.#untold.splice(0);
    this.#apply(changes);
    for (let i = 0; i < changes.length; i += CHANGES_PER_NOTE)
      notifyProcesses(this.sql, JSON.stringify({ from: this.#process, changes: changes.slice(i, i + CHANGES_PER_NOTE) })).catch((err: unknown) =>
        this.log.warn({ err }, "other processes were not told of changes"),
      );
  }

  #hear(): Promise<unknown> {
    let connections = 0;
    // Heard again after a while: nobody knows what was told meanwhile.
    const onConnected = () => void (connections++ > 0 && this.#apply("everything"));
    return (this.#hearing ??= hearProcesses(this.sql, (payload) => this.#heard(payload), onConnected).catch((err: unknown) => {
      this.#hearing = undefined;
      this.log.warn({ err }, "changes of other processes can't be heard");
      return async () => {};
    }));
  }

  #heard(payload: string): void {
    const { from, changes } = JSON.parse(payload) as { from: string; changes: Change[] };
    if (from !== this.#process) this.#apply(changes);
  }

  #apply(changes: readonly Change[] | "everything"): void {
    if (changes === "everything") for (const channel of this.#channels.values()) channel.stale = true;
    else
      for (const change of changes) {
        if (!isTimeChange(change)) forgetServices(this.sql, change.tenantId);
        for (const channel of this.#ofTenant.get(change.tenantId) ?? []) {
          if (!isTimeChange(change)) channel.stale = true;
          else if (channel.affectedBy(change)) channel.pending.push(change);
        }
      }
    // One round at a time: what changes meanwhile is told by the next one, all at once.
    this.#working ??= this.#work().finally(() => (this.#working = undefined));
  }

  async #work(): Promise<void> {
    for (;;) {
      const due = [...this.#channels.values()].filter(({ stale, pending }) => stale || pending.length > 0);
      if (due.length === 0 || this.#stopped) return;
      await Promise.all(due.map((channel) => this.#update(channel).catch((err: unknown) => this.log.warn({ err }, "watchers were not told"))));
    }
  }

  async #update(channel: Channel): Promise<void> {
    const { stale, pending } = channel;
    channel.stale = false;
    channel.pending = [];
    if (channel.listeners.size === 0) return channel.skip(++this.#number);
    if (stale) {
      channel.reach = await this.#reachOf(channel.watched).catch(() => channel.reach);
      return this.#send(channel, "reload", {});
    }
    const windows = merged(pending.flatMap((change) => channel.affectedBy(change) ?? []));
    for (const event of await this.#slotsIn(channel.watched, windows)) this.#send(channel, "slots", event);
  }

  async #slotsIn(watched: Watched, windows: readonly { startMs: number; endMs: number }[]): Promise<SlotsEvent[]> {
    const { tenantId, timeZone, resourceId, quantity = 1 } = watched;
    const reads = gatheredReads(this.sql);
    const service = await loadBookableService(reads, tenantId, watched.serviceId);
    const rules = rulesOf(service, watched.durationMinutes ?? service.durations[0]!.minutes);
    return Promise.all(
      windows.map(async (range) => {
        const state = await loadSlotState(reads, tenantId, service, range);
        const slots = listSlots(rules, state, { nowMs: state.now.getTime(), quantity, range, ...(resourceId && { resourceId }) });
        return { from: new Date(range.startMs).toISOString(), to: new Date(range.endMs).toISOString(), slots: slots.map((slot) => slotView(slot, timeZone)) };
      }),
    );
  }

  async #channelFor(watched: Watched): Promise<Channel> {
    const key = JSON.stringify([watched.tenantId, watched.serviceId, watched.from, watched.to, watched.timeZone, watched.resourceId, watched.quantity, watched.durationMinutes]);
    const known = this.#channels.get(key);
    if (known) return known;
    const reach = await this.#reachOf(watched);
    // Somebody else may have opened it meanwhile.
    const channel = this.#channels.get(key) ?? new Channel(watched, reach, this.#number);
    this.#channels.set(key, channel);
    const siblings = this.#ofTenant.get(watched.tenantId) ?? new Set();
    this.#ofTenant.set(watched.tenantId, siblings.add(channel));
    return channel;
  }

  async #reachOf(watched: Watched): Promise<Channel["reach"]> {
    const service = await loadBookableService(gatheredReads(this.sql), watched.tenantId, watched.serviceId);
    const minutes = watched.durationMinutes ?? service.durations[0]!.minutes;
    return {
      resourceIds: new Set(service.resources.keys()),
      beforeMs: (minutes + service.bufferAfterMinutes) * MINUTE_MS,
      afterMs: service.bufferBeforeMinutes * MINUTE_MS,
      startMs: wallTimeToInstantMs(watched.timeZone, watched.from, 0),
      endMs: wallTimeToInstantMs(watched.timeZone, addDays(watched.to, 1), 0),
    };
  }

  #send(channel: Channel, name: string, data: object): void {
    const number = ++this.#number;
    channel.send(number, this.#event(name, data, number));
  }

  #event = (name: string, data: object, number: number) => encoder.encode(`id: ${this.#process}.${number}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`);

  #beat(): void {
    for (const channel of this.#channels.values()) {
      for (const listener of channel.listeners) if (!listener.send(HEARTBEAT)) channel.drop(listener);
      if (channel.emptySince !== undefined && performance.now() - channel.emptySince > KEPT_MS) this.#forget(channel);
    }
    if (this.#channels.size > 0) return;
    clearInterval(this.#beating);
    this.#beating = undefined;
  }

  #forget(channel: Channel): void {
    if (channel.listeners.size > 0) return;
    for (const [key, known] of this.#channels) if (known === channel) this.#channels.delete(key);
    const siblings = this.#ofTenant.get(channel.watched.tenantId);
    siblings?.delete(channel);
    if (siblings?.size === 0) this.#ofTenant.delete(channel.watched.tenantId);
  }
}

/** The same times in as few ranges: neighbours become one. */
function merged(ranges: readonly { startMs: number; endMs: number }[]): { startMs: number; endMs: number }[] {
  const result: { startMs: number; endMs: number }[] = [];
  for (const range of ranges.toSorted((a, b) => a.startMs - b.startMs)) {
    const last = result.at(-1);
    if (last && range.startMs <= last.endMs) last.endMs = Math.max(last.endMs, range.endMs);
    else result.push({ ...range });
  }
  return result;
}
