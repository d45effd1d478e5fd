/** What the table of parts shows besides all parts by name. */
export const partViews = ['inStock', 'buying', 'low'] as const;

export type PartView = (typeof partViews)[number];
