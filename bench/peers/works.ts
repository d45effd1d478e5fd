import { LARGE_TICKET, type Tokens, sizes } from './data.ts';
import type { Ask } from './wrk.ts';

export type ServerName = 'ours' | 'fastify' | 'stock';

/** One implementation of a work. */
export interface Way {
  name: string;
  server: ServerName;
  ask: Ask;
  /** The part of the response to compare; all ways of a work must return the same. */
  data: (json: unknown) => unknown;
  /** The number of calls in one request. */
  calls?: number;
  /** The least factor by which ours must be faster. */
  least?: number;
}

/** The same work done in several ways; the first is ours, and the ratios say how many times faster it is. */
export interface Work {
  name: string;
  ways: readonly Way[];
}

function member(of: unknown, ...names: string[]): unknown {
  return names.reduce<unknown>(
    (it, name) => (typeof it === 'object' && it !== null ? Reflect.get(it, name) : undefined),
    of,
  );
}

function inputText(input: unknown): string {
  return encodeURIComponent(JSON.stringify(input)).replaceAll('%7Bn%7D', '{n}').replaceAll('%22{n}%22', '{n}');
}

const query = (path: string, input: unknown): string => `/trpc/${path}?input=${inputText(input)}`;

const trpcData = (json: unknown): unknown => member(json, 'result', 'data');
const bare = (json: unknown): unknown => json;
// Timestamps and counts differ between servers.
const written = (part: unknown): unknown => ['id', 'name', 'quantity', 'available'].map((name) => member(part, name));
// Cursors differ between servers.
const items = (json: unknown): unknown => member(json, 'items');

function ways(server: ServerName, ask: Ask, data: Way['data'], name: string = server): Way {
  return {
    name,
    server,
    ask,
    data,
  };
}

/** A way that ours must beat by this factor. */
const beaten = (least: number, way: Way): Way => ({ ...way, least });

export function worksFor({ mechanic, customer }: Tokens): Work[] {
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const signedIn = (name: string, call: Ask, path: string, [jose, cached]: [number, number]): Work => ({
    name,
    ways: [
      ways('ours', call, (json) => items(trpcData(json))),
      beaten(jose, ways('fastify', { ...call, path: `/verifying${path}` }, items, 'fastify, jose')),
      beaten(cached, ways('fastify', { ...call, path: `/caching${path}` }, items, 'fastify, tokens cached')),
      ways('stock', call, (json) => items(trpcData(json))),
    ],
  });
  const part = { path: query('inventory.get', { id: '{n}' }), upTo: sizes.parts };
  const ids = ['{n}', ...Array.from({ length: 9 }, (_, n) => 1 + n * 150)];
  const batch = {
    path: `/trpc/${ids.map(() => 'inventory.get').join(',')}?batch=1&input=${inputText(Object.fromEntries(ids.map((id, n) => [n, { id }])))}`,
    upTo: sizes.parts,
  };
  const ticket = (id: number | string): Ask => ({ path: query('tickets.get', { id }), headers: bearer(mechanic) });
  const write = (path: string, method: 'PUT' | 'POST', body: string): Ask => ({
    path,
    method,
    headers: { ...bearer(mechanic), 'content-type': 'application/json' },
    body,
    upTo: 50_000,
  });
  return [
    {
      name: 'inventory.get',
      ways: [
        ways('ours', part, trpcData),
        beaten(1, ways('fastify', { path: '/inventory/{n}', upTo: sizes.parts }, bare)),
        ways('stock', part, trpcData),
      ],
    },
    signedIn(
      'customers.list of 50',
      { path: query('customers.list', { limit: 50 }), headers: bearer(mechanic) },
      '/customers?limit=50',
      [1.5, 1],
    ),
    signedIn(
      'tickets.mine, 20 of a mechanic',
      { path: '/trpc/tickets.mine', headers: bearer(mechanic) },
      '/my-tickets',
      [1.3, 1],
    ),
    signedIn(
      'tickets.mine, 5 of a customer',
      { path: '/trpc/tickets.mine', headers: bearer(customer) },
      '/my-tickets',
      [1.3, 1],
    ),
    {
      // It costs at most three times as much as a ticket with two lines.
      name: 'tickets.get, 10 jobs, 60 lines',
      ways: [
        ways('ours', ticket(LARGE_TICKET), () => undefined),
        beaten(
          1 / 3,
          ways('ours', { ...ticket('{n}'), upTo: sizes.tickets }, () => undefined, 'ours, a plain ticket'),
        ),
      ],
    },
    {
      name: 'mechanics.ranking',
      ways: [
        ways('ours', { path: '/trpc/mechanics.ranking' }, trpcData),
        beaten(20, ways('fastify', { path: '/mechanics/ranking' }, bare)),
      ],
    },
    {
      name: 'a batch of 10 reads',
      ways: [
        { ...ways('ours', batch, (json) => json), calls: 10 },
        beaten(12, { ...ways('stock', batch, (json) => json), calls: 10 }),
        beaten(
          2.5,
          ways('ours', part, () => undefined, 'ours, one by one'),
        ),
      ],
    },
    {
      name: 'inventory.update, durable',
      ways: [
        ways('ours', write('/trpc/inventory.update', 'POST', '{"id":77,"quantity":{n}}'), (json) =>
          written(trpcData(json)),
        ),
        beaten(
          5,
          ways(
            'fastify',
            write('/caching/inventory/77', 'PUT', '{"quantity":{n}}'),
            written,
            'fastify, one commit a write',
          ),
        ),
      ],
    },
  ];
}
