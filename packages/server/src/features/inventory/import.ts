import { CreatePartInput, type ImportPartsInput, type ImportResult, UpdatePartInput } from '@mechanic-shop/shared';
import type { SignedInWriteCall } from '../../core/call.ts';
import { importRows, namedMembers } from '../../core/import.ts';
import type { Parsed } from '../../core/parsed.ts';
import { partBySku } from './rows.ts';
import { createPart, updatePart } from './service.ts';

/** Imports parts, which match by SKU. The quantity of a match becomes its stock. */
export function importParts(call: SignedInWriteCall, input: Parsed<typeof ImportPartsInput>): Promise<ImportResult> {
  return importRows(call, input, {
    match: async (tx, { sku }) => {
      const id = sku == null ? undefined : await partBySku(tx, sku);
      return id === undefined ? undefined : { id, taken: 'SKU_TAKEN' };
    },
    create: (tx, row) => createPart(call, tx, CreatePartInput.parse(row)),
    update: (tx, id, row) => updatePart(call, tx, { ...namedMembers(row, UpdatePartInput), id }),
  });
}
