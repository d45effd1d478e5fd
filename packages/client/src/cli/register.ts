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
  firstName?: string;
  lastName?: string;
  address?: string;
  phone?: string;
  specialty?: string;
  inviteCode?: string;
}

const misfit = (message: string) => new Failure(status.usage, message);

/** The options that were left out of these. */
function missing(who: string, options: Record<string, string | undefined>): Failure {
  const names = Object.keys(options).filter((name) => options[name] === undefined);
  const list = new Intl.ListFormat('en').format(names);
  return misfit(`${who} register with ${list}: add ${names.length === 1 ? 'it' : 'them'}.`);
}

/** What a customer registers with; with a code, the shop knows the name and the address. */
function asCustomer(applicant: Applicant): (password: string) => RegisterInput {
  const { email, firstName, lastName, address, phone, specialty, inviteCode } = applicant;
  if (specialty !== undefined) throw misfit('Customers have no specialty: leave out --specialty.');
  const person = { accountType: 'customer', email, phone } as const;
  if (inviteCode !== undefined) {
    return (password) => ({ ...person, password, firstName, lastName, address, inviteCode });
  }
  if (firstName === undefined || lastName === undefined || address === undefined) {
    const needed = { '--first-name': firstName, '--last-name': lastName, '--address': address };
    throw missing('Customers without an invite code', needed);
  }
  return (password) => ({ ...person, password, firstName, lastName, address });
}

function asMechanic(applicant: Applicant): (password: string) => RegisterInput {
  const { email, firstName, lastName, address, phone, specialty, inviteCode } = applicant;
  if (inviteCode === undefined) throw misfit('Mechanics register with --invite-code: add the code from an admin.');
  if (firstName === undefined || lastName === undefined || specialty === undefined) {
    const needed = { '--first-name': firstName, '--last-name': lastName, '--specialty': specialty };
    throw missing('Mechanics', needed);
  }
  if (phone !== undefined) throw misfit('Mechanics register without a phone number: leave out --phone.');
  const accountType = 'mechanic';
  return (password) => ({ accountType, email, password, firstName, lastName, address, specialty, inviteCode });
}

/** What the chosen kind of account registers with, rejected before a password is asked for. */
function registration(applicant: Applicant): (password: string) => RegisterInput {
  return applicant.accountType === 'mechanic' ? asMechanic(applicant) : asCustomer(applicant);
}

/** `shop register` and `reset-password`: commands that start a session without one. */
export function addRegister(program: Command, io: Io): void {
  addCommand(program, io, {
    name: 'register',
    about: 'create an account and log in, unless someone is logged in; asks for the password',
    options: {
      accountType: choice('--account-type <type>', 'default customer; mechanics need an invite code', accountTypes),
      email: required(email),
      firstName: { ...firstName, about: 'first name; a customer with an invite code can leave it out' },
      lastName: { ...lastName, about: 'last name; a customer with an invite code can leave it out' },
      address: { ...address, about: 'postal address (required for customers without an invite code)' },
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
