import { type Invite, type NewInvite, Role } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { card } from './card.ts';
import { codeState } from './code-state.ts';
import { addCommand, addGroup } from './command.ts';
import { Failure, status } from './failure.ts';
import { choice, id, integer, required, text } from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import { fullName } from './people.ts';
import type { Column } from './table.ts';
import type { View } from './view.ts';

const columns: Column<Invite>[] = [
  { title: 'ID', cell: (invite) => invite.id },
  { title: 'ROLE', cell: (invite) => invite.role },
  { title: 'E-MAIL', cell: (invite) => invite.email },
  { title: 'CUSTOMER', cell: (invite) => invite.customerId },
  { title: 'MADE BY', cell: (invite) => invite.madeBy && fullName(invite.madeBy) },
  { title: 'EXPIRES', cell: (invite) => showInstant(invite.expiresAt) },
  { title: 'STATE', cell: codeState },
];

const inviteCard = (invite: Invite, view: View) =>
  card(
    `Invite ${invite.id}`,
    [
      ['role', invite.role],
      ['e-mail', invite.email],
      ['customer', invite.customerId],
      ['made by', invite.madeBy && fullName(invite.madeBy)],
      ['expires', showInstant(invite.expiresAt)],
      ['state', codeState(invite)],
    ],
    view,
  );

/** A new invite with its code, which the server shows this once. */
export const newInviteCard = (invite: NewInvite, view: View) =>
  card(
    `Invite ${invite.id}`,
    [
      ['code', invite.code],
      ['role', invite.role],
      ['e-mail', invite.email],
      ['customer', invite.customerId],
      ['expires', showInstant(invite.expiresAt)],
      ['note', 'The code works once and is not shown again.'],
      [
        'to use it',
        `shop register${invite.role === 'customer' ? '' : ' --account-type mechanic'} --invite-code ${invite.code}`,
      ],
    ],
    view,
  );

export const expiresInHours = integer('--expires-in-hours <n>', 'how long it works; a week by default');

/** `shop invites`: codes with which people join. */
export function addInvites(program: Command, io: Io): void {
  const group = addGroup(program, 'invites', 'codes with which staff and customers register');
  addCommand(group, io, {
    name: 'create',
    about: 'make a code that works once',
    options: {
      role: required(choice('--role <role>', 'what the code makes of whoever uses it', Role.options)),
      email: text('--email <address>', 'only this person may use it (staff)'),
      customerId: id('--customer <id>', 'whose record it gives a login (role customer)'),
      expiresInHours,
    },
    call: ({ shop }, { role, customerId, ...input }) => {
      if (role !== 'customer' && customerId === undefined) return shop.invites.create.mutate({ ...input, role });
      if (role !== 'customer' || customerId === undefined || input.email !== undefined) {
        throw new Failure(status.usage, 'Use --customer with the role customer only, and --email with the others.');
      }
      return shop.invites.create.mutate({ ...input, role, customerId });
    },
    show: newInviteCard,
  });
  addList(group, io, {
    name: 'list',
    about: 'list invites, newest first',
    call: ({ shop }, input) => shop.invites.list.query(input),
    columns,
  });
  addCommand(group, io, {
    name: 'revoke',
    about: 'revoke an invite',
    args: { id: required(id('<id>', 'the invite')) },
    call: ({ shop }, input) => shop.invites.revoke.mutate(input),
    show: inviteCard,
  });
}
