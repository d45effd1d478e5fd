import { AppointmentStatus, MAX_APPOINTMENT_MINUTES } from '@mechanic-shop/shared';
import { sql } from 'drizzle-orm';
import { type Check, rowCheck } from '../../platform/db/check.ts';
import { dialect } from '../../platform/db/columns.ts';
import { knownWords } from '../../platform/db/word-checks.ts';
import { liveStatuses } from './status.ts';

const live = sql.raw(liveStatuses.map((status) => `'${status}'`).join(', '));

/** The length of an appointment in minutes. */
const minutes =
  dialect === 'postgres' ? sql`extract(epoch from ends_at - starts_at) / 60` : sql`(ends_at - starts_at) / 60000.0`;

// None is longer than a day, so others that begin earlier need not be compared; the index finds the rest.
function overlaps(column: 'bay_id' | 'mechanic_id') {
  const name = sql.raw(column);
  const reach = dialect === 'postgres' ? sql`a.starts_at - interval '1 day'` : sql`a.starts_at - 86400000`;
  return sql`select a.id, b.id as also, a.${name} as found, null as expected from appointments a
    join appointments b on b.${name} = a.${name} and b.id <> a.id
      and b.starts_at <= a.starts_at and b.starts_at > ${reach} and b.ends_at > a.starts_at
    where a.status in (${live}) and b.status in (${live})`;
}

/** What `admin doctor` checks of appointments. */
export const appointmentChecks: readonly Check[] = [
  knownWords('appointments', 'status', AppointmentStatus.options),
  rowCheck(
    'no bay has two live appointments at once',
    overlaps('bay_id'),
    ({ id, also, found }) => `appointments ${id} and ${also} take bay ${found} at the same time`,
  ),
  rowCheck(
    'no mechanic has two live appointments at once',
    overlaps('mechanic_id'),
    ({ id, also, found }) => `appointments ${id} and ${also} take mechanic ${found} at the same time`,
  ),
  rowCheck(
    'every appointment lasts at most a day',
    sql`select id, 0 as also, ${minutes} as found, ${sql.raw(String(MAX_APPOINTMENT_MINUTES))} as expected
      from appointments where ${minutes} > ${sql.raw(String(MAX_APPOINTMENT_MINUTES))}`,
    ({ id, found }) => `appointment ${id} lasts ${found} minutes`,
  ),
];
