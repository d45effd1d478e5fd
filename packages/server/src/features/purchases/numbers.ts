const DIGITS = 6;

/** The number of a purchase: the counter, padded to 6 digits. */
export const purchaseNumber = (sequence: number): string => `PO-${String(sequence).padStart(DIGITS, '0')}`;
