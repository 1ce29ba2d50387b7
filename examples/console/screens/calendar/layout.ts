/** Something with a beginning and an end, in minutes of a day or in anything else that counts upwards. */
export interface Span {
  from: number;
  to: number;
}

/** Where a block stands: the lane it is in, of how many that are needed beside each other there. */
export type Laid<T> = T & { lane: number; lanes: number };

/**
 * Puts blocks that overlap into lanes beside each other. Each takes the first lane that is free; all of a group that
 * hangs together are told the same number of lanes, so that they are equally wide.
 */
export function layOut<T extends Span>(blocks: readonly T[]): Laid<T>[] {
  const sorted = [...blocks].sort((a, b) => a.from - b.from || b.to - a.to);
  const laid: Laid<T>[] = [];
  let group: Laid<T>[] = [];
  let ends: number[] = [];
  const close = () => {
    for (const block of group) block.lanes = ends.length;
    group = [];
    ends = [];
  };
  for (const block of sorted) {
    if (ends.length > 0 && ends.every((end) => end <= block.from)) close();
    const free = ends.findIndex((end) => end <= block.from);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = block.to;
    const placed = { ...block, lane, lanes: 1 };
    group.push(placed);
    laid.push(placed);
  }
  close();
  return laid;
}

/** Blocks that don't fit beside each other, as one: how many, and from when to when. */
export interface Overflow extends Span {
  count: number;
}

/** Keeps `most` lanes where more are needed: the last one of them then tells how many more there are. */
export function limitLanes<T extends Span>(laid: readonly Laid<T>[], most: number): { shown: Laid<T>[]; hidden: Overflow[] } {
  const shown: Laid<T>[] = [];
  const hidden: Overflow[] = [];
  for (const block of laid) {
    if (block.lanes <= most || block.lane < most - 1) {
      shown.push({ ...block, lanes: Math.min(block.lanes, most) });
      continue;
    }
    const before = hidden.at(-1);
    if (before && block.from < before.to) {
      before.count++;
      before.to = Math.max(before.to, block.to);
    } else hidden.push({ from: block.from, to: block.to, count: 1 });
  }
  return { shown, hidden };
}

/** The part of a span that lies in a day of this many minutes; undefined where none does. */
export function within<T extends Span>(span: T, from: number, to: number): T | undefined {
  if (span.to <= from || span.from >= to) return undefined;
  return { ...span, from: Math.max(span.from, from), to: Math.min(span.to, to) };
}

/** Whole hours that show all of these spans, and at least the given ones. */
export function hoursAround(spans: readonly Span[], usual: Span): Span {
  const from = Math.min(usual.from, ...spans.map((span) => span.from));
  const to = Math.max(usual.to, ...spans.map((span) => span.to));
  return { from: Math.floor(from / 60) * 60, to: Math.min(24 * 60, Math.ceil(to / 60) * 60) };
}

/** What is left of a day once these spans are open: the times that are closed. */
export function closedOf(open: readonly Span[], day: Span): Span[] {
  const closed: Span[] = [];
  let from = day.from;
  for (const span of [...open].sort((a, b) => a.from - b.from)) {
    if (span.from > from) closed.push({ from, to: Math.min(span.from, day.to) });
    from = Math.max(from, span.to);
  }
  if (from < day.to) closed.push({ from, to: day.to });
  return closed;
}
