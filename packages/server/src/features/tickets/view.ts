import type { Shop } from '@mechanic-shop/shared';
import type { Call } from '../../core/call.ts';
import type { Caller } from '../../core/caller.ts';
import type { Queries } from '../../platform/db/database.ts';
import { settingsFor } from '../shop/rows.ts';

/** Who looks at a ticket, under which settings, and when. */
export interface View {
  caller: Caller;
  settings: Shop;
  /** Milliseconds; decides whether an unanswered question has expired. */
  now: number;
}

/** Someone with only a link, who never sees the ticket that a change returns. */
const LINK: Caller = { accountId: 0, sessionId: null, role: 'mechanic' };

export async function viewOf(call: Call, db: Queries): Promise<View> {
  return { caller: call.caller ?? LINK, settings: await settingsFor(call, db), now: call.shop.now().getTime() };
}
