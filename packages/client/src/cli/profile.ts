import type { Profile, SessionInfo } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { readPassword, readPasswordChange } from './ask.ts';
import { addCommand, addGroup, itemsOf } from './command.ts';
import { customerCard } from './customers.ts';
import { clearable, id, ifVersion, required, text } from './fields.ts';
import type { Io } from './io.ts';
import { recordCard } from './mechanics.ts';
import { showInstant } from './moment.ts';
import { address, firstName, lastName, phone, specialty } from './people.ts';
import { type Column, ID, KEY, table } from './table.ts';
import type { View } from './view.ts';

/** The card of the caller's own record. */
export function profileCard(profile: Profile, view: View) {
  return profile.role === 'customer' ? customerCard(profile, view) : recordCard(profile, view);
}

const sessionColumns: Column<SessionInfo>[] = [
  { title: 'ID', cell: (session) => session.id, keep: ID },
  { title: 'LAST USED', cell: (session) => showInstant(session.lastUsedAt), whole: true, keep: KEY },
  { title: 'CREATED', cell: (session) => showInstant(session.createdAt), whole: true, keep: 1 },
  { title: 'HERE', cell: ({ current }) => (current ? 'yes' : 'no'), keep: 2 },
  { title: 'PROGRAM', cell: (session) => session.userAgent },
];

/** `shop account`: the caller's own profile, password, e-mail and sessions. */
export function addProfile(program: Command, io: Io): void {
  const group = addGroup(program, 'account', 'your own profile, password, e-mail and sessions');
  addCommand(group, io, {
    name: 'update',
    about: 'update your profile',
    options: {
      firstName,
      lastName,
      phone: clearable({ ...phone, about: 'phone number (customers)' }),
      address: clearable(address),
      specialty: clearable({ ...specialty, about: 'your specialty (staff)' }),
      version: ifVersion,
    },
    call: ({ shop }, input) => shop.auth.updateMe.mutate(input),
    show: profileCard,
  });
  addCommand(group, io, {
    name: 'password',
    about: 'set a new password and end your other sessions',
    call: async ({ shop }) => shop.auth.changePassword.mutate(await readPasswordChange(io)),
    show: () => ['Password changed. All other sessions have ended.'],
  });
  addCommand(group, io, {
    name: 'email',
    about: 'change the e-mail you log in with; asks for your password',
    args: { email: required(text('<address>', 'the new e-mail address')) },
    call: async ({ shop }, { email }) =>
      shop.auth.changeEmail.mutate({ email, currentPassword: await readPassword(io) }),
    show: profileCard,
  });
  addCommand(group, io, {
    name: 'sessions',
    about: 'list your sessions, newest first',
    call: ({ shop }) => shop.auth.sessions.query({}),
    rows: itemsOf,
    show: ({ items }, view) => table(sessionColumns, items, view),
  });
  addCommand(group, io, {
    name: 'end-session',
    about: 'end one of your sessions',
    args: { id: required(id('<id>', 'the session')) },
    call: ({ shop }, input) => shop.auth.endSession.mutate(input),
    show: () => ['The session has ended.'],
  });
}
