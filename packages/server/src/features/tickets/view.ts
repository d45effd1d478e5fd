import type { Shop } from '@mechanic-shop/shared';
import type { Call } from '../../core/call.ts';
import type { Caller } from '../../core/caller.ts';
import type { Queries } from '../../platform/db/database.ts';
import { readSettings, settingsFor } from '../shop/rows.ts';

/** Who looks at a ticket, under which settings, and when. */
export interface View {
  caller: Caller;
  settings: Shop;
  /** Milliseconds; decides whether an unanswered question has expired. */
  now: number;
}

/** Someone with only a link, who never sees the ticket that a change returns. */
const LINK: Caller = { accountId: 0, sessionId: null, apiKey: null, role: 'mechanic' };

/** What staff see, for events about tickets, which are the same for every caller. */
export async function staffView(db: Queries, now: number): Promise<View> {
  return { caller: LINK, settings: await readSettings(db), now };
}

export async function viewOf(call: Call, db: Queries): Promise<View> {
  return { caller: call.caller ?? LINK, settings: await settingsFor(call, db), now: call.shop.now().getTime() };
}
