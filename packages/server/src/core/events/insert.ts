import type { Queries } from '../../platform/db/database.ts';
import { type Slots, prepared } from '../../platform/db/prepared.ts';
import { events } from './table.ts';

export type NewEvent = Omit<Required<typeof events.$inferInsert>, 'id'>;

const members = [
  'at',
  'kind',
  'entity',
  'entityId',
  'version',
  'ticketId',
  'customerId',
  'accountId',
  'via',
  'requestId',
  'audience',
  'changes',
] as const satisfies readonly (keyof NewEvent)[];

/** What most changes write at most; more go in several statements. */
const MOST = 16;

type Values = Record<string, unknown>;

// The slots have the names of the members, which `fromEntries` forgets.
const slotsOf = (p: Slots<Values>, row: number | ''): NewEvent =>
  Object.fromEntries(members.map((name) => [name, p[`${name}${row}`]])) as unknown as NewEvent;

/** What almost every change writes: its values are the event itself. */
const insertOne = prepared('insert_event', (db, p: Slots<NewEvent>) => db.insert(events).values(slotsOf(p, '')));

function statementFor(count: number): (tx: Queries, values: Values) => Promise<unknown> {
  return prepared(`insert_events_${count}`, (db, p: Slots<Values>) =>
    db.insert(events).values(Array.from({ length: count }, (_, row) => slotsOf(p, row))),
  );
}

const statements = Array.from({ length: MOST }, (_, at) => statementFor(at + 1));

/** Writes events in their order, by prepared statements: building one anew costs more than the whole insert. */
export async function insertEvents(tx: Queries, rows: readonly NewEvent[]): Promise<void> {
  const [first] = rows;
  if (rows.length === 1 && first) {
    await insertOne(tx, first);
    return;
  }
  for (let from = 0; from < rows.length; from += MOST) {
    const some = rows.slice(from, from + MOST);
    const values: Values = Object.fromEntries(
      some.flatMap((event, row) => members.map((name) => [`${name}${row}`, event[name]] as const)),
    );
    await statements[some.length - 1]?.(tx, values);
  }
}
