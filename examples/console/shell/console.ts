import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { keyed } from "lit/directives/keyed.js";
import { screenAt, SHEETS, type Screen } from "../screens.js";
import { View } from "../parts/view.js";
import { failure } from "../parts/shown.js";
import { toastError } from "../parts/toasts.js";
import { router } from "../router.js";
import { session } from "../session/session.js";
import { navigation } from "./navigation-bar.js";
import "./count.js";
import "../screens/sign-in/sign-in.js";
import "../screens/sign-in/sign-up.js";

/** The whole console: who is signed in sees the screen of the address, anybody else the way in. */
@customElement("hf-console")
export class Console extends View {
  @state() private loaded: { screen: Screen; values: Record<string, string>; path: string } | undefined;
  @state() private failed: unknown;
  #first = true;

  override connectedCallback(): void {
    super.connectedCallback();
    router.addEventListener("change", this.#arrive);
    session.addEventListener("change", this.#arrive);
    this.#arrive();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    router.removeEventListener("change", this.#arrive);
    session.removeEventListener("change", this.#arrive);
  }

  #arrive = (): void => {
    const { path, query } = router.place;
    this.requestUpdate();
    if (!session.current) {
      this.loaded = undefined;
      document.title = "Holdfast console";
      // Who was signed out comes back to where they were.
      if (path !== "/sign-in" && path !== "/sign-up") router.replace("/sign-in", { next: path === "/" ? undefined : `${path}${query.size > 0 ? `?${query}` : ""}` });
      return;
    }
    for (const { name, load } of SHEETS) if (query.has(name)) void load().then(() => this.requestUpdate(), (error: unknown) => toastError(error));
    const next = screenAt(path);
    if (!next) return this.#home(path === "/sign-up" ? "/start" : query.get("next"));
    void this.#open({ ...next, path });
  };

  #home(next: string | null): void {
    const [path = "", query = ""] = (next ?? "").split("?");
    router.replace(screenAt(path) ? path : "/calendar", Object.fromEntries(new URLSearchParams(query)));
  }

  async #open(next: { screen: Screen; values: Record<string, string>; path: string }): Promise<void> {
    if (this.loaded?.path === next.path) return;
    try {
      await next.screen.load();
      this.failed = undefined;
    } catch (error) {
      this.failed = error;
    }
    // Somebody went on meanwhile.
    if (router.place.path !== next.path || !session.current) return;
    this.loaded = next;
    document.title = `${next.screen.title} · ${session.current.tenant.name}`;
    await this.updateComplete;
    window.scrollTo(0, 0);
    // Who came by a link hears where they are; who just opened the console is not moved.
    if (!this.#first) this.querySelector<HTMLElement>("#main")?.focus({ preventScroll: true });
    this.#first = false;
  }

  protected override render(): TemplateResult {
    if (!session.current) return html`<main class="door">${router.place.path === "/sign-up" ? html`<hf-sign-up></hf-sign-up>` : html`<hf-sign-in></hf-sign-in>`}</main>`;
    const { loaded } = this;
    return html`
      <button class="skip" type="button" @click=${() => this.querySelector<HTMLElement>("#main")?.focus()}>Skip to the content</button>
      <div class="frame">
        ${navigation(router.place.path, session.current)}
        <main id="main" tabindex="-1" data-place=${loaded?.path ?? ""} aria-label=${loaded?.screen.title ?? "Console"}>
          ${this.failed ? failure(this.failed, () => location.reload()) : loaded ? keyed(loaded.path, loaded.screen.draw(loaded.values)) : ""}
        </main>
      </div>
      ${SHEETS.map(({ name, draw }) => {
        const id = router.place.query.get(name);
        return id ? keyed(id, draw(id)) : "";
      })}
    `;
  }
}
