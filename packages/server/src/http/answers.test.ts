import { afterAll, beforeAll, expect, test } from 'vitest';
import { proceduresOf } from '../api/procedures.ts';
import { dialect } from '../platform/db/columns.ts';
import { appRouter } from '../router.ts';
import { type Actor, somePart, someTicket } from '../testing/testing.ts';
import { type ServedTestShop, serveTestShop } from './testing.ts';

let server: ServedTestShop;
let [mechanic, colleague, customer, other] = [] as unknown as [Actor, Actor, Actor, Actor];
beforeAll(async () => {
  server = await serveTestShop();
  const { shop } = server;
  [mechanic, colleague, customer, other] = await Promise.all([
    shop.mechanic(),
    shop.mechanic(),
    shop.customer(),
    shop.customer(),
  ]);
});
afterAll(() => server.close());

async function read(actor: Actor, path: string, input: object, headers: Record<string, string> = {}): Promise<string> {
  const query = `?batch=1&input=${encodeURIComponent(JSON.stringify({ 0: input }))}`;
  const response = await fetch(`${server.url}/trpc/${path}${query}`, {
    headers: { authorization: `Bearer ${actor.session.token}`, ...headers },
  });
  return response.text();
}

const asked = () => ({ ...server.shop.shop.answers.asked });

test.runIf(dialect === 'sqlite')('staff share an answer until something changes, customers share none', async () => {
  await someTicket(customer);
  const before = asked();
  const first = await read(mechanic, 'tickets.list', { limit: 5 });
  for (const actor of [colleague, mechanic, colleague]) {
    expect(await read(actor, 'tickets.list', { limit: 5 })).toBe(first);
  }
  expect(asked()).toEqual({ hits: before.hits + 2, misses: before.misses + 2 });
  for (let n = 0; n < 2; n += 1) expect(await read(customer, 'tickets.mine', {})).not.toContain('"items":[]');
  expect(await read(other, 'tickets.mine', {})).toContain('"items":[]');
  expect(asked()).toEqual({ hits: before.hits + 2, misses: before.misses + 5 });
});

test('a change is in the next answer of everyone', async () => {
  const part = await somePart(mechanic, { quantity: 1000 });
  const { id } = await someTicket(customer);
  for (let count = 1; count <= 20; count += 1) {
    await mechanic.call.tickets.addPart({ id, partId: part.id, quantity: 1 });
    const texts = await Promise.all([
      read(mechanic, 'tickets.get', { id }),
      read(colleague, 'tickets.get', { id }),
      read(mechanic, 'tickets.get', { id }),
      read(colleague, 'tickets.get', { id }),
      read(customer, 'tickets.get', { id }),
      read(customer, 'tickets.mine', {}),
      read(colleague, 'tickets.list', {}),
    ]);
    for (const text of texts) expect(text).toContain(`"quantity":${count},`);
  }
});

test('what only staff see stays with staff, also on the same ticket', async () => {
  const { id } = await someTicket(customer);
  await mechanic.call.tickets.setHold({ id, hold: { reason: 'other', note: 'waits for a call' } });
  // The third of each is a kept one.
  for (let n = 0; n < 3; n += 1) {
    expect(await read(mechanic, 'tickets.get', { id })).toContain('waits for a call');
    const shown = await read(customer, 'tickets.get', { id });
    expect(shown).toContain('"hold":{');
    expect(shown).not.toContain('waits for a call');
    expect(await read(other, 'tickets.get', { id })).toContain('NOT_FOUND');
  }
  expect(await read(mechanic, 'customers.list', {})).toContain('"items"');
  expect(await read(customer, 'customers.list', {})).toContain('ROLE_REQUIRED');
});

test('a kept answer is the same by every way', async () => {
  const { id } = await someTicket(customer);
  const [result] = JSON.parse(await read(mechanic, 'tickets.get', { id })) as [{ result: { data: unknown } }];
  const byRest = await fetch(`${server.url}/api/service-tickets/${id}`, {
    headers: { authorization: `Bearer ${mechanic.session.token}` },
  });
  expect(await byRest.json()).toEqual(result.result.data);
  const streamed = await read(mechanic, 'tickets.get', { id }, { 'trpc-accept': 'application/jsonl' });
  expect(streamed).toContain(JSON.stringify(result.result.data));
});

test('only reads of people who are logged in are shared', () => {
  const shared = proceduresOf(appRouter).filter(({ meta }) => meta?.sharedBy !== undefined);
  expect(shared.length).toBeGreaterThan(3);
  for (const { path, type, meta } of shared) {
    expect(type, path).toBe('query');
    expect(meta?.access, path).not.toBe('public');
  }
});
