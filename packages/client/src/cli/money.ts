/** Formats cents for people: 12025 is `120.25`. */
export function showMoney(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A text of the server with its cents as people type amounts: `at most 12025 cents` is `at most 120.25`. */
export function withAmounts(text: string): string {
  return text.replaceAll(/\b(\d+) cents\b/g, (_, cents: string) => showMoney(Number(cents)));
}

/** The same for a text about a member in cents, which names its bounds as plain numbers. */
export function withBounds(text: string): string {
  return withAmounts(text)
    .replace('Send a whole number.', 'Type an amount like 120.25.')
    .replace(/\ba number of (at least|at most) (\d+)\.$/, (_, bound: string, cents: string) => {
      return `an amount of ${bound} ${showMoney(Number(cents))}.`;
    });
}
