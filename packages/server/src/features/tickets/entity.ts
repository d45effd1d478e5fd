import type { Job, Ticket } from '@mechanic-shop/shared';
import { type Changes, entityOf } from '../../core/events/entity.ts';

type Shown = Partial<Pick<Ticket, 'jobs' | 'hold'>>;

/** A member of a ticket without what customers never see. */
const withoutNotes: Record<string, (value: unknown) => unknown> = {
  jobs: (value) => (value as Shown['jobs'])?.map((job): Job => ({ ...job, note: null })),
  hold: (value) => value && { ...value, note: null },
  clockedMinutes: () => null,
};

/** Whether a customer sees none of the changes. */
function isInternal(changes: Changes): boolean {
  return Object.entries(changes).every(([name, { before, after }]) => {
    const strip = withoutNotes[name];
    return strip !== undefined && JSON.stringify(strip(before)) === JSON.stringify(strip(after));
  });
}

export const ticketEntity = entityOf<Ticket>({
  name: 'ticket',
  audience: 'customer',
  isInternal,
  updatedAs: (changes) => ('status' in changes ? 'status_changed' : 'updated'),
  ticketIdOf: ({ id }) => id,
  customerIdOf: ({ customer }) => customer.id,
});
