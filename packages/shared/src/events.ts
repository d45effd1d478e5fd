import * as z from 'zod';
import type { Query, Subscription } from './contract.ts';
import { Person } from './people.ts';
import { Count, Id, Version } from './values/input.ts';
import { type Page, type PageInput, pageInput } from './values/paging.ts';
import { Line } from './values/text.ts';
import { Day, Instant } from './values/time.ts';

/** How the change was made. An open list: later versions may add values. */
export const EventVia = z.enum(['session', 'api_key', 'link', 'system']);
export type EventVia = z.infer<typeof EventVia>;

/** A member before and after a change, as the API shows it to an admin. */
export interface EventChange {
  // Optional, as tRPC types what may be any JSON: so an event of a response is an `Event`.
  before?: unknown;
  after?: unknown;
}

/** Something that happened in the shop. Ids rise in the order in which changes became visible. */
export interface Event {
  id: number;
  /** ISO 8601 in UTC. */
  at: string;
  /** `entity.what`, such as `ticket.status_changed`. An open list: ignore kinds that you do not know. */
  kind: string;
  entity: string;
  entityId: number;
  /** The version of the row after the change; null for rows without one. */
  version: number | null;
  ticketId: number | null;
  customerId: number | null;
  /** Who did it; null for the system, a link, a deleted account, and for customers if it was staff. */
  by: Person | null;
  via: EventVia;
  /** The request that made the change, as in the log and in errors. */
  requestId: string;
  /**
   * The members that differ, without `version`, `updatedAt`, `allowedStatuses` and `blockers`. A created row has all of
   * its members, with `before` null. Null for deleted rows, for events that change nothing, and for customers.
   */
  changes: Record<string, EventChange> | null;
}
/** @internal */
export const EventChange: z.ZodType<EventChange> = z.object({ before: z.unknown(), after: z.unknown() });
/** @internal */
export const Event: z.ZodType<Event> = z.object({
  id: Id,
  at: Instant,
  kind: z.string(),
  entity: z.string(),
  entityId: Id,
  version: Version.nullable(),
  ticketId: Id.nullable(),
  customerId: Id.nullable(),
  by: Person.nullable(),
  via: EventVia,
  requestId: z.string(),
  changes: z.record(z.string(), EventChange).nullable(),
});

const Kind = Line(1, 50);
/** @internal */
export const eventFilters = {
  /** Such as `ticket.created`, or `ticket.*` for all of one entity; at most 50. Unknown kinds match nothing. */
  kinds: z.array(Kind).max(50).optional(),
  ticketId: Id.optional(),
};

export interface EventFilters {
  /** Such as `ticket.created`, or `ticket.*` for all of one entity; at most 50. Default all. */
  kinds?: string[] | undefined;
  /** Only events of this ticket, its estimates, invoices and payments. */
  ticketId?: number | undefined;
}

export interface EventsAfter extends EventFilters {
  /** The id of the last event that the caller knows. Default 0: from the beginning. */
  after?: number | undefined;
  /** How many events to return at most, 1 to 500. Default 100. */
  limit?: number | undefined;
}
export type ListEventsInput = EventsAfter | void;
/** @internal */
export const ListEventsInput = z
  .strictObject({
    after: Count.default(0),
    limit: z.int().min(1).max(500).default(100),
    ...eventFilters,
  })
  .prefault({});

/** Events in the order of their ids. */
export interface EventList {
  items: Event[];
  /** The id up to which the server looked: the next `after`, also when filters left nothing. */
  last: number;
  /** Whether there is more to look at now. */
  more: boolean;
}
/** @internal */
export const EventList: z.ZodType<EventList> = z.object({ items: z.array(Event), last: Count, more: z.boolean() });

export interface EventsSince extends EventFilters {
  /** The id of the last event that the caller knows. Default: only events from now on. */
  after?: number | undefined;
  /** The id of the last event that arrived, as a text; it wins over `after`. tRPC's links add it when they reconnect. */
  lastEventId?: string | undefined;
}
export type LiveEventsInput = EventsSince | void;
/** @internal */
export const LiveEventsInput = z
  .strictObject({
    after: Count.optional(),
    lastEventId: z
      .string()
      .regex(/^\d{1,15}$/, 'Send the id of an event, as a text.')
      .optional(),
    ...eventFilters,
  })
  .prefault({});

export interface AuditFilters extends PageInput {
  /** Such as `ticket`. */
  entity?: string | undefined;
  entityId?: number | undefined;
  /** Who did it. */
  accountId?: number | undefined;
  /** Such as `ticket.created`, or `ticket.*`. */
  kind?: string | undefined;
  /** The first day in the shop's time zone, `YYYY-MM-DD`. */
  from?: string | undefined;
  /** The last day in the shop's time zone, `YYYY-MM-DD`. */
  to?: string | undefined;
}
export type ListAuditInput = AuditFilters | void;
/** @internal */
export const ListAuditInput = z
  .strictObject({
    ...pageInput,
    entity: Kind.optional(),
    entityId: Id.optional(),
    accountId: Id.optional(),
    kind: Kind.optional(),
    from: Day.optional(),
    to: Day.optional(),
  })
  .prefault({});

/** Everything that happens in the shop, in order. */
export interface EventsApi {
  /**
   * Lists events after an id in the order of their ids: the way to keep a copy in sync. Customers see events about
   * what belongs to them, mechanics all but those of accounts, invites, keys and webhooks. Repeat with `after: last`
   * until `more` is false. Errors: `NOT_FOUND` (ticket), `EVENTS_GONE` if `after` is older than what is kept.
   */
  list: Query<ListEventsInput, EventList>;
  /**
   * Sends events as they happen, those that `list` shows, over server-sent events. A stream ends after 15
   * minutes and with the session; clients resume it after the last event without a gap. Errors: `NOT_FOUND` (ticket),
   * `EVENTS_GONE`, `RATE_LIMITED` above 5 streams of an account, `OVERLOADED`.
   */
  live: Subscription<LiveEventsInput, Event>;
}

/** The log of the shop for its admins. */
export interface AuditApi {
  /** Lists events, newest first. `from` and `to` are inclusive. Admins only. */
  list: Query<ListAuditInput, Page<Event>>;
}

/** The error reasons of events, with their details. */
export interface EventReasons {
  /** `oldest`: the id of the oldest event that is kept. Read everything anew, then continue from `oldest - 1`. */
  EVENTS_GONE: { oldest: number };
}
