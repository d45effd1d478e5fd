import type { MechanicReport, Person, ReportInput } from '@mechanic-shop/shared';
import { and, asc, eq, isNotNull, or, isNull, ne, sql } from 'drizzle-orm';
import type { SignedInCall } from '../../core/call.ts';
import type { Parsed } from '../../core/parsed.ts';
import type { Queries } from '../../platform/db/database.ts';
import { idList, inIds } from '../../platform/db/lists.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { accounts } from '../accounts/table.ts';
import { settingsFor } from '../shop/rows.ts';
import { ticketJobs, ticketLabor } from '../tickets/lines-table.ts';
import { ticketMechanics, tickets } from '../tickets/table.ts';
import { timeEntries } from '../tickets/time-entries-table.ts';
import { added, inTurns } from './chunks.ts';
import { type Span, weeksOf } from './periods.ts';
import { countOf, isWithin, sumOf } from './sums.ts';

type Bounds = Pick<Span, 'since' | 'until'>;

const completedBetween = prepared('report_mechanics_completed', (db, p: Slots<Bounds>) =>
  db
    .select({ mechanicId: ticketMechanics.mechanicId, completed: countOf() })
    .from(tickets)
    // From the completed tickets to their mechanics and labor, whatever SQLite assumes about table sizes.
    .crossJoin(ticketMechanics)
    .where(and(isWithin(tickets.completedAt, p), eq(ticketMechanics.ticketId, tickets.id)))
    .groupBy(ticketMechanics.mechanicId),
);

// As laborCents rounds it; labor at a fixed price has no rate.
const price = sql`coalesce(${ticketLabor.priceCents}, (${ticketLabor.hours} * ${ticketLabor.rateCents} + 50) / 100)`;

const soldBetween = prepared('report_mechanics_sold', (db, p: Slots<Bounds>) =>
  db
    .select({
      mechanicId: sql`${ticketLabor.mechanicId}`.mapWith(Number),
      hundredths: sumOf(ticketLabor.hours),
      cents: sumOf(price),
    })
    .from(tickets)
    .crossJoin(ticketLabor)
    .leftJoin(ticketJobs, eq(ticketJobs.id, ticketLabor.jobId))
    .where(
      and(
        isWithin(tickets.completedAt, p),
        eq(ticketLabor.ticketId, tickets.id),
        isNotNull(ticketLabor.mechanicId),
        or(isNull(ticketJobs.id), ne(ticketJobs.approval, 'declined')),
      ),
    )
    .groupBy(ticketLabor.mechanicId),
);

const clockedBetween = prepared('report_mechanics_clocked', (db, p: Slots<Bounds>) =>
  db
    .select({ mechanicId: timeEntries.mechanicId, minutes: sumOf(timeEntries.minutes) })
    .from(timeEntries)
    .where(isWithin(timeEntries.startedAt, p))
    .groupBy(timeEntries.mechanicId),
);

const people = prepared('report_mechanics_people', (db, p: Slots<{ ids: string }>) =>
  db
    .select({ id: accounts.id, firstName: accounts.firstName, lastName: accounts.lastName })
    .from(accounts)
    .where(inIds(accounts.id, p.ids))
    .orderBy(asc(accounts.lastName), asc(accounts.firstName), asc(accounts.id)),
);

interface Sums {
  completed: number;
  /** Hundredths of an hour. */
  hundredths: number;
  cents: number;
  minutes: number;
}
const none: Sums = { completed: 0, hundredths: 0, cents: 0, minutes: 0 };

type Work = Partial<Sums> & { mechanicId: number };

type Between = (db: Queries, bounds: Bounds) => PromiseLike<Work[]>;

/** Each query with each week. */
function* turnsOf(weeks: Iterable<Bounds>): Generator<[Between, Bounds]> {
  for (const week of weeks)
    for (const between of [completedBetween, soldBetween, clockedBetween]) yield [between, week];
}

function plus(a: Sums, b: Partial<Sums>): Sums {
  return {
    completed: a.completed + (b.completed ?? 0),
    hundredths: a.hundredths + (b.hundredths ?? 0),
    cents: added(a.cents, b.cents ?? 0),
    minutes: a.minutes + (b.minutes ?? 0),
  };
}

function itemOf(mechanic: Person, { completed, hundredths, cents, minutes }: Sums): MechanicReport['items'][number] {
  return {
    mechanic,
    ticketsCompleted: completed,
    soldHours: hundredths / 100,
    clockedHours: Math.round((minutes * 100) / 60) / 100,
    laborCents: cents,
  };
}

/** What mechanics completed, sold and clocked, by name. */
export async function mechanics(call: SignedInCall, input: Parsed<typeof ReportInput>): Promise<MechanicReport> {
  const { timeZone } = await settingsFor(call, call.read);
  const sums = new Map<number, Sums>();
  const weeks = weeksOf(input, timeZone);
  for await (const rows of inTurns(turnsOf(weeks), async ([between, week]) => between(call.read, week))) {
    for (const { mechanicId, ...work } of rows) sums.set(mechanicId, plus(sums.get(mechanicId) ?? none, work));
  }
  const found = await people(call.read, { ids: idList([...sums.keys()]) });
  return { items: found.map((person) => itemOf(person, sums.get(person.id) ?? none)) };
}
