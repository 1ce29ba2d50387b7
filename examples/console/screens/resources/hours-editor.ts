import { html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { icon } from "../../parts/icons.js";
import { formatMinutes } from "../../parts/time.js";
import { View } from "../../parts/view.js";
import { addWindow, copyDay, type Day, DAY_NAMES, DAYS, hasRoom, mistakesOf, openMinutes, type Week, type Window } from "./hours.js";

/** A week's opening hours. Fires `hours-change` (a plain `change` comes from each of its fields); `week` is what it is then. */
@customElement("hf-hours")
export class HoursEditor extends View {
  @property({ attribute: false }) week!: Week;
  /** The day whose hours are being copied to others. */
  @state() private copying: { from: Day; to: Day[] } | undefined;

  /** Whether the API will take it. */
  get isValid(): boolean {
    return DAYS.every((day) => mistakesOf(this.week[day]).size === 0);
  }

  #set(week: Week): void {
    this.week = week;
    this.dispatchEvent(new Event("hours-change"));
  }

  #day(day: Day, windows: Window[]): void {
    this.#set({ ...this.week, [day]: windows });
  }

  async #add(day: Day): Promise<void> {
    const before = this.week[day].length;
    this.#day(day, addWindow(this.week[day]));
    await this.updateComplete;
    this.querySelector<HTMLElement>(`#${day}-${before}-0`)?.focus();
  }

  async #remove(day: Day, index: number): Promise<void> {
    this.#day(day, this.week[day].filter((_, each) => each !== index));
    await this.updateComplete;
    // What had the focus is gone: the next thing of this day takes it.
    this.querySelector<HTMLElement>(`#${day}-add`)?.focus();
  }

  #time(day: Day, index: number, side: 0 | 1, typed: string): void {
    // A field for times has no 24:00; midnight as a closing time means it.
    const time = side === 1 && typed === "00:00" ? "24:00" : typed;
    this.#day(day, this.week[day].map((window, each) => (each === index ? (side === 0 ? [time, window[1]] : [window[0], time]) : window)));
  }

  async #copy(): Promise<void> {
    const { from, to } = this.copying!;
    this.copying = undefined;
    this.#set(copyDay(this.week, from, to));
    await this.updateComplete;
    this.querySelector<HTMLElement>(`#${from}-copy`)?.focus();
  }

  protected override render() {
    return html`<div class="hours">
      ${DAYS.map((day) => this.#row(day))}
      <p class="hint" role="status">Open ${formatMinutes(openMinutes(this.week))} a week. Closing at 00:00 means midnight.</p>
    </div>`;
  }

  #row(day: Day) {
    const windows = this.week[day];
    const mistakes = mistakesOf(windows);
    const name = DAY_NAMES[day];
    return html`<div class="hours-day" role="group" aria-label=${name}>
      <span class="hours-name" aria-hidden="true">${name}</span>
      <div class="hours-windows">
        ${windows.length === 0 ? html`<span class="closed">Closed</span>` : nothing}
        ${windows.map((window, index) => html`
          <div class="hours-window">
            ${this.#input(day, index, 0, window[0], mistakes.get(index))}<span aria-hidden="true">–</span>${this.#input(day, index, 1, window[1], mistakes.get(index))}
            <button class="button text square" type="button" aria-label="Remove ${name} ${window[0]} to ${window[1]}" @click=${() => void this.#remove(day, index)}>${icon("close")}</button>
            ${mistakes.has(index) ? html`<p class="error" id="${day}-${index}-error" role="alert">${mistakes.get(index)}</p>` : nothing}
          </div>`)}
      </div>
      <div class="hours-actions">
        <button class="button text" type="button" id="${day}-add" aria-label="Add hours on ${name}" ?disabled=${!hasRoom(windows)} @click=${() => void this.#add(day)}>${icon("plus")}Add</button>
        <button class="button text" type="button" id="${day}-copy" aria-label="Copy ${name} to other days" aria-expanded=${this.copying?.from === day ? "true" : "false"}
          @click=${() => (this.copying = this.copying?.from === day ? undefined : { from: day, to: [] })}>${icon("copy")}Copy</button>
      </div>
      ${this.copying?.from === day ? this.#copier(day, this.copying.to) : nothing}
    </div>`;
  }

  #copier(from: Day, to: Day[]) {
    const others = DAYS.filter((day) => day !== from);
    const choose = (days: Day[]) => (this.copying = { from, to: days });
    return html`<fieldset class="hours-copier">
      <legend>Copy ${DAY_NAMES[from]} to</legend>
      <div class="chips">
        ${others.map((day) => html`<label class="chip"><input type="checkbox" .checked=${live(to.includes(day))} @change=${(event: Event) => choose((event.target as HTMLInputElement).checked ? [...to, day] : to.filter((each) => each !== day))} />${DAY_NAMES[day]}</label>`)}
      </div>
      <div class="row">
        <button class="button" type="button" @click=${() => choose(others)}>All days</button>
        <button class="button" type="button" @click=${() => choose(others.filter((day) => day !== "sat" && day !== "sun"))}>Working days</button>
        <button class="button primary" type="button" aria-disabled=${to.length === 0 ? "true" : "false"} @click=${() => to.length > 0 && void this.#copy()}>Copy</button>
      </div>
    </fieldset>`;
  }

  #input(day: Day, index: number, side: 0 | 1, value: string, mistake: string | undefined) {
    return html`<input class="input time" type="time" id="${day}-${index}-${side}" aria-label="${DAY_NAMES[day]} ${side === 0 ? "opens" : "closes"}" required
      aria-invalid=${mistake ? "true" : "false"} aria-describedby=${mistake ? `${day}-${index}-error` : nothing}
      .value=${live(value === "24:00" ? "00:00" : value)} @change=${(event: Event) => this.#time(day, index, side, (event.target as HTMLInputElement).value)} />`;
  }
}
