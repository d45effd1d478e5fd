import { asc, gt, sql } from 'drizzle-orm';
import { type Check, rowCheck } from '../../platform/db/check.ts';
import type { Queries } from '../../platform/db/database.ts';
import { knownWords } from '../../platform/db/word-checks.ts';
import { estimates } from '../tickets/approvals-table.ts';
import { type FrozenJob, readSnapshot } from './snapshot.ts';

const PAGE = 200;

function linesOf({ labor, parts, extras, discountCents }: FrozenJob): number {
  const amounts = [
    ...[...labor, ...parts].map(({ totalCents }) => totalCents),
    ...extras.map(({ amountCents }) => amountCents),
  ];
  return amounts.reduce((sum, cents) => sum + cents, 0) - discountCents;
}

function problemOf({ id, snapshot }: { id: number; snapshot: string }): string | undefined {
  try {
    const { schema, jobs } = readSnapshot(snapshot);
    const wrong = jobs.find((job) => job.netCents !== linesOf(job));
    if (schema !== 1) return `estimate ${id}: its frozen copy cannot be read`;
    return (
      wrong &&
      `estimate ${id}: job ${wrong.jobId} has a net of ${wrong.netCents}, but its lines come to ${linesOf(wrong)}`
    );
  } catch {
    return `estimate ${id}: its frozen copy cannot be read`;
  }
}

/** The first problem of the frozen copies, which are read some at a time. */
async function findSnapshot(db: Queries): Promise<string | undefined> {
  for (let after = 0; ;) {
    const rows = await db
      .select({ id: estimates.id, snapshot: estimates.snapshot })
      .from(estimates)
      .where(gt(estimates.id, after))
      .orderBy(asc(estimates.id))
      .limit(PAGE);
    const problem = rows.map(problemOf).find((each) => each !== undefined);
    const last = rows.at(-1);
    if (problem !== undefined || !last) return problem;
    after = last.id;
  }
}

/** Estimates and approvals agree with each other, with their tickets and with the jobs that wait for an answer. */
export const estimateChecks: readonly Check[] = [
  knownWords('estimates', 'status', ['sent', 'answered', 'expired', 'superseded', 'withdrawn']),
  knownWords('approvals', 'method', ['link', 'account', 'in_person', 'phone', 'email', 'text']),
  rowCheck(
    "a ticket's estimates are numbered from 1 without gaps",
    sql`select ticket_id as id, count(*) as also, max(number) as found, count(*) as expected from estimates
      group by ticket_id having max(number) <> count(*) or min(number) <> 1`,
    ({ id, also, found }) => `ticket ${id}: ${also} estimates, numbered up to ${found}`,
  ),
  rowCheck(
    'exactly the answered estimates have an approval',
    sql`select e.id, e.ticket_id as also, e.status as found, case when a.id is null then 0 else 1 end as expected
      from estimates e left join approvals a on a.estimate_id = e.id
      where (e.status = 'answered') <> (a.id is not null)`,
    ({ id, found, expected }) => `estimate ${id}: ${found}, with ${expected} approvals`,
  ),
  rowCheck(
    'an approval belongs to the ticket of its estimate, and came by its link or an account',
    sql`select a.id, a.ticket_id as also, a.method as found, e.ticket_id as expected
      from approvals a left join estimates e on e.id = a.estimate_id
      where e.ticket_id <> a.ticket_id or (a.estimate_id is not null) <> (a.method in ('link', 'account'))`,
    ({ id, also, found, expected }) =>
      `approval ${id} of ticket ${also}: by ${found}, to an estimate of ticket ${expected}`,
  ),
  rowCheck(
    'an estimate waits for an answer only while its ticket is in work',
    sql`select e.id, e.ticket_id as also, t.status as found, null as expected
      from estimates e join tickets t on t.id = e.ticket_id
      where e.status = 'sent' and t.status not in ('open', 'in_progress')`,
    ({ id, also, found }) => `estimate ${id} is sent, but ticket ${also} is ${found}`,
  ),
  rowCheck(
    'a job is asked for exactly by an estimate that waits for an answer',
    sql`select j.id, j.ticket_id as also, j.asked_until as found, null as expected from ticket_jobs j
      where j.approval = 'asked' and (j.asked_until is null
      or not exists (select 1 from estimates e where e.ticket_id = j.ticket_id and e.status = 'sent'))`,
    ({ id, also }) => `job ${id} of ticket ${also} is asked for, but no estimate waits for an answer`,
  ),
  { title: 'the net of every frozen job is the sum of its lines less its discount', find: findSnapshot },
];
