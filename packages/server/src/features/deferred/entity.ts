import type { DeferredJob } from '@mechanic-shop/shared';
import { entityOf } from '../../core/events/entity.ts';

/** Named by the id of its job. */
export const deferredEntity = entityOf<DeferredJob & { id: number }>({
  name: 'deferred',
  audience: 'customer',
  ticketIdOf: ({ ticketId }) => ticketId,
  customerIdOf: ({ customerId }) => customerId,
});
