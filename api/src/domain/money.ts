const NO_FRACTION = new Set("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" "));
const THREE_DIGITS = new Set("BHD IQD JOD KWD OMR TND".split(" "));
const CURRENCIES = new Set(Intl.supportedValuesOf("currency"));

/** Whether this is an ISO 4217 code, in capitals, that the engine knows. */
export const isCurrency = (code: string): boolean => CURRENCIES.has(code);

/** How many digits the minor unit of a currency has: 0 for JPY, 2 for INR, 3 for KWD. Default is 2. */
export const fractionDigits = (currency: string): number => (NO_FRACTION.has(currency) ? 0 : THREE_DIGITS.has(currency) ? 3 : 2);

/** `quantity` times an amount. @throws RangeError when the result is too large to be exact. */
export function multiply(amountMinor: number, quantity: number): number {
  return exactly(BigInt(amountMinor) * BigInt(quantity));
}

/** An amount as people of that locale write it: 150000 INR → "₹1,500.00". @throws RangeError for what is no locale or currency. */
export function formatMoney(amountMinor: number, currency: string, locale: string): string {
  const digits = fractionDigits(currency);
  const format = new Intl.NumberFormat(locale, { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits });
  return format.format(amountMinor / 10 ** digits);
}

/** `percent` of an amount, to the nearest minor unit, halves up. Percentages have two decimals at most. */
export const percentOf = (amountMinor: number, percent: number): number =>
  divideHalfUp(BigInt(amountMinor) * hundredths(percent), 10_000n);

/** The tax of `percent` that a gross amount contains, to the nearest minor unit, halves up. */
export const taxIncluded = (grossMinor: number, percent: number): number =>
  divideHalfUp(BigInt(grossMinor) * hundredths(percent), 10_000n + hundredths(percent));

const hundredths = (percent: number) => BigInt(Math.round(percent * 100));

function divideHalfUp(dividend: bigint, divisor: bigint): number {
  const doubled = 2n * dividend + divisor;
  const quotient = doubled / (2n * divisor);
  // BigInt division cuts towards zero; below zero that is one too high.
  return exactly(doubled < 0n && doubled % (2n * divisor) !== 0n ? quotient - 1n : quotient);
}

function exactly(amount: bigint): number {
  const result = Number(amount);
  if (!Number.isSafeInteger(result)) throw new RangeError(`${amount} minor units are more than can be counted exactly.`);
  return result;
}
