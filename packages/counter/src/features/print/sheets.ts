/** What can be printed of a ticket. */
export const sheets = ['work-order', 'estimate', 'card'] as const;
export type SheetName = (typeof sheets)[number];
