const NO_FRACTION = new Set("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" "));
const THREE_DIGITS = new Set("BHD IQD JOD KWD OMR TND".split(" "));

/** How many digits the minor unit of a currency has: 0 for JPY, 2 for INR, 3 for KWD. */
export const fractionDigits = (currency: string): number => (NO_FRACTION.has(currency) ? 0 : THREE_DIGITS.has(currency) ? 3 : 2);

/** An amount as people of that locale write it: 150000 INR → "₹1,500.00". */
export function formatMoney(amountMinor: number, currency: string, locale: string): string {
  const digits = fractionDigits(currency);
  const format = new Intl.NumberFormat(locale, { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits });
  return format.format(amountMinor / 10 ** digits);
}

/** `percent` of an amount, to the nearest minor unit, halves up. */
export const percentOf = (amountMinor: number, percent: number): number => {
  const numerator = BigInt(amountMinor) * BigInt(Math.round(percent * 100));
  return Number((numerator + 5000n) / 10_000n);
};

/** The tax of `percent` that a gross amount contains, to the nearest minor unit. */
export const taxIncluded = (grossMinor: number, percent: number): number => {
  const rate = BigInt(Math.round(percent * 100));
  const whole = 10_000n + rate;
  return Number((BigInt(grossMinor) * rate * 2n + whole) / (whole * 2n));
};
