import { type Customer, type Invite, type NewInvite, Role } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { card } from './card.ts';
import { codeState } from './code-state.ts';
import { type Context, addCommand, addGroup } from './command.ts';
import { Failure, status } from './failure.ts';
import { choice, id, idOrName, integer, required, text } from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import { type PeopleNames, customerNames, orNothing } from './people-names.ts';
import { fullName } from './people.ts';
import { findCustomer } from './references.ts';
import { type Column, ID, KEY } from './table.ts';
import { quoted } from './text.ts';
import { typedCommand } from './typed-command.ts';
import type { View } from './view.ts';

function columns(names: PeopleNames): Column<Invite>[] {
  return [
    { title: 'ID', cell: (invite) => invite.id, keep: ID },
    { title: 'ROLE', cell: (invite) => invite.role, keep: KEY },
    { title: 'E-MAIL', cell: (invite) => invite.email, keep: KEY },
    { title: 'CUSTOMER', cell: (invite) => names.nameOf(invite.customerId), keep: KEY },
    { title: 'CREATED BY', cell: (invite) => invite.madeBy && fullName(invite.madeBy) },
    { title: 'EXPIRES', cell: (invite) => showInstant(invite.expiresAt), whole: true },
    { title: 'STATE', cell: codeState, whole: true, keep: 1 },
  ];
}

function inviteCard(invite: Invite, view: View) {
  return card(
    `Invite ${invite.id}`,
    [
      ['role', invite.role],
      ['e-mail', invite.email],
      ['customer', invite.customerId],
      ['created by', invite.madeBy && fullName(invite.madeBy)],
      ['expires', showInstant(invite.expiresAt)],
      ['state', codeState(invite)],
    ],
    view,
  );
}

/** An option with its value, or with a placeholder for what is not known. */
function option(name: string, value: string | null | undefined): string {
  return ` --${name} ${value ? quoted(value) : name.replaceAll('-', '_').toUpperCase()}`;
}

/** The command that uses an invite, complete but for what only the person who registers knows. */
function registerLine(program: string, { code, role, email }: NewInvite, walkIn: Customer | undefined): string {
  const login = option('invite-code', code) + option('email', walkIn?.email ?? email);
  if (role === 'customer') return `${program} register${login}`;
  const person = ['first-name', 'last-name', 'specialty'].map((name) => option(name, null)).join('');
  return `${program} register --account-type mechanic${login}${person}`;
}

/** A new invite with its code, which the server shows this once. */
export async function showNewInvite(invite: NewInvite, view: View, { io, shop }: Context): Promise<string[]> {
  const { customerId } = invite;
  const walkIn = customerId === null ? undefined : await orNothing(shop.customers.get.query({ id: customerId }));
  return card(
    `Invite ${invite.id}`,
    [
      ['code', invite.code],
      ['role', invite.role],
      ['e-mail', invite.email],
      ['customer', walkIn ? `${fullName(walkIn)} (${walkIn.id})` : customerId],
      ['expires', showInstant(invite.expiresAt)],
      ['note', 'The code works once and is not shown again.'],
      ['to use it', registerLine(typedCommand(io), invite, walkIn)],
    ],
    view,
  );
}

export const expiresInHours = integer('--expires-in-hours <n>', 'hours until it expires, default 168 (one week)');

/** `shop invites`: codes for registering. */
export function addInvites(program: Command, io: Io): void {
  const group = addGroup(program, 'invites', 'codes with which staff and customers register');
  addCommand(group, io, {
    name: 'create',
    about: 'create a code that works once',
    options: {
      role: required(choice('--role <role>', 'the role of the person who uses the code', Role.options)),
      email: text('--email <address>', 'the only e-mail that may use it (staff)'),
      customerId: idOrName(
        '--customer <id>',
        'the customer who gets a login, by id or name (role customer)',
        findCustomer,
      ),
      expiresInHours,
    },
    call: ({ shop }, { role, customerId, ...input }) => {
      if (role !== 'customer' && customerId === undefined) return shop.invites.create.mutate({ ...input, role });
      if (role !== 'customer' || customerId === undefined || input.email !== undefined) {
        throw new Failure(
          status.usage,
          'Use --customer only with the role customer, and --email only with other roles.',
        );
      }
      return shop.invites.create.mutate({ ...input, role, customerId });
    },
    show: showNewInvite,
  });
  addList(group, io, {
    name: 'list',
    about: 'list invites, newest first',
    call: ({ shop }, input) => shop.invites.list.query(input),
    columns: { names: customerNames, personOf: ({ customerId }) => customerId, columns },
  });
  addCommand(group, io, {
    name: 'revoke',
    about: 'revoke an invite',
    args: { id: required(id('<id>', 'the invite')) },
    call: ({ shop }, input) => shop.invites.revoke.mutate(input),
    show: inviteCard,
  });
}
