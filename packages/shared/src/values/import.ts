import * as z from 'zod';
import { Count, Id } from './input.ts';

/** What happens to a row that matches a stored one. */
export const OnMatch = z.enum(['update', 'skip', 'refuse']);
export type OnMatch = z.infer<typeof OnMatch>;

/** The most rows in one import. */
export const MAX_IMPORT_ROWS = 200;

/** Rows to import: each is what `create` accepts. */
export interface ImportInput<Row> {
  /** 1 to 200 rows. */
  rows: Row[];
  /** Default `refuse`. `update` changes the members that a row names; `skip` leaves the stored row as it is. */
  onMatch?: OnMatch | undefined;
  /** Default false: one rejected row rejects all. `true` imports the other rows. */
  partial?: boolean | undefined;
}

/**
 * A row that its schema rejects, while others may still be imported.
 * @internal
 */
export class RejectedRow {
  readonly issues: readonly z.core.$ZodIssue[];
  /** What was sent, so that a repeated call with another row is not the same call. */
  readonly given: unknown;

  constructor(issues: readonly z.core.$ZodIssue[], given: unknown) {
    this.issues = issues;
    this.given = given;
  }
}

/** @internal */
export interface ParsedImport<Row> {
  rows: (Row | RejectedRow)[];
  onMatch: OnMatch;
  partial: boolean;
}

/**
 * What `create` accepts, without its defaults: an update must not set what the row does not name.
 * @internal
 */
export function importRow<S extends z.ZodObject>(create: S): z.ZodType<z.input<S>, z.input<S>> {
  const shape = Object.entries<z.core.$ZodType>(create.shape).map(([name, member]): [string, z.core.$ZodType] => [
    name,
    // A default is a transformation after the schema; see `orElse`.
    member instanceof z.ZodPipe && member.out instanceof z.ZodTransform ? member.in : member,
  ]);
  // The members are those of `create`.
  return z.strictObject(Object.fromEntries(shape)) as unknown as z.ZodType<z.input<S>, z.input<S>>;
}

/**
 * The input of an import. A row that its schema rejects becomes a `RejectedRow`.
 * @internal
 */
export function importInput<Row>(row: z.ZodType<Row, Row>): z.ZodType<ParsedImport<Row>, ImportInput<Row>> {
  const lenient = row.catch((caught: Caught | undefined) =>
    // Documents ask for the fallback without a value.
    caught === undefined ? (undefined as Row) : (new RejectedRow(caught.error.issues, caught.value) as Row),
  );
  return z.strictObject({
    rows: z.array(lenient).min(1).max(MAX_IMPORT_ROWS),
    onMatch: OnMatch.default('refuse'),
    partial: z.boolean().default(false),
  });
}

interface Caught {
  error: { issues: z.core.$ZodIssue[] };
  value: unknown;
}

const ImportAction = z.enum(['created', 'updated', 'skipped', 'refused']);

/** What became of a row. */
export interface ImportedRow {
  /** Its index in the input, from 0. */
  row: number;
  /** The id of the created or matching row; null if the row was refused. */
  id: number | null;
  action: z.infer<typeof ImportAction>;
  /** Why the row was refused; the paths are relative to the row. Absent otherwise. */
  issues?: { path: (string | number)[]; message: string }[] | undefined;
}
/** @internal */
export const ImportedRow: z.ZodType<ImportedRow> = z.object({
  row: Count,
  id: Id.nullable(),
  action: ImportAction,
  issues: z.array(z.object({ path: z.array(z.union([z.string(), Count])), message: z.string() })).optional(),
});

/** What an import has done. */
export interface ImportResult {
  created: number;
  /** Matches that changed nothing count too. */
  updated: number;
  skipped: number;
  refused: number;
  /** One for each row of the input, in its order. */
  rows: ImportedRow[];
}
/** @internal */
export const ImportResult: z.ZodType<ImportResult> = z.object({
  created: Count,
  updated: Count,
  skipped: Count,
  refused: Count,
  rows: z.array(ImportedRow),
});
