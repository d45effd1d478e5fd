import * as z from 'zod';
import { Role } from './auth.ts';
import type { Mutation, Query } from './contract.ts';
import type { Person } from './people.ts';
import { Count, Id, type NoInput, orElse } from './values/input.ts';
import { type Page, type PageInput, pageInput } from './values/paging.ts';
import { Lines } from './values/text.ts';
import { Instant } from './values/time.ts';

/** A message about a ticket, between the shop and its customer or within the shop. Messages are never changed. */
export interface Message {
  id: number;
  ticketId: number;
  author: Person & { role: Role };
  text: string;
  /** Whether only staff see it. */
  internal: boolean;
  /** ISO 8601 in UTC. */
  at: string;
}
/** @internal */
export const Message: z.ZodType<Message> = z.object({
  id: Id,
  ticketId: Id,
  author: z.object({ id: Id, firstName: z.string(), lastName: z.string(), role: Role }),
  text: z.string(),
  internal: z.boolean(),
  at: Instant,
});

/** How many messages of a ticket the caller has not read. */
export interface UnreadMessages {
  ticketId: number;
  count: number;
  /** When the newest of them was posted: ISO 8601 in UTC. */
  latestAt: string;
}
/** The tickets with unread messages, newest message first; at most 100. */
export interface UnreadList {
  items: UnreadMessages[];
}
/** @internal */
export const UnreadList: z.ZodType<UnreadList> = z.object({
  items: z.array(z.object({ ticketId: Id, count: Count, latestAt: Instant })),
});

/** `unread`: how many messages of the ticket are left to read. */
export interface MarkedRead {
  ticketId: number;
  unread: number;
}
/** @internal */
export const MarkedRead: z.ZodType<MarkedRead> = z.object({ ticketId: Id, unread: Count });

export const PostMessageInput = z.strictObject({
  ticketId: Id,
  text: Lines(1, 4000),
  /** Whether only staff see it; for staff. Default false. */
  internal: orElse(z.boolean(), false),
});
export type PostMessageInput = z.input<typeof PostMessageInput>;

export interface ListMessagesInput extends PageInput {
  ticketId: number;
}
/** @internal */
export const ListMessagesInput = z.strictObject({ ...pageInput, ticketId: Id });

export const MarkReadInput = z.strictObject({
  ticketId: Id,
  /** The id of the newest message that was read. */
  upTo: Id,
});
export type MarkReadInput = z.input<typeof MarkReadInput>;

/** Messages about tickets. */
export interface MessagesApi {
  /**
   * Posts a message about a ticket of any status; customers about their own. `internal` is for staff.
   * Errors: `NOT_FOUND` (ticket), `ROLE_REQUIRED`.
   */
  post: Mutation<PostMessageInput, Message>;
  /** Lists the messages of a ticket, newest first; customers never see internal ones. Errors: `NOT_FOUND` (ticket). */
  list: Query<ListMessagesInput, Page<Message>>;
  /**
   * Lists the tickets with messages that the caller has not read, newest message first, at most 100. Customers read
   * those of staff; staff those of customers, and internal ones of others.
   */
  unread: Query<NoInput, UnreadList>;
  /**
   * Marks the messages of a ticket up to one as read by the caller; a mark never moves back.
   * Errors: `NOT_FOUND` (ticket, message).
   */
  markRead: Mutation<MarkReadInput, MarkedRead>;
}

/** The resources that `NOT_FOUND` names here. */
export type MessageResource = 'message';
