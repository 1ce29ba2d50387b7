import type { Task } from "@lit/task";
import { html, type TemplateResult } from "lit";
import { icon, type IconName } from "./icons.js";
import { sentenceOf } from "./problem.js";

/** What a task reads, as soon as it is there; while it is read again, what was read before stays. */
export function shown<T>(task: Task<readonly unknown[], T>, content: (value: T) => unknown, waiting: () => unknown = skeleton): unknown {
  return task.render({
    initial: waiting,
    pending: () => (task.value === undefined ? waiting() : content(task.value)),
    error: (error) => failure(error, () => void task.run()),
    complete: content,
  });
}

/** Lines where a list will be. */
export const skeleton = (lines = 5): TemplateResult => html`
  <div class="skeleton" role="status"><span class="visually-hidden">Loading…</span>${Array.from({ length: lines }, () => html`<div class="skeleton-line"></div>`)}</div>
`;

/** What can't be shown, why, and a way to try again. */
export const failure = (error: unknown, retry: () => void): TemplateResult => html`
  <div class="empty" role="alert">
    ${icon("alert")}
    <h2>This can’t be shown</h2>
    <p>${sentenceOf(error)}</p>
    <button class="button" type="button" @click=${retry}>Try again</button>
  </div>
`;

/** Nothing there yet: what it is for, and what to do next. */
export const empty = (name: IconName, title: string, text: unknown, action: unknown = ""): TemplateResult => html`
  <div class="empty">${icon(name)}<h2>${title}</h2><p>${text}</p>${action}</div>
`;
