import type { Command } from 'commander';
import { isShopError } from '../index.ts';
import { readLogin } from './ask.ts';
import { addCommand } from './command.ts';
import { forgetSession } from './connect.ts';
import { choice, flag } from './fields.ts';
import { type Io, remark, variable } from './io.ts';
import { email, fullName } from './people.ts';
import { profileCard } from './profile.ts';

/** The two kinds of account. */
export const accountTypes = ['customer', 'mechanic'] as const;

/** The line that says who is logged in. */
export function greeting({ account }: { account: { id: number; role: string; email: string } & Name }) {
  return [`Logged in as ${fullName(account)} (${account.email}), ${account.role} ${account.id}.`];
}
type Name = Parameters<typeof fullName>[0];

/** Warns if SHOP_TOKEN overrides a new session. */
export async function warnOfToken(io: Io): Promise<void> {
  if (variable(io, 'SHOP_TOKEN') !== undefined)
    await remark(io, 'SHOP_TOKEN is set and overrides this session: unset it to use the session.');
}

/** `shop login`, `logout` and `whoami`. */
export function addAccount(program: Command, io: Io): void {
  addCommand(program, io, {
    name: 'login',
    about: 'log in; asks for the password, or reads it from SHOP_PASSWORD or standard input',
    options: { email, accountType: choice('--account-type <type>', 'reject the other kind of account', accountTypes) },
    call: async (context, input) => {
      const credentials = await readLogin(io, input.email);
      const session = await context.withSession().auth.login.mutate({ ...input, ...credentials });
      await warnOfToken(io);
      return session;
    },
    show: greeting,
  });
  addCommand(program, io, {
    name: 'logout',
    about: 'end the session',
    options: { everywhere: flag('--everywhere', 'on all devices') },
    call: async ({ shop, url }, { everywhere }) => {
      try {
        if (everywhere !== true) return await shop.auth.logout.mutate({});
        return await shop.auth.logoutEverywhere.mutate({});
      } catch (error) {
        // A session that the server rejects is useless here too.
        if (isShopError(error) && error.data.httpStatus === 401) await forgetSession(io, url);
        throw error;
      }
    },
    show: ({ ended }) => [ended > 1 ? `Logged out of ${ended} sessions.` : 'Logged out.'],
  });
  addCommand(program, io, {
    name: 'whoami',
    about: 'show who is logged in',
    call: ({ shop }) => shop.auth.me.query({}),
    show: profileCard,
  });
}
