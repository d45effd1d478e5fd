import type { ResetCode, ResetCodeInfo } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { card } from './card.ts';
import { codeState } from './code-state.ts';
import { type Context, addCommand, addGroup } from './command.ts';
import { id, idOrName, required } from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import { type PeopleNames, accountNames } from './people-names.ts';
import { fullName } from './people.ts';
import { findPerson } from './references.ts';
import { type Column, ID, KEY } from './table.ts';
import { typedCommand } from './typed-command.ts';
import type { View } from './view.ts';

function columns(names: PeopleNames): Column<ResetCodeInfo>[] {
  return [
    { title: 'ID', cell: (code) => code.id, keep: ID },
    { title: 'ACCOUNT', cell: (code) => names.nameOf(code.accountId), keep: KEY },
    { title: 'CREATED BY', cell: (code) => code.madeBy && fullName(code.madeBy), keep: KEY },
    { title: 'EXPIRES', cell: (code) => showInstant(code.expiresAt), whole: true, keep: 1 },
    { title: 'STATE', cell: codeState, whole: true },
  ];
}

function newCodeCard({ code, expiresAt }: ResetCode, view: View, { io }: Context): string[] {
  return card(
    'Reset code',
    [
      ['code', code],
      ['expires', showInstant(expiresAt)],
      ['note', 'The code works once and is not shown again.'],
      ['to use it', `${typedCommand(io)} reset-password ${code}`],
    ],
    view,
  );
}

function codeCard(code: ResetCodeInfo, view: View): string[] {
  return card(
    `Reset code ${code.id}`,
    [
      ['account', code.accountId],
      ['created by', code.madeBy && fullName(code.madeBy)],
      ['expires', showInstant(code.expiresAt)],
      ['state', codeState(code)],
    ],
    view,
  );
}

/** `shop reset-codes`: codes for people who forgot their password. */
export function addResetCodes(program: Command, io: Io): void {
  const group = addGroup(program, 'reset-codes', 'codes for people who forgot their password');
  addCommand(group, io, {
    name: 'create',
    about: 'create a code with which someone sets a new password (for staff accounts: admins only)',
    args: { accountId: required(idOrName('<account>', 'id or name of the person', findPerson)) },
    call: ({ shop }, input) => shop.auth.createResetCode.mutate(input),
    show: newCodeCard,
  });
  addList(group, io, {
    name: 'list',
    about: 'list reset codes, newest first',
    call: ({ shop }, input) => shop.auth.resetCodes.query(input),
    columns: { names: accountNames, personOf: ({ accountId }) => accountId, columns },
  });
  addCommand(group, io, {
    name: 'revoke',
    about: 'revoke a reset code',
    args: { id: required(id('<id>', 'the reset code')) },
    call: ({ shop }, input) => shop.auth.revokeResetCode.mutate(input),
    show: codeCard,
  });
}
