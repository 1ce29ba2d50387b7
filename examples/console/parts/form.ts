import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { amountText, currencySign, parseAmount } from "./money.js";
import { icon } from "./icons.js";
import { fieldErrorsOf, sentenceOf } from "./problem.js";
import { router } from "../router.js";
import { confirm } from "./confirm.js";
import { read, write } from "./paths.js";

export interface FieldOptions {
  label: string;
  /** Said below the field. */
  hint?: unknown;
  required?: boolean;
  /** What stands behind the number, such as `min`. */
  unit?: string;
  autocomplete?: string;
  placeholder?: string;
  /** Default is `text`. */
  type?: "text" | "email" | "password" | "url" | "tel" | "date" | "time";
  min?: number | string;
  max?: number | string;
  step?: number | string;
  /** How wide the field is. Default is as wide as its column. */
  width?: "short" | "medium";
  /** The label is only for those who hear it: a heading of the column says it already. */
  quiet?: boolean;
  /** The id of a `<datalist>` with suggestions. */
  list?: string;
  spellcheck?: boolean;
  onChange?: () => void;
}

let forms = 0;

/**
 * The state of one form: its data, and what is wrong with it. Fields are named by the paths of the API's input, so that
 * what a problem document says of a path stands at its field.
 */
export class Form<T extends object> implements ReactiveController {
  data: T;
  busy = false;
  #errors = new Map<string, string>();
  #raw = new Map<string, string>();
  #drawn = new Set<string>();
  #sentence = "";
  #saved: string;
  readonly #id = `f${++forms}`;
  readonly #host: ReactiveControllerHost & HTMLElement;

  constructor(host: ReactiveControllerHost & HTMLElement, data: T) {
    this.#host = host;
    this.data = data;
    this.#saved = JSON.stringify(data);
    host.addController(this);
  }

  hostDisconnected(): void {
    router.guard(undefined);
  }

  hostUpdate(): void {
    this.#drawn.clear();
  }

  /** Whether there is something to save. */
  get changed(): boolean {
    return JSON.stringify(this.data) !== this.#saved;
  }

  /** Begins anew with what was read or saved. */
  reset(data: T): void {
    this.data = data;
    this.#saved = JSON.stringify(data);
    this.#errors.clear();
    this.#raw.clear();
    this.#sentence = "";
    this.#host.requestUpdate();
  }

  /** Asks before the place is left with something unsaved. */
  keepFromLosing(): void {
    router.guard(() => !this.changed || confirm({ title: "Leave without saving?", text: "What you changed here is lost.", action: "Leave", danger: true }));
  }

  value(path: string): unknown {
    return read(this.data, path);
  }

  set(path: string, value: unknown): void {
    write(this.data, path, value);
    this.#errors.delete(path);
    this.#host.requestUpdate();
  }

  /** Takes a change of several fields, such as a row that is added; what was wrong at paths that moved is forgotten. */
  change(edit: (data: T) => void): void {
    edit(this.data);
    this.#errors.clear();
    this.#raw.clear();
    this.#host.requestUpdate();
  }

  error(path: string): string | undefined {
    return this.#errors.get(path);
  }

  /**
   * Saves, unless a field is known to be wrong. What the API finds wrong is shown at its field, or above the form where
   * no field has that path. @returns whether it was saved
   */
  async submit(event: Event | undefined, save: (data: T) => Promise<unknown>): Promise<boolean> {
    event?.preventDefault();
    if (this.busy) return false;
    this.#sentence = "";
    if (this.#errors.size > 0 && [...this.#errors.keys()].some((path) => this.#raw.has(path))) {
      this.#showFirst();
      return false;
    }
    this.#errors.clear();
    this.busy = true;
    this.#host.requestUpdate();
    try {
      // Drawn before anything can fail: which fields there are decides where it is said.
      await new Promise((resolve) => setTimeout(resolve));
      await save(this.data);
      this.#saved = JSON.stringify(this.data);
      return true;
    } catch (error) {
      const errors = fieldErrorsOf(error);
      this.#errors = new Map([...errors].filter(([path]) => this.#drawn.has(path)));
      const rest = [...errors].filter(([path]) => !this.#drawn.has(path));
      // Said at the fields already, unless there is more to say.
      this.#sentence = this.#errors.size > 0 && rest.length === 0 ? "" : [errors.size > 0 ? "" : sentenceOf(error), ...rest.map(([path, message]) => (path ? `${path}: ${message}` : message))].filter(Boolean).join(" ");
      return false;
    } finally {
      this.busy = false;
      this.#host.requestUpdate();
      await this.#host.updateComplete;
      this.#showFirst();
    }
  }

  #showFirst(): void {
    if (this.#errors.size > 0 || this.#sentence)
      this.#host.querySelector<HTMLElement>(`[aria-invalid="true"][id^="${this.#id}-"], #${this.#id}-problem`)?.focus();
  }

  /** What is wrong with the whole, for above the button. */
  problem(): unknown {
    return this.#sentence ? html`<p class="notice danger" id="${this.#id}-problem" role="alert" tabindex="-1">${icon("alert")}<span>${this.#sentence}</span></p>` : nothing;
  }

  /** The button that sends the form. */
  button(text: string, { whenChanged = false } = {}): TemplateResult {
    return html`<button class="button primary" type="submit" aria-disabled=${this.busy || (whenChanged && !this.changed) ? "true" : "false"}>
      ${this.busy ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}${text}
    </button>`;
  }

  text(path: string, options: FieldOptions): TemplateResult {
    return this.#field(path, options, (id, described) => html`
      <input class="input" id=${id} name=${path} type=${options.type ?? "text"} .value=${live(String(this.value(path) ?? ""))}
        aria-invalid=${this.error(path) ? "true" : "false"} aria-describedby=${described || nothing} ?required=${options.required}
        autocomplete=${options.autocomplete ?? "off"} placeholder=${options.placeholder ?? nothing} list=${options.list ?? nothing}
        min=${options.min ?? nothing} max=${options.max ?? nothing} step=${options.step ?? nothing} spellcheck=${options.spellcheck === false ? "false" : nothing}
        @input=${(event: InputEvent) => { this.set(path, (event.target as HTMLInputElement).value); options.onChange?.(); }} />
    `);
  }

  area(path: string, options: FieldOptions & { rows?: number }): TemplateResult {
    return this.#field(path, options, (id, described) => html`
      <textarea class="input" id=${id} name=${path} rows=${options.rows ?? 3} .value=${live(String(this.value(path) ?? ""))} ?required=${options.required}
        aria-invalid=${this.error(path) ? "true" : "false"} aria-describedby=${described || nothing} placeholder=${options.placeholder ?? nothing}
        @input=${(event: InputEvent) => this.set(path, (event.target as HTMLTextAreaElement).value)}></textarea>
    `);
  }

  /** A number; an empty field is undefined. */
  number(path: string, options: FieldOptions): TemplateResult {
    return this.#typed(path, options, (value) => String(value), (text) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined), "Write a number.", "numeric");
  }

  /** An amount, in minor units of `currency`. */
  amount(path: string, currency: string, options: FieldOptions): TemplateResult {
    return this.#typed(path, { ...options, unit: currencySign(currency) }, (value) => amountText(value, currency), (text) => parseAmount(text, currency), "Write an amount, such as 450.", "decimal", true);
  }

  #typed(path: string, options: FieldOptions, format: (value: number) => string, parse: (text: string) => number | undefined, wrong: string, mode: "numeric" | "decimal", unitFirst = false): TemplateResult {
    const value = this.value(path) as number | undefined | null;
    const text = this.#raw.get(path) ?? (typeof value === "number" ? format(value) : "");
    const onInput = (event: InputEvent) => {
      const typed = (event.target as HTMLInputElement).value;
      const parsed = parse(typed.trim());
      this.set(path, parsed);
      this.#raw.set(path, typed);
      if (typed.trim() !== "" && parsed === undefined) this.#errors.set(path, wrong);
      options.onChange?.();
    };
    return this.#field(path, options, (id, described) => {
      const unit = options.unit ? html`<span class="unit" aria-hidden="true">${options.unit}</span>` : nothing;
      return html`<span class="with-unit">${unitFirst ? unit : nothing}
        <input class="input" id=${id} name=${path} inputmode=${mode} autocomplete="off" .value=${live(text)} ?required=${options.required}
          aria-invalid=${this.error(path) ? "true" : "false"} aria-describedby=${described || nothing} placeholder=${options.placeholder ?? nothing} @input=${onInput} />
        ${unitFirst ? nothing : unit}</span>`;
    });
  }

  select(path: string, options: FieldOptions & { options: readonly (readonly [value: string, text: string])[] }): TemplateResult {
    const current = String(this.value(path) ?? "");
    return this.#field(path, options, (id, described) => html`
      <select class="input" id=${id} name=${path} aria-invalid=${this.error(path) ? "true" : "false"} aria-describedby=${described || nothing} ?required=${options.required}
        .value=${live(current)} @change=${(event: Event) => { this.set(path, (event.target as HTMLSelectElement).value); options.onChange?.(); }}>
        ${options.options.map(([value, text]) => html`<option value=${value} ?selected=${value === current}>${text}</option>`)}
      </select>
    `);
  }

  checkbox(path: string, { label, hint }: Pick<FieldOptions, "label" | "hint">): TemplateResult {
    this.#drawn.add(path);
    const id = `${this.#id}-${path}`;
    return html`<div class="field">
      <label class="check"><input type="checkbox" id=${id} name=${path} .checked=${live(Boolean(this.value(path)))} aria-describedby=${hint ? `${id}-hint` : nothing}
        @change=${(event: Event) => this.set(path, (event.target as HTMLInputElement).checked)} /><span>${label}</span></label>
      ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
    </div>`;
  }

  /** Any number of things, each with a box; the data are the ids of those that are ticked. */
  checks(path: string, { label, hint, options }: Pick<FieldOptions, "label" | "hint"> & { options: readonly (readonly [value: string, text: unknown])[] }): TemplateResult {
    this.#drawn.add(path);
    const id = `${this.#id}-${path}`;
    const chosen = (this.value(path) as string[] | undefined) ?? [];
    const toggle = (value: string, on: boolean) => this.set(path, options.map(([each]) => each).filter((each) => (each === value ? on : chosen.includes(each))));
    const error = this.error(path);
    return html`<fieldset class="field checks" id=${id} tabindex="-1" aria-invalid=${error ? "true" : "false"} aria-describedby=${error ? `${id}-error` : nothing}>
      <legend>${label}</legend>
      ${hint ? html`<p class="hint">${hint}</p>` : nothing}
      ${options.map(([value, text]) => html`<label class="check"><input type="checkbox" .checked=${live(chosen.includes(value))} @change=${(event: Event) => toggle(value, (event.target as HTMLInputElement).checked)} /><span>${text}</span></label>`)}
      ${error ? html`<p class="error" id="${id}-error">${error}</p>` : nothing}
    </fieldset>`;
  }

  #field(path: string, { label, hint, required, width, quiet }: FieldOptions, control: (id: string, describedBy: string) => TemplateResult): TemplateResult {
    this.#drawn.add(path);
    const id = `${this.#id}-${path}`;
    const error = this.error(path);
    const described = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ");
    return html`<div class="field ${width ?? ""}">
      <label for=${id} class=${quiet ? "visually-hidden" : ""}>${label}${required ? nothing : quiet ? nothing : html` <span class="optional">optional</span>`}</label>
      ${control(id, described)}
      ${error ? html`<p class="error" id="${id}-error">${error}</p>` : nothing}
      ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
    </div>`;
  }
}
