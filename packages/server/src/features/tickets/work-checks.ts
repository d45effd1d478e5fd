import { MAX_HOURS, MAX_JOBS, MAX_LINES, MAX_LINE_QUANTITY, MAX_MECHANICS, toThousandths } from '@mechanic-shop/shared';
import { sql } from 'drizzle-orm';
import { type Check, rowCheck } from '../../platform/db/check.ts';
import { knownWords } from '../../platform/db/word-checks.ts';

function tooMany(table: string, most: number) {
  return sql`select ticket_id as id, count(*) as also, ${sql.raw(`'${table}'`)} as found, ${most} as expected
    from ${sql.identifier(table)} group by ticket_id having count(*) > ${most}`;
}

// The job of a line, if it has one, must be one of the same ticket.
function strayLines(table: string) {
  return sql`select l.id, l.ticket_id as also, ${sql.raw(`'${table}'`)} as found, j.ticket_id as expected
    from ${sql.identifier(table)} l join ticket_jobs j on j.id = l.job_id where j.ticket_id <> l.ticket_id`;
}

/** Lines, jobs and holds are within their bounds, and waiting lines are served in order. */
export const workChecks: readonly Check[] = [
  knownWords('ticket_jobs', 'approval', ['none', 'asked', 'approved', 'declined', 'exceeded']),
  knownWords('ticket_extras', 'kind', ['fee', 'sublet']),
  knownWords('tickets', 'hold_reason', ['waiting_parts', 'waiting_customer', 'other']),
  rowCheck(
    'a line holds and waits for what it names, while its ticket is in work',
    // Where the shop requires approval, a line of a job that is not approved holds nothing.
    sql`select l.id, l.ticket_id as also, l.reserved + l.missing as found, l.expected as expected from
      (select l.id, l.ticket_id, l.reserved, l.missing, coalesce(j.approval, '') as approval,
        case when t.status in ('open', 'in_progress') and coalesce(j.approval, '') <> 'declined'
          then l.quantity else 0 end as expected
        from ticket_parts l join tickets t on t.id = l.ticket_id left join ticket_jobs j on j.id = l.job_id) as l
      where l.reserved < 0 or l.missing < 0 or (l.reserved + l.missing <> l.expected
      and not (l.approval in ('none', 'asked') and l.reserved = 0 and l.missing = 0))`,
    ({ id, also, found, expected }) => `line ${id} of ticket ${also}: holds and waits for ${found}, not ${expected}`,
  ),
  rowCheck(
    'no line waits for a part that is available',
    sql`select l.id, l.part_id as also, l.missing as found, p.quantity - p.reserved as expected
      from ticket_parts l join parts p on p.id = l.part_id where l.missing > 0 and p.quantity > p.reserved`,
    ({ id, also, found, expected }) =>
      `line ${id} waits for ${found} of part ${also}, of which ${expected} are available`,
  ),
  rowCheck(
    'lines are within their bounds',
    sql`select id, ticket_id as also, quantity as found, ${toThousandths(MAX_LINE_QUANTITY)} as expected from ticket_parts
      where quantity < 1 or quantity > ${toThousandths(MAX_LINE_QUANTITY)} or unit_price_cents < 0
      union all select id, ticket_id, hours, ${MAX_HOURS * 100} from ticket_labor
      where hours < 1 or hours > ${MAX_HOURS * 100} or (hours is null) <> (rate_cents is null)`,
    ({ id, also, found }) => `line ${id} of ticket ${also}: a quantity of ${found}`,
  ),
  rowCheck(
    'tickets have no more jobs, lines and mechanics than they may',
    sql`${tooMany('ticket_jobs', MAX_JOBS)} union all ${tooMany('ticket_parts', MAX_LINES)}
      union all ${tooMany('ticket_labor', MAX_LINES)} union all ${tooMany('ticket_extras', MAX_LINES)}
      union all ${tooMany('ticket_mechanics', MAX_MECHANICS)}`,
    ({ id, also, found, expected }) => `ticket ${id}: ${also} rows in ${found}, at most ${expected}`,
  ),
  rowCheck(
    'lines belong to jobs of their own ticket',
    sql`${strayLines('ticket_parts')} union all ${strayLines('ticket_labor')} union all ${strayLines('ticket_extras')}`,
    ({ id, also, found, expected }) => `${found} ${id} of ticket ${also}: its job is of ticket ${expected}`,
  ),
  rowCheck(
    'tickets with jobs, labor or extras are marked so',
    sql`select t.id, 0 as also, 0 as found, 1 as expected from tickets t where not t.has_work and (
      exists (select 1 from ticket_jobs w where w.ticket_id = t.id)
      or exists (select 1 from ticket_labor w where w.ticket_id = t.id)
      or exists (select 1 from ticket_extras w where w.ticket_id = t.id))`,
    ({ id }) => `ticket ${id} has work, but is not marked`,
  ),
  rowCheck(
    'a hold has a reason and a time, and its ticket is in work',
    sql`select id, 0 as also, status as found, hold_reason as expected from tickets
      where (hold_reason is null) <> (hold_since is null)
      or (hold_reason is not null and status not in ('open', 'in_progress'))`,
    ({ id, found }) => `ticket ${id} is ${found}`,
  ),
];
