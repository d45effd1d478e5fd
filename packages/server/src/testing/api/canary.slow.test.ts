import { DrizzleQueryError } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { routes } from '../../http/rest/routes.ts';
import { type ServedTestShop, serveTestShop } from '../../http/testing.ts';
import type { Who } from '../../http/trpc/testing/steps/step.ts';
import { type Transport, createCanary, hasRoute, leaksIn, secretsIn } from '../canary.ts';
import { malformedRequests } from '../fuzz/requests.ts';
import { fuzz } from '../fuzz/run.ts';
import { someInputFor } from '../fuzz/values.ts';
import { procedures } from '../procedures.ts';
import { PASSWORD } from '../testing.ts';

const SECRET = '0f4c1c8e5d3b2a19-test-signing-key-7e6d';
const CANARY = 'canary-2c1f7a';
const secrets = [PASSWORD, SECRET, CANARY];

async function serve() {
  const server = await serveTestShop();
  onTestFinished(() => server.close());
  const { shop } = server;
  const tokens: Record<Who, string | undefined> = {
    visitor: undefined,
    customer: (await shop.customer()).session.token,
    guest: (await shop.customer()).session.token,
    mechanic: (await shop.mechanic()).session.token,
    admin: (await shop.admin()).session.token,
  };
  return { server, tokens, canary: createCanary(server.url) };
}

const linesOf = (server: ServedTestShop): string[] => server.lines().map((line) => JSON.stringify(line));

test.each<Transport>(['tRPC', 'REST'])(
  'successful calls by %s return no secrets except those they issue',
  async (by) => {
    const { server, tokens, canary } = await serve();
    await canary.playStory(by, tokens);
    const kept = await secretsIn(server.shop.shop.database.read);
    expect(kept.length).toBeGreaterThan(20);
    expect(leaksIn(canary.told, linesOf(server), [...secrets, ...kept])).toEqual([]);
    expect(linesOf(server).length).toBeGreaterThanOrEqual(canary.told.length);
  },
);

// Invalid in every way, with canaries in place of secrets.
const wrongInputs = [
  { password: CANARY, currentPassword: CANARY, newPassword: CANARY, token: CANARY, refreshToken: CANARY, code: CANARY },
  { email: `${CANARY}@example.com`, password: CANARY },
  { accountType: 'customer', email: `${CANARY}@`, password: CANARY, firstName: CANARY, lastName: `${CANARY}\0` },
  { id: CANARY, status: CANARY, search: `${CANARY}\0`, cursor: CANARY, description: 7, quantity: CANARY },
  { refreshToken: CANARY },
  { code: CANARY, newPassword: `${CANARY}-long-enough` },
  { id: 1, currentPassword: CANARY, newPassword: `${CANARY}-long-enough`, email: `${CANARY}@example.com` },
];

test('rejections repeat nothing from the request', async () => {
  const { server, tokens, canary } = await serve();
  for (const { path } of procedures) {
    for (const input of wrongInputs) {
      for (const token of [undefined, CANARY, tokens.customer]) await canary.call('tRPC', path, input, token);
      if (hasRoute(path)) await canary.call('REST', path, { id: 1, ...input }, tokens.admin);
    }
  }
  // Those calls changed nothing, so valid answers cannot reveal the canaries.
  expect(canary.told.filter(({ status }) => status < 300).map(({ path }) => path)).toEqual(
    expect.not.arrayContaining(['auth.login', 'auth.register', 'customers.create']),
  );
  expect(leaksIn(canary.told, linesOf(server), secrets)).toEqual([]);
});

test('malformed requests leave nothing in the log', async () => {
  const { server, tokens } = await serve();
  await fuzz(server.url, malformedRequests(7, 200, [tokens.customer ?? '']));
  expect(server.lines().length).toBeGreaterThan(100);
  expect(leaksIn([], linesOf(server), [...secrets, tokens.customer ?? ''])).toEqual([]);
});

const withPath = Object.assign(new Error(`ENOENT: no such file or directory, open '/var/lib/shop/${CANARY}.db'`), {
  code: 'ENOENT',
});
const thrown: readonly (readonly [string, unknown])[] = [
  [
    'a failed query',
    new DrizzleQueryError(`select "password_hash" from "accounts" where "email" = ?`, [CANARY], withPath),
  ],
  ['SQL in a message', new Error(`near "x": syntax error in insert into accounts values ('${CANARY}')`)],
  [
    'a value that PostgreSQL quotes',
    Object.assign(new Error(`invalid input syntax: "${CANARY}"`), { code: '22P02', detail: CANARY }),
  ],
  ['a path in a message', withPath],
  ['a stack in a message', new Error(`boom\n    at open (/home/shop/${CANARY}.ts:1:2)\n    at /srv/shop/x.js:3:4`)],
  ['a text', `password ${CANARY}`],
  ['an object', { password: CANARY, message: CANARY, stack: CANARY }],
  ['nothing', undefined],
];

const goodInputs = new Map(
  routes.map(({ procedurePath, input }) => [procedurePath, someInputFor(input) as Record<string, unknown>]),
);

test.each(thrown)('an unexpected error, %s, is masked in the response and described in the log', async (_, error) => {
  const { server, tokens, canary } = await serve();
  const { shop } = server.shop;
  const fail = (): never => {
    throw error;
  };
  const broken = new Proxy({}, { get: fail });
  // Everything behind the HTTP server fails from now on.
  Object.assign(shop, {
    database: { ...shop.database, read: broken, write: async () => fail() },
    passwords: { ...shop.passwords, verify: async () => fail(), hash: async () => fail() },
  });
  for (const [path, input] of goodInputs) {
    for (const by of ['tRPC', 'REST'] as const) await canary.call(by, path, input, tokens.admin);
  }
  const failed = canary.told.filter(({ status }) => status === 500);
  expect(failed.length).toBeGreaterThan(20);
  for (const { text } of failed) expect(text).toContain('"reason":"INTERNAL"');
  const lines = server.lines().filter(({ level }) => level === 'error');
  expect(lines).toHaveLength(failed.length);
  expect(leaksIn(canary.told, linesOf(server), secrets)).toEqual([]);
});

test('the leak detector finds what it looks for', () => {
  const code = `{"code":"${'AB12-'.repeat(6)}AB12"}`;
  expect(leaksIn([{ path: 'invites.create', status: 200, text: code }], [], [])).toEqual([]);
  expect(leaksIn([{ path: 'invites.list', status: 200, text: code }], [], [])).toHaveLength(1);
  const answer = { path: 'auth.me', status: 200, text: `{"token":"${'t'.repeat(30)}"}` };
  const login = { path: 'auth.login', status: 200, text: `{"token":"${'t'.repeat(30)}"}` };
  expect(leaksIn([login], [], [])).toEqual([]);
  expect(leaksIn([login, answer], [], [])).toHaveLength(1);
  expect(leaksIn([login], ['t'.repeat(30)], [])).toHaveLength(1);
  const key = `{"key":"msk_${'k'.repeat(43)}"}`;
  expect(leaksIn([{ path: 'apiKeys.create', status: 200, text: key }], [], [])).toEqual([]);
  expect(leaksIn([{ path: 'apiKeys.list', status: 200, text: key }], [], [])).toHaveLength(1);
  for (const text of [
    'a\n    at run (/x/y.ts:1:2)',
    'src/http/run/run.ts:12',
    "open '/var/lib/shop.db'",
    'select "id" from "accounts" where',
    `$2b$12$${'x'.repeat(53)}`,
  ]) {
    expect(leaksIn([], [text], []), text).toHaveLength(1);
  }
});
