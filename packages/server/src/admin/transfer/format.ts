import { z } from 'zod';

/**
 * An export is JSON lines: what made it, every row as its table and its members, and at the end what came before.
 * Tables come parents first and rows by their keys, so that equal databases of either engine give equal lines.
 */
export const Header = z.object({
  mechanicShop: z.literal('export'),
  format: z.literal(1),
  migrations: z.array(z.string()),
});
export type Header = z.infer<typeof Header>;

export const Row = z.tuple([z.string(), z.record(z.string(), z.unknown())]);

export const Trailer = z.object({
  /** How many rows each table has. */
  rows: z.record(z.string(), z.int().min(0)),
  /** The highest id that each table ever gave. */
  sequences: z.record(z.string(), z.int().min(0)),
  /** Of all lines before this one, with their line breaks. */
  sha256: z.string(),
});
export type Trailer = z.infer<typeof Trailer>;
