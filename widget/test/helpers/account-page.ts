import type { Browser, Locator, Page } from "playwright-core";
import type { FakeApi } from "./fake-api.js";
import type { SeenEvent } from "./page.js";

/** A page with `<booking-account>` on it, and the ways a customer goes about it. */
export class AccountPage {
  readonly account: Locator;

  private constructor(
    readonly page: Page,
    readonly problems: string[],
  ) {
    this.account = page.locator("booking-account");
  }

  /** Opens the page. `query` sets attributes of the tag, `scheme=dark` and `both=1`; `hash` is what a mail links to. */
  static async open(browser: Browser, api: FakeApi, { hash = "", query = "", width = 1000 } = {}): Promise<AccountPage> {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    page.setDefaultTimeout(8000);
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(String(error)));
    page.on("console", (message) => {
      if (/Content Security Policy|TrustedScript|TrustedTypePolicy|lit/i.test(message.text())) problems.push(message.text());
    });
    await page.clock.install();
    await page.goto(`${api.origin}/account.html?${query}${hash}`);
    return new AccountPage(page, problems);
  }

  get slots(): Locator {
    return this.account.locator("button[data-start]");
  }

  button(name: string | RegExp): Locator {
    return this.account.getByRole("button", { name });
  }

  heading(name: string | RegExp): Locator {
    return this.account.getByRole("heading", { name });
  }

  text(text: string | RegExp): Locator {
    return this.account.getByText(text);
  }

  /** Goes to the next month, and holds the first slot of a day that every test run has; gives its start. */
  async holdAnother(): Promise<string> {
    await this.button("Move to another time").click();
    await this.account.locator("td.free").first().waitFor();
    await this.button("Next month").click();
    await this.slots.first().waitFor();
    const start = (await this.slots.first().getAttribute("data-start")) ?? "";
    await this.slots.first().click();
    return start;
  }

  /** The name of what has the focus, through the shadow roots. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      return element?.getAttribute("aria-label") ?? element?.textContent?.replace(/\s+/g, " ").trim() ?? "";
    });
  }

  async eventTypes(): Promise<string[]> {
    const seen = await this.page.evaluate(() => (window as unknown as { events: SeenEvent[] }).events);
    return seen.map(({ type }) => type);
  }

  violations(): Promise<string[]> {
    return this.page.evaluate(() => (window as unknown as { violations: string[] }).violations);
  }

  close(): Promise<void> {
    return this.page.close();
  }
}
