const NO_FRACTION = /BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|VND|VUV|XAF|XOF|XPF/;
const THREE_DIGITS = /BHD|IQD|JOD|KWD|OMR|TND/;

/**
 * How many digits of an amount follow the decimal sign: 0 for JPY, 2 for INR, 3 for KWD. Write a price of 150000 HUF as
 * 150000 / 10 ** 2. Not what `Intl` resolves, which leaves out decimals that are seldom written: of HUF, COP or PKR.
 */
export const fractionDigits = (currency: string): number => (NO_FRACTION.test(currency) ? 0 : THREE_DIGITS.test(currency) ? 3 : 2);
