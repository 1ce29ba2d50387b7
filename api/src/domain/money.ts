// As Razorpay counts them. Not what Intl says, which leaves out decimals that exist but are seldom written: of HUF, COP or PKR.
const NO_FRACTION = new Set("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" "));
const THREE_DIGITS = new Set("BHD IQD JOD KWD OMR TND".split(" "));
const CURRENCIES = new Set(Intl.supportedValuesOf("currency"));

/** Whether this is an ISO 4217 code, in capitals, that the engine knows. */
export const isCurrency = (code: string): boolean => CURRENCIES.has(code);

/** How many digits the minor unit of a currency has: 0 for JPY, 2 for INR, 3 for KWD. Default is 2. */
export const fractionDigits = (currency: string): number => (NO_FRACTION.has(currency) ? 0 : THREE_DIGITS.has(currency) ? 3 : 2);

/**
 * The step, in minor units, in which money can be charged and given back. Of three digits Razorpay wants the last one to
 * be 0: https://razorpay.com/docs/api/orders/entity
 */
export const chargeStep = (currency: string): number => (THREE_DIGITS.has(currency) ? 10 : 1);

/** The least that can be charged or given back, in minor units: a rupee, elsewhere one step. */
export const minimumCharge = (currency: string): number => (currency === "INR" ? 100 : chargeStep(currency));

/** Why an amount can't be charged or given back, as a sentence; undefined where it can, and for 0, which moves nothing. */
export function chargeProblem(amountMinor: number, currency: string): string | undefined {
  const [least, step] = [minimumCharge(currency), chargeStep(currency)];
  const inUnits = (amount: number) => `${(amount / 10 ** fractionDigits(currency)).toFixed(fractionDigits(currency))} ${currency}`;
  const below = amountMinor - (amountMinor % step);
  if (below !== amountMinor) return `Must be ${below} or ${below + step}: ${currency} is paid in steps of ${step}, which are ${inUnits(step)}.`;
  if (amountMinor > 0 && amountMinor < least) return `Must be 0 or at least ${least}, which are ${inUnits(least)}: less can't be paid.`;
  return undefined;
}

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

/** `percent` of an amount, to the nearest whole `step` of minor units, halves up. Percentages have two decimals at most. */
export const percentOf = (amountMinor: number, percent: number, step = 1): number =>
  step * divideHalfUp(BigInt(amountMinor) * hundredths(percent), 10_000n * BigInt(step));

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
