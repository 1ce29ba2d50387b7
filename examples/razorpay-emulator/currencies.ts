import { invalidField } from "./errors.js";

const WHOLE = new Set("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(" "));
const THREE_DIGITS = new Set("BHD IQD JOD KWD OMR TND".split(" "));
/** One rupee. Elsewhere any positive amount is taken: Razorpay's other minimums are not published in one place. */
const MINIMUM: Readonly<Record<string, number>> = { INR: 100 };

/** How many digits follow the decimal sign; an amount is an integer of the smallest unit. */
export const fractionDigits = (currency: string) => (WHOLE.has(currency) ? 0 : THREE_DIGITS.has(currency) ? 3 : 2);

/** The smallest amount that may be asked for, in the smallest unit. */
export const minimumAmount = (currency: string) => MINIMUM[currency] ?? 1;

function requireCurrency(currency: string): void {
  if (!/^[A-Z]{3}$/.test(currency)) throw invalidField("currency", "Currency is not supported");
}

/** @throws {ApiError} unless it is a currency's code, and a whole number of its smallest unit above 0. */
export function requireAmount(amount: number, currency: string): void {
  requireCurrency(currency);
  if (!Number.isSafeInteger(amount) || amount < 1) throw invalidField("amount", "The amount must be a positive integer.");
}

/** @throws {ApiError} where the currency is not one, the amount is below its minimum, or its last digit can't be charged. */
export function requireChargeable(amount: number, currency: string): void {
  requireCurrency(currency);
  if (amount < minimumAmount(currency)) throw invalidField("amount", "Order amount less than minimum amount allowed");
  requireWholeSteps(amount, currency);
}

/** @throws {ApiError} where three digits follow the decimal sign and the last one is not 0, as Razorpay asks of payments. */
export function requireWholeSteps(amount: number, currency: string): void {
  if (THREE_DIGITS.has(currency) && amount % 10 !== 0)
    throw invalidField("amount", "The last digit of the amount must be 0 for a currency with three decimals.");
}
