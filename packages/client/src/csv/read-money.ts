/** Parses an amount as people type it, with a point, into cents; null if it is not an amount. */
export function readMoney(typed: string): number | null {
  const [, whole, decimals = ''] = /^(\d{1,15})(?:\.(\d{1,2}))?$/.exec(typed) ?? [];
  if (whole === undefined) return null;
  // Digits are joined as text: 1.15 * 100 is not 115.
  const cents = Number(whole + decimals.padEnd(2, '0'));
  return Number.isSafeInteger(cents) ? cents : null;
}
