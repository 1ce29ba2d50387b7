import type { Browser, Locator, Page } from "playwright-core";
import type { FakeApi } from "./fake-api.js";

/** An event of the widget, as the page saw it. */
export interface SeenEvent {
  type: string;
  detail: Record<string, unknown>;
}

/** A page with the widget on it, and the ways a customer goes about it. */
export class WidgetPage {
  readonly widget: Locator;

  private constructor(
    readonly page: Page,
    readonly problems: string[],
  ) {
    this.widget = page.locator("booking-widget");
  }

  /** Opens the page. `query` sets attributes of the tag, and `scheme=dark`, `narrow=1`. */
  static async open(browser: Browser, api: FakeApi, query = "", viewport = { width: 1000, height: 900 }): Promise<WidgetPage> {
    const page = await browser.newPage({ viewport });
    page.setDefaultTimeout(8000);
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("console", (message) => {
      if (/Content Security Policy|TrustedScript|lit/i.test(message.text())) problems.push(message.text());
    });
    // Real time goes on, but a test can make it jump.
    await page.clock.install();
    await page.goto(`${api.origin}/page.html?${query}`);
    return new WidgetPage(page, problems);
  }

  get slots(): Locator {
    return this.widget.locator("button[data-start]");
  }

  button(name: string | RegExp): Locator {
    return this.widget.getByRole("button", { name });
  }

  heading(name: string | RegExp): Locator {
    return this.widget.getByRole("heading", { name });
  }

  /** Shows a month in which every day lies ahead, with its first free day open. */
  async nextMonth(): Promise<void> {
    await this.widget.locator("td.free").first().waitFor();
    await this.button("Next month").click();
    await this.slots.first().waitFor();
  }

  /** Holds the nth slot of next month's first day; gives its start. */
  async hold(nth = 2): Promise<string> {
    await this.nextMonth();
    const start = (await this.slots.nth(nth).getAttribute("data-start")) ?? "";
    await this.slots.nth(nth).click();
    await this.heading("Your details").waitFor();
    return start;
  }

  /** Fills in what is required; answers too where the service asks. */
  async fillIn(): Promise<void> {
    await this.widget.getByLabel("Name").fill("Asha Rao");
    await this.widget.getByLabel("E-mail").fill("asha@example.com");
    if (await this.widget.getByLabel("first visit").count()) {
      await this.widget.getByLabel("first visit").selectOption("Yes");
      await this.widget.getByLabel("house rules").check();
    }
  }

  /** Text of what has the focus inside the widget: its name for people. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      const element = document.querySelector("booking-widget")?.shadowRoot?.activeElement;
      return element?.getAttribute("aria-label") ?? element?.textContent?.replace(/\s+/g, " ").trim() ?? "";
    });
  }

  events(): Promise<SeenEvent[]> {
    return this.page.evaluate(() => (window as unknown as { events: SeenEvent[] }).events);
  }

  async eventTypes(): Promise<string[]> {
    return (await this.events()).map(({ type }) => type);
  }

  close(): Promise<void> {
    return this.page.close();
  }
}
