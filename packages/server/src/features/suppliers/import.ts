import {
  CreateSupplierInput,
  type ImportResult,
  type ImportSuppliersInput,
  UpdateSupplierInput,
} from '@mechanic-shop/shared';
import type { SignedInWriteCall } from '../../core/call.ts';
import { importRows, namedMembers } from '../../core/import.ts';
import type { Parsed } from '../../core/parsed.ts';
import { supplierByExternalId } from './rows.ts';
import { createSupplier, updateSupplier } from './service.ts';

/** Imports suppliers, which match by their external id. */
export function importSuppliers(
  call: SignedInWriteCall,
  input: Parsed<typeof ImportSuppliersInput>,
): Promise<ImportResult> {
  return importRows(call, input, {
    match: async (tx, { externalId }) => {
      const id = externalId == null ? undefined : await supplierByExternalId(tx, externalId);
      return id === undefined ? undefined : { id, taken: 'EXTERNAL_ID_TAKEN' };
    },
    create: (tx, row) => createSupplier(call, tx, CreateSupplierInput.parse(row)),
    update: (tx, id, row) => updateSupplier(call, tx, { ...namedMembers(row, UpdateSupplierInput), id }),
  });
}
