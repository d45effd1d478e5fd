/** Formats cents for people: 12025 is `120.25`. */
export function showMoney(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Parses an amount as people type it into cents; null if it is not an amount. */
export function readMoney(typed: string): number | null {
  const [, whole, decimals = ''] = /^(\d{1,15})(?:\.(\d{1,2}))?$/.exec(typed) ?? [];
  if (whole === undefined) return null;
  // Digits are joined as text: 1.15 * 100 is not 115.
  const cents = Number(whole + decimals.padEnd(2, '0'));
  return Number.isSafeInteger(cents) ? cents : null;
}
