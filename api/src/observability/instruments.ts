// The text format of Prometheus is five lines of rules; prom-client takes 11 MB of memory and 40 ms to start, in every process.
// https://prometheus.io/docs/instrumenting/exposition_formats/

/** Values of labels that are few and known beforehand: never an id, an address or anything of a person. */
export type Labels = Readonly<Record<string, string>>;

export interface Instrument {
  readonly name: string;
  /** Its lines in the text format. */
  text(): string;
}

const escaped = (value: string) => value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
const series = (labels: Labels) => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length > 0 ? `{${pairs.join(",")}}` : "";
};
const about = (name: string, type: string, help: string) => `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
const lines = (name: string, values: Iterable<readonly [series: string, value: number]>) => [...values].map(([series, value]) => `${name}${series} ${value}\n`).join("");

/** Goes up only; how fast is what is of interest. */
export class Counter implements Instrument {
  readonly #values = new Map<string, number>();

  /** @param always - series that are told from the start, as 0: what never happened is told apart from what is not counted. */
  constructor(
    readonly name: string,
    readonly help: string,
    always: readonly Labels[] = [{}],
  ) {
    for (const labels of always) this.#values.set(series(labels), 0);
  }

  inc(labels: Labels = {}, by = 1): void {
    const key = series(labels);
    this.#values.set(key, (this.#values.get(key) ?? 0) + by);
  }

  text = () => about(this.name, "counter", this.help) + lines(this.name, this.#values);
}

/** What is the case when it is asked. */
export class Gauge implements Instrument {
  constructor(
    readonly name: string,
    readonly help: string,
    /** The value, or one for each of its series; undefined where it can't be known: it is left out then. */
    readonly read: () => number | readonly (readonly [Labels, number])[] | undefined,
    readonly type: "gauge" | "counter" = "gauge",
  ) {}

  text = () => {
    const value = this.read();
    if (value === undefined) return "";
    const values = typeof value === "number" ? [["", value] as const] : value.map(([labels, value]) => [series(labels), value] as const);
    return about(this.name, this.type, this.help) + lines(this.name, values);
  };
}

interface Distribution {
  labels: Labels;
  /** How many were in each bucket, those above the last one at the end. */
  counts: number[];
  sum: number;
}

/** How often something took how long, so that quantiles can be told over many processes. */
export class Histogram implements Instrument {
  readonly #values = new Map<string, Distribution>();

  /** @param bounds - of the buckets, upwards; each holds what is at most as large. */
  constructor(
    readonly name: string,
    readonly help: string,
    readonly bounds: readonly number[],
  ) {}

  observe(labels: Labels, value: number): void {
    const key = series(labels);
    let found = this.#values.get(key);
    if (!found) this.#values.set(key, (found = { labels, counts: Array<number>(this.bounds.length + 1).fill(0), sum: 0 }));
    let bucket = 0;
    while (bucket < this.bounds.length && value > this.bounds[bucket]!) bucket += 1;
    found.counts[bucket]! += 1;
    found.sum += value;
  }

  text = () => {
    const values = [...this.#values].map(([key, { labels, counts, sum }]) => {
      let count = 0;
      const buckets = counts.map((some, i) => [series({ ...labels, le: this.bounds[i]?.toString() ?? "+Inf" }), (count += some)] as const);
      return `${lines(`${this.name}_bucket`, buckets)}${this.name}_sum${key} ${sum}\n${this.name}_count${key} ${count}\n`;
    });
    return about(this.name, "histogram", this.help) + values.join("");
  };
}
