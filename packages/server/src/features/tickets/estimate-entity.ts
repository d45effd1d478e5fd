import type { Estimate } from '@mechanic-shop/shared';
import { entityOf } from '../../core/events/entity.ts';

/** Its other members never change once it was sent, but for its answer. */
export const estimateEntity = entityOf<Pick<Estimate, 'id' | 'ticketId' | 'status'>>({
  name: 'estimate',
  audience: 'customer',
  ticketIdOf: ({ ticketId }) => ticketId,
});
