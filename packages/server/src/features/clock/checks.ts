import { sql } from 'drizzle-orm';
import { type Check, rowCheck } from '../../platform/db/check.ts';
import { elapsedMs } from '../../platform/db/elapsed.ts';

const elapsed = elapsedMs(sql`started_at`, sql`stopped_at`);

/** Clocked time agrees with tickets, and no mechanic works twice at a time. */
export const clockChecks: readonly Check[] = [
  rowCheck(
    'the minutes of a time entry are those between its start and its stop',
    sql`select id, ticket_id as also, minutes as found, ${elapsed} as expected from time_entries
      where stopped_at is not null
      and (${elapsed} < minutes * 60000 - 30000 or ${elapsed} >= minutes * 60000 + 30000)`,
    ({ id, found, expected }) => `entry ${id}: ${found} minutes, but it took ${Number(expected)} ms`,
  ),
  rowCheck(
    'the clocked minutes of a ticket are the sum of its time entries',
    sql`select t.id, 0 as also, t.clocked_minutes as found, coalesce(e.minutes, 0) as expected from tickets t
      left join (select ticket_id, sum(minutes) as minutes from time_entries group by ticket_id) as e
      on e.ticket_id = t.id where t.clocked_minutes <> coalesce(e.minutes, 0)`,
    ({ id, found, expected }) => `ticket ${id}: ${found} minutes clocked, but ${expected} by its entries`,
  ),
  rowCheck(
    'no mechanic has two time entries at the same time',
    // Where any two overlap, two neighbours do.
    sql`select id, mechanic_id as also, before_id as found, null as expected from (
        select id, mechanic_id, started_at, lag(id) over sorted as before_id, lag(stopped_at) over sorted as before_stop
        from time_entries window sorted as
          (partition by mechanic_id order by started_at, case when stopped_at is null then 1 else 0 end, stopped_at, id)
      ) as e where before_id is not null and (before_stop is null or before_stop > started_at)`,
    ({ id, also, found }) => `entry ${id} of mechanic ${also} overlaps with entry ${found}`,
  ),
  rowCheck(
    'the clock runs only on tickets that are open or in progress',
    sql`select e.id, e.ticket_id as also, t.status as found, null as expected from time_entries e
      join tickets t on t.id = e.ticket_id where e.stopped_at is null and t.status not in ('open', 'in_progress')`,
    ({ id, also, found }) => `entry ${id} runs on ticket ${also}, which is ${found}`,
  ),
];
