import type { RegisterInput } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { accountTypes } from './account.ts';
import { readNewPassword } from './ask.ts';
import { addCommand } from './command.ts';
import { Failure, status } from './failure.ts';
import { choice, required, text } from './fields.ts';
import type { Io } from './io.ts';
import { login, openSession, sessionLines } from './new-session.ts';
import { address, email, firstName, lastName, phone, specialty } from './people.ts';

interface Applicant {
  accountType?: (typeof accountTypes)[number];
  email: string;
  firstName: string;
  lastName: string;
  address?: string;
  phone?: string;
  specialty?: string;
  inviteCode?: string;
}

const misfit = (message: string) => new Failure(status.usage, message);

/** What the chosen kind of account registers with, rejected before a password is asked for. */
function registration(applicant: Applicant): (password: string) => RegisterInput {
  const { accountType = 'customer', address, phone, specialty, inviteCode, ...person } = applicant;
  if (accountType === 'customer') {
    if (address === undefined) throw misfit('Customers register with --address: add it.');
    if (specialty !== undefined) throw misfit('Customers have no specialty: leave out --specialty.');
    return (password) => ({ ...person, accountType, password, address, phone, inviteCode });
  }
  if (inviteCode === undefined) throw misfit('Mechanics register with --invite-code: add the code from an admin.');
  if (specialty === undefined) throw misfit('Mechanics register with --specialty: add it.');
  if (phone !== undefined) throw misfit('Mechanics register without a phone number: leave out --phone.');
  return (password) => ({ ...person, accountType, password, address, specialty, inviteCode });
}

/** `shop register` and `reset-password`: commands that start a session without one. */
export function addRegister(program: Command, io: Io): void {
  addCommand(program, io, {
    name: 'register',
    about: 'create an account and log in, unless someone is logged in; asks for the password',
    options: {
      accountType: choice('--account-type <type>', 'default customer; mechanics need an invite code', accountTypes),
      email: required(email),
      firstName: required(firstName),
      lastName: required(lastName),
      address: { ...address, about: 'postal address (required for customers)' },
      phone: { ...phone, about: 'phone number (customers)' },
      specialty: { ...specialty, about: 'specialty (required for mechanics)' },
      inviteCode: text('--invite-code <code>', 'a code from the shop (required for mechanics)'),
      login,
    },
    call: async (context, { login: replace, ...input }) => {
      const register = registration(input);
      const password = await readNewPassword(io, { email: input.email });
      return openSession(context, replace, (shop) => shop.auth.register.mutate(register(password)));
    },
    show: (session, _view, context) => sessionLines(session, 'Registered', context),
  });
  addCommand(program, io, {
    name: 'reset-password',
    about: 'set a new password with a code from the shop, and log in unless someone is logged in',
    args: { code: required(text('<code>', 'the code')) },
    options: { login },
    call: async (context, { login: replace, code }) => {
      const newPassword = await readNewPassword(io);
      return openSession(context, replace, (shop) => shop.auth.resetPassword.mutate({ code, newPassword }));
    },
    show: (session, _view, context) => sessionLines(session, 'A new password is set for', context),
  });
}
