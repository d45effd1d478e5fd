import type { ApiKey, NewApiKey } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { card } from './card.ts';
import { type Context, addCommand, addGroup } from './command.ts';
import { id, integer, many, required, text } from './fields.ts';
import type { Io } from './io.ts';
import { addList } from './list.ts';
import { showInstant } from './moment.ts';
import { type PeopleNames, accountNames } from './people-names.ts';
import { type Column, ID, KEY } from './table.ts';
import { typedCommand } from './typed-command.ts';
import type { View } from './view.ts';

const scopesOf = ({ scopes }: ApiKey): string => scopes.join(', ');
const lastUse = ({ lastUsedAt }: ApiKey) => (lastUsedAt === null ? 'never' : showInstant(lastUsedAt));
const expiry = ({ expiresAt }: ApiKey) => (expiresAt === null ? 'never' : showInstant(expiresAt));

/** The state of a key, in words. */
function keyState({ revokedAt, expiresAt }: ApiKey): string {
  if (revokedAt !== null) return `revoked ${showInstant(revokedAt)}`;
  return expiresAt !== null && Date.parse(expiresAt) <= Date.now() ? 'expired' : 'active';
}

function columns(names: PeopleNames): Column<ApiKey>[] {
  return [
    { title: 'ID', cell: (key) => key.id, keep: ID },
    { title: 'NAME', cell: (key) => key.name, keep: KEY },
    { title: 'SCOPES', cell: scopesOf },
    { title: 'ACCOUNT', cell: (key) => names.nameOf(key.accountId) },
    { title: 'LAST USED', cell: lastUse, whole: true },
    { title: 'EXPIRES', cell: expiry, whole: true },
    { title: 'STATE', cell: keyState, whole: true, keep: 1 },
  ];
}

function keyCard(key: ApiKey, view: View): string[] {
  return card(
    `API key ${key.id}`,
    [
      ['name', key.name],
      ['scopes', scopesOf(key)],
      ['account', key.accountId],
      ['last used', lastUse(key)],
      ['expires', expiry(key)],
      ['state', keyState(key)],
    ],
    view,
  );
}

/** A new key, which the server shows this once. */
function newKeyCard(key: NewApiKey, view: View, { io }: Context): string[] {
  return card(
    `API key ${key.id}`,
    [
      ['key', key.key],
      ['name', key.name],
      ['scopes', scopesOf(key)],
      ['expires', expiry(key)],
      ['note', 'The key is not shown again.'],
      ['to use it', `SHOP_TOKEN=${key.key} ${typedCommand(io)} whoami`],
    ],
    view,
  );
}

/** `shop keys`: API keys for programs. */
export function addKeys(program: Command, io: Io): void {
  const group = addGroup(program, 'keys', 'API keys with which programs call the shop (staff)');
  addList(group, io, {
    name: 'list',
    about: 'list API keys, newest first (admins: those of everyone)',
    call: ({ shop }, input) => shop.apiKeys.list.query(input),
    columns: { names: accountNames, personOf: ({ accountId }) => accountId, columns },
  });
  addCommand(group, io, {
    name: 'create',
    about: 'create an API key for your account',
    options: {
      name: required(text('--name <name>', 'what the key is for')),
      scopes: required(
        many(text('--scope <scope>', "what it may call: tickets.get, 'tickets.*' or '*:read'; can be repeated")),
      ),
      expiresInDays: integer('--expires-in-days <n>', 'days until it expires, default never'),
    },
    call: ({ shop }, input) => shop.apiKeys.create.mutate(input),
    show: newKeyCard,
  });
  addCommand(group, io, {
    name: 'revoke',
    about: 'revoke an API key (admins: that of anyone)',
    args: { id: required(id('<id>', 'the API key')) },
    call: ({ shop }, input) => shop.apiKeys.revoke.mutate(input),
    show: keyCard,
  });
}
