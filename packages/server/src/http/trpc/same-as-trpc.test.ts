import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestShop } from '../../testing/testing.ts';
import { served } from '../run/served.ts';
import { serveTestShop } from '../testing.ts';
import { steps } from './testing/steps.ts';
import type { Kept, Step, Who } from './testing/steps/step.ts';
import { serveByStockAdapter } from './testing/stock-adapter.ts';

/** One of the two servers, with people of the same ids and rows. */
interface Side {
  url: string;
  tokens: Record<Who, string | undefined>;
  kept: Kept;
  close(): Promise<void>;
}

async function peopled(server: { url: string; shop: TestShop; close(): Promise<void> }): Promise<Side> {
  const { shop, url, close } = server;
  const admin = (await shop.admin()).session.token;
  const mechanic = (await shop.mechanic()).session.token;
  const customer = (await shop.customer()).session.token;
  const guest = (await shop.customer()).session.token;
  return { url, close, kept: {}, tokens: { visitor: undefined, customer, guest, mechanic, admin } };
}

let sides: [Side, Side];
beforeAll(async () => {
  sides = [await peopled(await serveTestShop()), await peopled(await serveByStockAdapter())];
});
afterAll(() => Promise.all(sides.map((side) => side.close())));

interface Request {
  who: Who;
  method: 'GET' | 'POST';
  /** What follows the prefix. */
  target: string;
  body?: string;
}

async function ask({ url, tokens }: Side, { who, method, target, body }: Request) {
  const token = tokens[who];
  const response = await fetch(`${url}/trpc/${target}`, {
    method,
    headers: {
      'x-request-id': 'one-and-the-same',
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, text: await response.text() };
}

// Tokens, keys and codes are random: everything else must be equal to the byte.
function masked(text: string): string {
  return text.replace(/"(token|refreshToken|key|code|secret)":"[\w.+/=-]{20,}"/g, (_, name: string) => `"${name}":"…"`);
}

/** Sends the same to both servers and compares the responses; returns both. */
async function expectSame(requestOf: (side: Side) => Request) {
  const [ours, stock] = await Promise.all(sides.map((side) => ask(side, requestOf(side))));
  expect({ ...ours, text: masked(ours!.text) }).toEqual({ ...stock, text: masked(stock!.text) });
  return [ours!, stock!] as const;
}

function requestFor(path: string, who: Who, json: string | undefined): Request {
  if (served.get(path)?.type !== 'query') return { who, method: 'POST', target: path, ...(json ? { body: json } : {}) };
  return { who, method: 'GET', target: json === undefined ? path : `${path}?input=${encodeURIComponent(json)}` };
}

const badInputs = [undefined, '{}', 'null', '[]', '"text"', '7', '{"unknown":1}', '{"id":"1"}', '{"id":987654321}'];
const wrongInputs = badInputs.filter((json) => json !== undefined && json !== '{}');

// Streams are refused with a status, which tRPC sends as an event; live.test.ts compares what they send.
const answered = [...served.values()].filter(({ type }) => type !== 'subscription').map(({ path }) => path);

test.each(answered)('%s rejects as tRPC does', async (path) => {
  for (const who of ['visitor', 'customer', 'admin'] as const) {
    // Procedures without required input would succeed; the sequence below calls those.
    for (const json of who === 'visitor' ? badInputs : wrongInputs) await expectSame(() => requestFor(path, who, json));
  }
});

function memberOf(text: string, member: string): string | number {
  let value: unknown = (JSON.parse(text) as { result: { data: unknown } }).result.data;
  for (const name of member.split('.')) value = (value as Record<string, unknown>)[name];
  return value as string | number;
}

async function play({ path, who, input, keep }: Step) {
  const answers = await expectSame(({ kept }) => requestFor(path, who, input && JSON.stringify(input(kept))));
  for (const [at, { status, text }] of answers.entries()) {
    expect(status, text).toBe(200);
    if (keep) sides[at]!.kept[keep.as] = memberOf(text, keep.member);
  }
}

const batches: [string, Omit<Request, 'who'>][] = [
  ['all good', { method: 'GET', target: 'inventory.list,mechanics.list?batch=1' }],
  ['of one', { method: 'GET', target: 'inventory.list?batch=1&input={}' }],
  ['good and bad', { method: 'GET', target: 'inventory.get,auth.me?batch=1&input={"0":{"id":0}}' }],
  ['all refused alike', { method: 'GET', target: 'inventory.get,inventory.get?batch=1&input={"0":{"id":0},"1":{}}' }],
  ['null among the inputs', { method: 'GET', target: 'inventory.list,auth.me?batch=1&input={"0":null,"1":null}' }],
  ['an unknown procedure', { method: 'GET', target: 'inventory.list,no.such?batch=1' }],
  ['an inherited name', { method: 'GET', target: 'constructor,__proto__?batch=1' }],
  ['mutations', { method: 'POST', target: 'auth.login,auth.refresh?batch=1', body: '{"1":{"refreshToken":"x"}}' }],
  ['mutations without a body', { method: 'POST', target: 'auth.login,auth.refresh?batch=1' }],
  [
    'mutations that succeed',
    {
      method: 'POST',
      target: 'inventory.create,inventory.create?batch=1',
      body: '{"0":{"name":"A","priceCents":1},"1":{"name":"B"}}',
    },
  ],
];

test.each(batches)('a batch, %s', async (_, request) => {
  for (const who of ['visitor', 'mechanic'] as const) await expectSame(() => ({ ...request, who }));
});

test.each([
  'no.such',
  'constructor',
  '__proto__',
  'inventory',
  'inventory.list?batch=0',
  'inventory.list?batch=1&batch=0',
  'inventory.list?input=',
  'inventory.list?other=1',
  'inventory.list?input=%7B%22limit%22%3A1%7D&input=%7B%22limit%22%3A0%7D',
  'inventory.list?input=%7B%22search%22%3A%22a+b%22%7D',
])('GET %s', async (target) => {
  await expectSame(() => ({ who: 'visitor', method: 'GET', target }));
});

test('every procedure answers as by tRPC, in sequence', async () => {
  const told = new Set(steps.map(({ path }) => path));
  expect(answered.filter((path) => !told.has(path))).toEqual([]);
  for (const step of steps) await play(step);
});
