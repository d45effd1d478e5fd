import { expect } from 'vitest';
import { type Case, NOWHERE, deleted, first, testCommands } from '../testing/command-cases.ts';
import { type Fixtures, createFixtures } from '../testing/fixtures.ts';

/** The newest invite as shown only once, with its code. */
const newCode: Case<Fixtures>['json'] = async (shop) => {
  const invite = first(await shop.invites.list.query({ limit: 1 }));
  return {
    id: invite?.id,
    role: invite?.role,
    email: invite?.email,
    customerId: invite?.customerId,
    expiresAt: invite?.expiresAt,
    code: expect.any(String),
  };
};

const cases: Case<Fixtures>[] = [
  {
    name: 'customers list',
    line: () => ['--search', 'will', '--limit', 2],
    shows: ['NAME', 'Will Walkin', '123'],
    json: (shop) => shop.customers.list.query({ search: 'will', limit: 2 }),
    refused: [() => ['--cursor', 'x'], 2, /--cursor: /],
  },
  {
    name: 'customers show',
    line: ({ walkIn }) => [walkIn.id],
    shows: ['Will Walkin', '123'],
    json: (shop, { walkIn }) => shop.customers.get.query({ id: walkIn.id }),
    refused: [() => [NOWHERE], 4, /customer/],
  },
  {
    name: 'customers add',
    line: () => ['--first-name', 'Nora', '--last-name', 'New', '--address', 'Main Street 1'],
    shows: ['Nora New', 'Main Street 1'],
    json: async (shop) => first(await shop.customers.list.query({ limit: 1 })),
    refused: [({ customer }) => ['--first-name', 'A', '--last-name', 'B', '--email', customer.email], 5, /e-mail/],
  },
  {
    name: 'customers update',
    line: ({ walkIn }) => [walkIn.id, '--clear', 'phone', '--address', 'Mill Lane'],
    shows: ['Mill Lane'],
    json: (shop, { walkIn }) => shop.customers.get.query({ id: walkIn.id }),
    refused: [({ walkIn }) => [walkIn.id], 2, /Name at least one option/],
  },
  {
    name: 'customers delete',
    line: ({ walkIn }) => [walkIn.id],
    shows: ['deleted'],
    json: deleted,
    refused: [({ customer }) => [customer.id], 5, /tickets/i],
  },
  {
    name: 'customers invite',
    line: ({ walkIn }) => [walkIn.id],
    shows: ['code', 'customer', 'register --invite-code'],
    json: newCode,
    refused: [() => [NOWHERE], 4, /customer/],
  },

  {
    name: 'mechanics list',
    line: () => ['--search', 'grace', '--limit', 1],
    who: 'anonymous',
    shows: ['SPECIALTY', 'Grace Hopper', 'engines'],
    json: (shop) => shop.mechanics.list.query({ search: 'grace', limit: 1 }),
    refused: [() => ['--limit', 0], 2, /--limit: /],
  },
  {
    name: 'mechanics show',
    line: ({ mechanic }) => [mechanic.id],
    who: 'anonymous',
    shows: ['Grace Hopper', 'engines'],
    json: (shop, { mechanic }) => shop.mechanics.get.query({ id: mechanic.id }),
    refused: [() => [NOWHERE], 4, /mechanic/],
  },
  {
    name: 'mechanics ranking',
    line: () => ['--limit', 100],
    who: 'anonymous',
    shows: ['TICKETS', 'Grace Hopper'],
    json: (shop) => shop.mechanics.ranking.query({ limit: 100 }),
    refused: [() => ['--limit', 101], 2, /--limit: /],
  },
  {
    name: 'mechanics records',
    line: () => ['--active'],
    shows: ['SALARY', 'Grace Hopper'],
    json: (shop) => shop.mechanics.records.query({ active: true }),
    refused: [() => ['--cursor', 'x'], 2, /--cursor: /],
  },
  {
    name: 'mechanics record',
    line: ({ mechanic }) => [mechanic.id],
    shows: ['Grace Hopper', 'yes'],
    json: (shop, { mechanic }) => shop.mechanics.record.query({ id: mechanic.id }),
    refused: [() => [NOWHERE], 4, /mechanic/],
  },
  {
    name: 'mechanics add',
    line: ({ car }) => ['--email', `m${car.id}@shop.test`, '--first-name', 'Max', '--last-name', 'New'],
    shows: ['Max New'],
    json: async (shop) => first(await shop.mechanics.records.query({ limit: 1 })),
    refused: [({ mechanic }) => ['--email', mechanic.email, '--first-name', 'A', '--last-name', 'B'], 5, /e-mail/],
  },
  {
    name: 'mechanics update',
    line: ({ mechanic }) => [mechanic.id, '--salary', '3200.50', '--no-active'],
    shows: ['3200.50', 'no'],
    json: (shop, { mechanic }) => shop.mechanics.record.query({ id: mechanic.id }),
    refused: [({ mechanic }) => [mechanic.id, '--email', 'anonymous'], 2, /--email: /],
  },

  {
    name: 'invites create',
    line: () => ['--role', 'mechanic', '--expires-in-hours', 2],
    shows: ['code', 'register --account-type mechanic --invite-code'],
    json: newCode,
    refused: [() => ['--role', 'admin', '--expires-in-hours', 1000], 2, /--expires-in-hours: /],
  },
  {
    name: 'invites list',
    line: () => ['--limit', 1],
    shows: ['STATE', 'waiting', 'new@example.com'],
    json: (shop) => shop.invites.list.query({ limit: 1 }),
    refused: [() => ['--limit', -1], 2, /--limit: /],
  },
  {
    name: 'invites revoke',
    line: ({ invite }) => [invite.id],
    shows: ['revoked'],
    json: async (shop) => first(await shop.invites.list.query({ limit: 1 })),
    refused: [() => [NOWHERE], 4, /invite/],
  },
];

testCommands(cases, createFixtures);
