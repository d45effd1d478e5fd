import { z } from 'zod';

/**
 * An export is JSON lines: a header, one line per row with its table and values, and a trailer. Tables come parents
 * first and rows by key, so that equal databases of either engine give equal lines.
 */
export const Header = z.object({
  mechanicShop: z.literal('export'),
  format: z.literal(1),
  migrations: z.array(z.string()),
});
export type Header = z.infer<typeof Header>;

export const Row = z.tuple([z.string(), z.record(z.string(), z.unknown())]);

export const Trailer = z.object({
  /** The number of rows per table. */
  rows: z.record(z.string(), z.int().min(0)),
  /** The highest id that each table ever assigned. */
  sequences: z.record(z.string(), z.int().min(0)),
  /** Of all earlier lines, including their line breaks. */
  sha256: z.string(),
});
export type Trailer = z.infer<typeof Trailer>;
