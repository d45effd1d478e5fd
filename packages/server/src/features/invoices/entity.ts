import type { Invoice } from '@mechanic-shop/shared';
import { entityOf } from '../../core/events/entity.ts';

export const invoiceEntity = entityOf<Invoice>({
  name: 'invoice',
  audience: 'customer',
  ticketIdOf: ({ ticketId }) => ticketId,
  customerIdOf: ({ customer }) => customer.id,
});
