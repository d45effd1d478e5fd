import {
  type ImportResult,
  type ImportedRow,
  type InputIssue,
  type ParsedImport,
  type Reason,
  RejectedRow,
} from '@mechanic-shop/shared';
import { z } from 'zod';
import type { Queries } from '../platform/db/database.ts';
import type { SignedInWriteCall } from './call.ts';
import { AppError } from './errors.ts';
import { issuesOf } from './input-issues.ts';

/** How the rows of a feature are imported. */
export interface Importing<Row> {
  /** The stored row that a row matches, and the error for those that must not. */
  match(tx: Queries, row: Row): Promise<{ id: number; taken: TakenReason } | undefined>;
  create(tx: Queries, row: Row): Promise<{ id: number }>;
  update(tx: Queries, id: number, row: Row): Promise<unknown>;
}

/** Why one row can be rejected, and the member at fault. */
const faults = new Map<Reason, string>([
  ['SKU_TAKEN', 'sku'],
  ['EXTERNAL_ID_TAKEN', 'externalId'],
  ['VIN_TAKEN', 'vin'],
  ['EMAIL_TAKEN', 'email'],
  ['INSUFFICIENT_STOCK', 'quantity'],
  ['NOT_FOUND', 'customerId'],
]);

type TakenReason = 'SKU_TAKEN' | 'EXTERNAL_ID_TAKEN' | 'VIN_TAKEN';

/** Imports rows one after the other, so that each sees those before it. Without `partial` all of them or none. */
export function importRows<Row>(
  call: SignedInWriteCall,
  { rows, onMatch, partial }: ParsedImport<Row>,
  importing: Importing<Row>,
): Promise<ImportResult> {
  return call.write(async () => {
    const done: ImportedRow[] = [];
    for (const [index, row] of rows.entries()) {
      done.push({ row: index, ...(await importRow(call, row, onMatch, importing)) });
    }
    if (!partial) assertNoneRefused(done);
    return resultOf(done);
  });
}

type Outcome = Omit<ImportedRow, 'row'>;

async function importRow<Row>(
  call: SignedInWriteCall,
  row: Row | RejectedRow,
  onMatch: ParsedImport<Row>['onMatch'],
  importing: Importing<Row>,
): Promise<Outcome> {
  if (row instanceof RejectedRow) return refused(row.issues.flatMap(issuesOf));
  try {
    return await call.attempt(async (tx): Promise<Outcome> => {
      const match = await importing.match(tx, row);
      if (match === undefined) return { id: (await importing.create(tx, row)).id, action: 'created' };
      if (onMatch === 'refuse') throw new AppError(match.taken);
      if (onMatch === 'update') await importing.update(tx, match.id, row);
      return { id: match.id, action: onMatch === 'update' ? 'updated' : 'skipped' };
    });
  } catch (error) {
    const issues = faultsOf(call, error);
    if (issues === undefined) throw error;
    return refused(issues);
  }
}

const refused = (issues: InputIssue[]): Outcome => ({ id: null, action: 'refused', issues });

/** What is wrong with a row; undefined for errors that have another cause. */
function faultsOf({ shop }: SignedInWriteCall, error: unknown): InputIssue[] | undefined {
  const taken = shop.takenReasonOf(error);
  const known: unknown = taken === undefined ? error : new AppError(taken);
  if (!isKnown(known)) return undefined;
  if (isInvalid(known)) return known.details.issues;
  const member = faults.get(known.reason);
  return member === undefined ? undefined : [{ path: [member], message: known.message }];
}

const isKnown = (error: unknown): error is AppError => error instanceof AppError;
const isInvalid = (error: AppError): error is AppError<'INVALID_INPUT'> => error.reason === 'INVALID_INPUT';

function assertNoneRefused(rows: readonly ImportedRow[]): void {
  const issues = rows.flatMap(({ row, issues = [] }) =>
    issues.map(({ path, message }) => ({ path: ['rows', row, ...path], message })),
  );
  if (issues.length > 0) throw new AppError('INVALID_INPUT', { issues });
}

function resultOf(rows: ImportedRow[]): ImportResult {
  const count = (action: ImportedRow['action']) => rows.filter((row) => row.action === action).length;
  return {
    created: count('created'),
    updated: count('updated'),
    skipped: count('skipped'),
    refused: count('refused'),
    rows,
  };
}

const accepts = (schema: z.core.$ZodType, value: unknown): boolean => z.core.safeParse(schema, value).success;

/** The members of a row that an update can set: those that it names, null only where null clears. */
export function namedMembers<S extends z.ZodObject>(row: object, update: S): Partial<z.output<S>> {
  const named = Object.entries(row).filter(([name, value]: [string, unknown]) => {
    const schema = (update.shape as Partial<Record<string, z.core.$ZodType>>)[name];
    return schema !== undefined && value !== undefined && (value !== null || accepts(schema, null));
  });
  return Object.fromEntries(named) as Partial<z.output<S>>;
}
