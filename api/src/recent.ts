/** What was read in the last moment, by tenant. Whoever changes something in this process forgets it. */
export class Recent<Value> {
  readonly #tenants = new Map<string, Map<string, { value: Value; until: number }>>();
  #count = 0;
  #changes = 0;

  /**
   * @param keptMs - how old a value can be, in milliseconds: for so long another process's change is not known.
   * @param most - values that are kept; one more, and all are forgotten.
   */
  constructor(
    readonly keptMs: number,
    readonly most = 20_000,
  ) {}

  get(tenantId: string, key: string): Value | undefined {
    const found = this.#tenants.get(tenantId)?.get(key);
    return found && found.until > performance.now() ? found.value : undefined;
  }

  /** The value that is known, or what `read` gives, which is kept unless somebody forgot meanwhile: it may be from before the change. */
  async getOr(tenantId: string, key: string, read: () => Promise<Value | undefined>): Promise<Value | undefined> {
    const known = this.get(tenantId, key);
    if (known !== undefined) return known;
    const before = this.#changes;
    const value = await read();
    if (value !== undefined && before === this.#changes) this.#set(tenantId, key, value);
    return value;
  }

  forget(tenantId: string): void {
    this.#changes += 1;
    this.#tenants.delete(tenantId);
  }

  #set(tenantId: string, key: string, value: Value): void {
    if (++this.#count > this.most) {
      this.#tenants.clear();
      this.#count = 1;
    }
    const values = this.#tenants.get(tenantId) ?? new Map<string, { value: Value; until: number }>();
    this.#tenants.set(tenantId, values.set(key, { value, until: performance.now() + this.keptMs }));
  }
}
