import type { Bus, Topic } from '../../platform/bus/bus.ts';
import { type LastStep, afterCommit, beforeCommit } from '../../platform/db/database.ts';
import type { Caller } from '../caller.ts';
import { changesBetween } from './changes.ts';
import type { Changes, Entity } from './entity.ts';
import { type NewEvent, insertEvents } from './insert.ts';

/** What recording needs of a call. */
export interface Recording {
  readonly shop: { readonly bus: Bus; readonly now: () => Date };
  readonly caller: Pick<Caller, 'accountId' | 'sessionId' | 'apiKey'> | null;
  readonly requestId: string;
  /** How it is made, where the caller does not tell. */
  readonly via?: NewEvent['via'] | undefined;
}

/** New events are announced under it; the number is no id. */
export const eventTopic: Topic = { name: 'event' };

/** Who did it, where that is not the caller. */
export interface Origin {
  /** Null for people without an account. */
  accountId?: number | null;
  via?: NewEvent['via'];
}

type AnyRow = { id: number; version?: number };

/** The change of a row, as an admin sees it before and after. */
interface RowChange {
  readonly call: Recording;
  readonly entity: Entity<AnyRow>;
  readonly before: AnyRow | null;
  readonly after: AnyRow | null;
  readonly what: string | undefined;
  readonly origin: Origin;
}

/** Something that happened to a row, apart from its change. */
interface Occurrence {
  readonly call: Recording;
  readonly event: Omit<NewEvent, 'at' | 'via' | 'requestId' | 'accountId'>;
  readonly origin: Origin;
}

/** A row that changed: both states, null where there is none. */
export interface Change<Row> {
  before: Row | null;
  after: Row | null;
  /** The second word of the kind; default `created`, `deleted`, or what the entity says of updates. */
  what?: string;
  origin?: Origin;
}

/** Records the change of a row in the surrounding transaction: one event for each row, with all that differs. */
export function recordChange<Row extends { id: number }>(
  call: Recording,
  entity: Entity<Row>,
  { before, after, what, origin = {} }: Change<Row>,
): void {
  // Rows are only handed back to the entity that came with them.
  const change = { call, entity: entity as unknown as Entity<AnyRow>, before, after, what, origin };
  beforeCommit<RowChange | Occurrence>(writeEvents, change);
}

/** What happened to a row, apart from its change. */
export interface Happening<Row> {
  row: Row;
  what: string;
  /** Members that differ, which the event shows. Default none. */
  changes?: Changes;
  origin?: Origin;
}

/** Records what happened to a row apart from its change, after the changes of its transaction. */
export function recordHappening<Row extends { id: number }>(
  call: Recording,
  entity: Entity<Row>,
  { row, what, changes, origin = {} }: Happening<Row>,
): void {
  beforeCommit<RowChange | Occurrence>(writeEvents, {
    call,
    origin,
    event: { ...about(entity, row, what), changes: changes ? JSON.stringify(changes) : null },
  });
}

function about<Row extends { id: number; version?: number }>(
  entity: Entity<Row>,
  row: Row,
  what: string,
): Omit<Occurrence['event'], 'changes'> {
  return {
    kind: `${entity.name}.${what}`,
    entity: entity.name,
    entityId: row.id,
    version: row.version ?? null,
    ticketId: entity.ticketIdOf?.(row) ?? null,
    customerId: entity.customerIdOf?.(row) ?? null,
    audience: entity.audience,
  };
}

const writeEvents: LastStep<RowChange | Occurrence> = async (tx, entries) => {
  const [first] = entries;
  if (!first) return;
  const { bus, now } = first.call.shop;
  const at = now();
  const changes = merged(entries.filter((entry): entry is RowChange => !('event' in entry)));
  const events = [
    ...changes.flatMap((change) => eventOf(change, at)),
    ...entries.flatMap((entry) => ('event' in entry ? [{ ...entry.event, ...originOf(entry), at }] : [])),
  ];
  if (events.length === 0) return;
  await insertEvents(tx, events);
  afterCommit(() => {
    for (const { entity, before, after } of changes) {
      if (entity.topic) bus.publish(entity.topic.name, (after ?? before)?.id ?? 0);
    }
    bus.publish(eventTopic.name, 0);
  });
};

/** One change for each row: from its first state to its last. */
function merged(changes: readonly RowChange[]): RowChange[] {
  const byRow = new Map<string, RowChange>();
  for (const change of changes) {
    const key = `${change.entity.name} ${(change.after ?? change.before)?.id}`;
    const earlier = byRow.get(key);
    byRow.set(key, earlier ? { ...change, before: earlier.before, what: change.what ?? earlier.what } : change);
  }
  return [...byRow.values()];
}

function eventOf(change: RowChange, at: Date): NewEvent[] {
  const { entity, before, after, what } = change;
  if (after === null) {
    // Created and deleted in one transaction: it never was.
    if (before === null) return [];
    return [{ ...about(entity, before, what ?? 'deleted'), ...originOf(change), at, changes: null }];
  }
  const changes = changesBetween(before, after);
  const names = Object.keys(changes);
  if (names.length === 0 && before?.version === after.version && what === undefined) return [];
  const updated = () => entity.updatedAs?.(changes) ?? 'updated';
  const event = about(entity, after, what ?? (before ? updated() : 'created'));
  const isHidden = event.audience === 'customer' && names.length > 0 && isInternal(change, after, changes);
  const audience = isHidden ? 'mechanic' : event.audience;
  return [{ ...event, audience, ...originOf(change), at, changes: JSON.stringify(changes) }];
}

/** Whether customers see none of the changes. */
function isInternal(
  { entity: { staffMembers, isInternal: decides } }: RowChange,
  row: AnyRow,
  changes: Changes,
): boolean {
  return decides?.(changes, row) ?? Object.keys(changes).every((name) => staffMembers?.has(name) === true);
}

function originOf({ call: { caller, requestId, via }, origin }: RowChange | Occurrence) {
  const accountId = origin.accountId === undefined ? (caller?.accountId ?? null) : origin.accountId;
  return { accountId, via: origin.via ?? via ?? viaOf(caller), requestId };
}

/** The demo fills its shop as people without a session. */
function viaOf(caller: Recording['caller']): NewEvent['via'] {
  if (caller === null || caller.sessionId !== null) return 'session';
  return caller.apiKey === null ? 'system' : 'api_key';
}
