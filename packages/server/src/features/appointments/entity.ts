import type { Appointment } from '@mechanic-shop/shared';
import { entityOf } from '../../core/events/entity.ts';

export const appointmentEntity = entityOf<Appointment>({
  name: 'appointment',
  audience: 'customer',
  staffMembers: new Set(['note']),
  updatedAs: ({ status }) => (status ? String(status.after) : 'updated'),
  ticketIdOf: ({ ticketId }) => ticketId,
  customerIdOf: ({ customer }) => customer.id,
});
