/** The zone of this device. */
export const deviceZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

/** The wished-for zone, or the device's where the wish is empty or unknown. */
export function supportedZone(wish: string): string {
  if (!wish) return deviceZone();
  try {
    new Intl.DateTimeFormat("en", { timeZone: wish });
    return wish;
  } catch {
    return deviceZone();
  }
}

/** Every zone the browser knows, with these among them. */
export const allZones = (known: readonly string[]): string[] =>
  [...new Set([...Intl.supportedValuesOf("timeZone"), ...known])].sort();
