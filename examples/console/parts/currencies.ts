/** Every currency with its name, by code. */
export function currencies(): (readonly [string, string])[] {
  const names = new Intl.DisplayNames(undefined, { type: "currency" });
  return Intl.supportedValuesOf("currency").map((code) => [code, `${code}, ${names.of(code) ?? code}`] as const);
}

const BY_ZONE: readonly (readonly [RegExp, string])[] = [
  [/^Asia\/(Kolkata|Calcutta)$/, "INR"],
  [/^Europe\/London$/, "GBP"],
  [/^Europe\/Zurich$/, "CHF"],
  [/^Europe\//, "EUR"],
  [/^Asia\/Tokyo$/, "JPY"],
  [/^Asia\/Singapore$/, "SGD"],
  [/^Asia\/Dubai$/, "AED"],
  [/^Australia\//, "AUD"],
];

/** A first guess, which the owner sees and may change. */
export const currencyOfHere = (timeZone: string): string => BY_ZONE.find(([zone]) => zone.test(timeZone))?.[1] ?? "USD";
