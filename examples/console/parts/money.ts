import { fractionDigits } from "@holdfast/sdk";
import type { Money } from "@holdfast/sdk/server";

/** `₹1,500.00`, or `Free`. */
export const price = (money: Money): string => (money.amount === 0 ? "Free" : formatMoney(money));

/** An amount of minor units with its currency, as the reader's language writes it; whole amounts without decimals. */
export function formatMoney({ amount, currency }: Money): string {
  const digits = fractionDigits(currency);
  const isWhole = amount % 10 ** digits === 0;
  return new Intl.NumberFormat(undefined, {
    style: "currency",
    currency,
    minimumFractionDigits: isWhole ? 0 : digits,
    maximumFractionDigits: digits,
  }).format(amount / 10 ** digits);
}

/** What stands in a field for an amount: plain digits, such as `450` or `450.50`. */
export function amountText(amount: number, currency: string): string {
  const digits = fractionDigits(currency);
  return amount % 10 ** digits === 0 ? String(amount / 10 ** digits) : (amount / 10 ** digits).toFixed(digits);
}

/** Minor units of what somebody typed; undefined where it is no amount of this currency. */
export function parseAmount(text: string, currency: string): number | undefined {
  const digits = fractionDigits(currency);
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(text.trim().replace(/[\s,']/g, ""));
  if (!match || (match[2]?.length ?? 0) > digits) return undefined;
  return Number(match[1] + (match[2] ?? "").padEnd(digits, "0"));
}

/** The currency's sign, such as `₹`. */
export const currencySign = (currency: string): string =>
  new Intl.NumberFormat(undefined, { style: "currency", currency, currencyDisplay: "narrowSymbol" })
    .formatToParts(0)
    .find(({ type }) => type === "currency")?.value ?? currency;
