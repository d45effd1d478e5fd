import { asc, eq, gt } from 'drizzle-orm';
import type { Feature } from '../../core/feature.ts';
import { sortKeyCheck } from '../../core/sort-key-check.ts';
import { sortKeyOf } from '../../platform/db/words.ts';
import { accounts } from '../accounts/table.ts';
import { customersDocs } from './docs.ts';
import { customerEntity } from './entity.ts';
import { customersSource } from './search.ts';
import { customers } from './table.ts';

const sortKeys = sortKeyCheck('customers', async (db, after, limit) => {
  const rows = await db
    .select({ id: customers.id, found: customers.nameKey, first: accounts.firstName, last: accounts.lastName })
    .from(customers)
    .innerJoin(accounts, eq(accounts.id, customers.id))
    .where(gt(customers.id, after))
    .orderBy(asc(customers.id))
    .limit(limit);
  return rows.map(({ id, found, first, last }) => ({ id, found, expected: sortKeyOf(last, first) }));
});

export const customersFeature: Feature = {
  docs: { customers: customersDocs },
  entities: [{ entity: customerEntity, table: accounts }],
  uniqueIndexes: { customers_external_id: 'EXTERNAL_ID_TAKEN' },
  deletionRules: { 'customers.id': 'goes along' },
  search: { customers: customersSource },
  checks: [sortKeys],
};
