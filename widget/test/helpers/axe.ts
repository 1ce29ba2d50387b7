import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe finds in an element, as short sentences. Animations are over by then: their half-way colours are nobody's. */
export async function findingsIn(page: Page, tag: string): Promise<string[]> {
  await page.evaluate(
    (selector) =>
      Promise.all(
        [...(document.querySelector(selector)?.shadowRoot?.getAnimations() ?? [])].map((animation) =>
          animation.effect?.getComputedTiming().iterations === Infinity ? null : animation.finished.catch(() => null),
        ),
      ),
    tag,
  );
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (selector) =>
      (window as unknown as { axe: { run(context: string, options: object): Promise<AxeResults> } }).axe.run(selector, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        // Which heading level comes before the element is the page's affair.
        rules: { "heading-order": { enabled: false } },
      }),
    tag,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${String(target)} ${failureSummary}`));
}
