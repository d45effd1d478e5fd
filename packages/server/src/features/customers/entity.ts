import type { Customer } from '@mechanic-shop/shared';
import { entityOf } from '../../core/events/entity.ts';

export const customerEntity = entityOf<Customer>({
  name: 'customer',
  audience: 'customer',
  staffMembers: new Set(['note', 'externalId']),
  customerIdOf: ({ id }) => id,
});
