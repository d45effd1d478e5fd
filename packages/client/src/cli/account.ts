import type { Account, Profile, RegisterInput, Session } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { isShopError } from '../index.ts';
import { readLogin, readNewPassword } from './ask.ts';
import { addCommand } from './command.ts';
import { forgetSession } from './connect.ts';
import { customerCard } from './customers.ts';
import { Failure, status } from './failure.ts';
import { choice, required, text } from './fields.ts';
import { type Io, remark, variable } from './io.ts';
import { recordCard } from './mechanics.ts';
import { address, email, firstName, fullName, lastName, phone, specialty } from './people.ts';
import type { View } from './view.ts';

const kinds = ['customer', 'mechanic'] as const;

const greeting = ({ account }: { account: Account }) => [
  `Logged in as ${fullName(account)} (${account.email}), ${account.role} ${account.id}.`,
];

const profileCard = (profile: Profile, view: View) =>
  profile.role === 'customer' ? customerCard(profile, view) : recordCard(profile, view);

/** Passes a new session on, and says so where SHOP_TOKEN keeps it from being used. */
async function opened(io: Io, session: Session): Promise<Session> {
  if (variable(io, 'SHOP_TOKEN') !== undefined) await remark(io, 'SHOP_TOKEN is set and goes before this session.');
  return session;
}

interface Applicant {
  accountType?: (typeof kinds)[number];
  email: string;
  firstName: string;
  lastName: string;
  address?: string;
  phone?: string;
  specialty?: string;
  inviteCode?: string;
}

/** What the chosen kind of account registers with, refused before a password is asked for. */
function registration(applicant: Applicant): (password: string) => RegisterInput {
  const { accountType = 'customer', address, phone, specialty, inviteCode, ...person } = applicant;
  if (accountType === 'customer') {
    if (address === undefined || specialty !== undefined) {
      throw new Failure(status.usage, 'Customers register with --address and without --specialty.');
    }
    return (password) => ({ ...person, accountType, password, address, phone, inviteCode });
  }
  if (specialty === undefined || inviteCode === undefined || phone !== undefined) {
    throw new Failure(status.usage, 'Mechanics register with --invite-code and --specialty, and without --phone.');
  }
  return (password) => ({ ...person, accountType, password, address, specialty, inviteCode });
}

/** `shop login`, `logout`, `whoami` and `register`. */
export function addAccount(program: Command, io: Io): void {
  addCommand(program, io, {
    name: 'login',
    about: 'log in; the password is asked, piped in, or taken from SHOP_PASSWORD',
    options: { email, accountType: choice('--account-type <type>', 'refuse the other kind of account', kinds) },
    call: async (context, input) => {
      const credentials = await readLogin(io, input.email);
      return opened(io, await context.withSession().auth.login.mutate({ ...input, ...credentials }));
    },
    show: greeting,
  });
  addCommand(program, io, {
    name: 'logout',
    about: 'end the session',
    call: async ({ shop, url }) => {
      try {
        return await shop.auth.logout.mutate({});
      } catch (error) {
        // A session that the server does not take any more is of no use here either.
        if (isShopError(error) && error.data.httpStatus === 401) await forgetSession(io, url);
        throw error;
      }
    },
    show: () => ['Logged out.'],
  });
  addCommand(program, io, {
    name: 'whoami',
    about: 'show who is logged in',
    call: ({ shop }) => shop.auth.me.query({}),
    show: profileCard,
  });
  addCommand(program, io, {
    name: 'register',
    about: 'open an account and log in; asks for its password',
    options: {
      accountType: choice('--account-type <type>', 'customer unless told; mechanics need an invite code', kinds),
      email: required(email),
      firstName: required(firstName),
      lastName: required(lastName),
      address,
      phone: { ...phone, about: 'phone number (customers)' },
      specialty,
      inviteCode: text('--invite-code <code>', 'a code from the shop'),
    },
    call: async (context, input) => {
      const register = registration(input);
      const session = context.withSession().auth.register.mutate(register(await readNewPassword(io)));
      return opened(io, await session);
    },
    show: greeting,
  });
}
