import type { Session } from '@mechanic-shop/shared';
import { greeting, warnOfToken } from './account.ts';
import type { Context } from './command.ts';
import { keptSession, newClient } from './connect.ts';
import { flag } from './fields.ts';
import { orNothing } from './people-names.ts';
import { fullName } from './people.ts';

/** `--login` of commands that may start a session for someone other than the person at this terminal. */
export const login = flag('--login', 'log in, even if someone else is logged in here');

/**
 * Makes a call that returns a session. Stores the session only if it replaces no other account's: a colleague who
 * registers a customer stays logged in.
 */
export async function openSession(
  context: Context,
  replace: boolean | undefined,
  call: (shop: Context['shop']) => Promise<Session>,
): Promise<Session> {
  const { io, url } = context;
  const store = keptSession(io, url);
  const present = await store.load();
  const session = await call(newClient(url, {}, context.dryRun));
  if (replace === true || present === null || present.account.id === session.account.id) {
    await store.save(session);
    await warnOfToken(io);
  } else {
    // This session is not stored: left open, it would stand in the new account's list for weeks.
    await orNothing(newClient(url, { token: session.token }).auth.logout.mutate({}));
  }
  return session;
}

/** The lines that say who is logged in afterwards: the new account, or still the previous one. */
export async function sessionLines({ account }: Session, done: string, { io, url }: Context): Promise<string[]> {
  const kept = await keptSession(io, url).load();
  if (kept === null || kept.account.id === account.id) return greeting({ account });
  const who = `${fullName(account)} (${account.email}), ${account.role} ${account.id}`;
  return [`${done} ${who}.`, `You are still logged in as ${fullName(kept.account)} (${kept.account.email}).`];
}
