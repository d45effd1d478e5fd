import type { Message } from '@mechanic-shop/shared';
import { entityOf } from '../../core/events/entity.ts';

/** Only ever created, as `posted`; what is internal is for staff. */
export const messageEntity = entityOf<Message>({
  name: 'message',
  audience: 'customer',
  isInternal: ({ internal }) => internal?.after !== false,
  ticketIdOf: ({ ticketId }) => ticketId,
});
