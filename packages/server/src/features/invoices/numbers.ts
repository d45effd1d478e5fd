const DIGITS = 6;

/** The number of an invoice: a prefix and the counter, padded to 6 digits. */
export function invoiceNumber(prefix: string, sequence: number): string {
  return `${prefix}${String(sequence).padStart(DIGITS, '0')}`;
}
