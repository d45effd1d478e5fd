import {
  CreateCustomerInput,
  type ImportCustomersInput,
  type ImportResult,
  UpdateCustomerInput,
} from '@mechanic-shop/shared';
import type { SignedInWriteCall } from '../../core/call.ts';
import { importRows, namedMembers } from '../../core/import.ts';
import type { Parsed } from '../../core/parsed.ts';
import { customerByExternalId, getCustomer } from './rows.ts';
import { createCustomer, updateCustomerRow } from './service.ts';

/** Imports customers, which match by their external id. */
export function importCustomers(
  call: SignedInWriteCall,
  input: Parsed<typeof ImportCustomersInput>,
): Promise<ImportResult> {
  return importRows(call, input, {
    match: async (tx, { externalId }) => {
      const id = externalId == null ? undefined : await customerByExternalId(tx, externalId);
      return id === undefined ? undefined : { id, taken: 'EXTERNAL_ID_TAKEN' };
    },
    create: (tx, row) => createCustomer(call, tx, CreateCustomerInput.parse(row)),
    update: async (tx, id, row) => {
      const { email, ...named } = namedMembers(row, UpdateCustomerInput);
      const current = await getCustomer(tx, id);
      // The e-mail of a login may be named, but not changed.
      const wanted = email === current?.email ? named : { ...named, email };
      return updateCustomerRow(call, tx, { ...wanted, id });
    },
  });
}
