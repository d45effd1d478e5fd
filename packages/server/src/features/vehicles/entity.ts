import type { Vehicle } from '@mechanic-shop/shared';
import { entityOf } from '../../core/events/entity.ts';

export const vehicleEntity = entityOf<Vehicle>({
  name: 'vehicle',
  audience: 'customer',
  staffMembers: new Set(['note', 'externalId']),
  updatedAs: ({ customerId }) => (customerId ? 'transferred' : 'updated'),
  customerIdOf: ({ customerId }) => customerId,
});
