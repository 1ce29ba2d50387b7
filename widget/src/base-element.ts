import { render, type TemplateResult } from "lit/html.js";

// Servers may import the module, though they have no elements.
const Base = globalThis.HTMLElement ?? class {};
const sheets = new Map<string, CSSStyleSheet>();

function sheetOf(text: string): CSSStyleSheet {
  let sheet = sheets.get(text);
  if (!sheet) {
    sheets.set(text, (sheet = new CSSStyleSheet()));
    sheet.replaceSync(text);
  }
  return sheet;
}

/**
 * Attributes as properties, and one rendering per turn, on Lit's templates.
 *
 * It stands in for LitElement: what is used of that fits here, and its 2.4 kB are a sixth of what the widget may weigh
 * until slots are shown.
 */
export abstract class BaseElement extends Base {
  /** Properties by the names of their attributes. All are text, and live in the attribute as native ones do. */
  static readonly attributes: Readonly<Record<string, string>> = {};
  /** Style sheets, as text; each is parsed once and shared by all instances. */
  static readonly styles: readonly string[] = [];

  readonly renderRoot = this.attachShadow({ mode: "open" });
  /** Resolves once the pending rendering, if any, is done. */
  updateComplete: Promise<void> = Promise.resolve();
  #pending = false;
  #changed = new Set<string>();

  static get observedAttributes(): string[] {
    for (const [attribute, property] of Object.entries(this.attributes))
      Object.defineProperty(this.prototype, property, {
        configurable: true,
        get(this: HTMLElement) {
          return this.getAttribute(attribute) ?? "";
        },
        set(this: HTMLElement, value: string) {
          this.setAttribute(attribute, value);
        },
      });
    return Object.keys(this.attributes);
  }

  constructor() {
    super();
    this.adopt(...(this.constructor as typeof BaseElement).styles);
  }

  connectedCallback(): void {
    // Set before the class was known, a property stands on the element itself and hides the accessor.
    for (const property of Object.values((this.constructor as typeof BaseElement).attributes)) {
      const value = Object.getOwnPropertyDescriptor(this, property)?.value as unknown;
      if (value === undefined) continue;
      Reflect.deleteProperty(this, property);
      Reflect.set(this, property, value);
    }
    this.requestUpdate();
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now) return;
    this.#changed.add(name);
    this.requestUpdate();
  }

  /** Adds style sheets. */
  adopt(...styles: readonly string[]): void {
    this.renderRoot.adoptedStyleSheets.push(...styles.map(sheetOf));
  }

  /** Renders at the end of this turn, while the element is on a page. */
  requestUpdate(): void {
    if (this.#pending) return;
    this.#pending = true;
    this.updateComplete = Promise.resolve().then(() => {
      if (this.isConnected) {
        const changed = this.#changed;
        this.#changed = new Set();
        this.willRender(changed);
        // What that asked for is drawn now.
        this.#pending = false;
        render(this.render(), this.renderRoot, { host: this });
      } else this.#pending = false;
    });
  }

  /** Takes in the attributes that changed, before they are rendered. */
  protected abstract willRender(changed: ReadonlySet<string>): void;

  protected abstract render(): TemplateResult;
}

/** Marks the text of a style sheet, for editors and for the bundler. */
export const css = String.raw;
