import type { TimeEntry } from '@mechanic-shop/shared';
import { entityOf } from '../../core/events/entity.ts';

/** Hours are for staff. */
export const timeEntryEntity = entityOf<TimeEntry>({
  name: 'time_entry',
  audience: 'mechanic',
  ticketIdOf: ({ ticketId }) => ticketId,
});
