import type { Payment } from '@mechanic-shop/shared';
import { entityOf } from '../../core/events/entity.ts';

/** Only ever created: as `recorded` or `refunded`. */
export const paymentEntity = entityOf<Payment>({
  name: 'payment',
  audience: 'customer',
  ticketIdOf: ({ ticketId }) => ticketId,
});
