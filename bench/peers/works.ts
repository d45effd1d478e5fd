import { type Tokens, largeTickets, sizes } from './data.ts';
import type { PageStart, Pages } from './pages.ts';
import type { Request } from './wrk.ts';

export type ServerName = 'ours' | 'fastify' | 'stock';

/** One implementation of a work. */
export interface Way {
  name: string;
  server: ServerName;
  requests: readonly Request[];
  /** The part of the response to compare; all ways of a work must return the same. */
  data: (json: unknown) => unknown;
  /** The number of calls in one request. */
  calls?: number;
  /** The least factor by which ours must be faster. */
  least?: number;
  /** How many times its p99 ours may have at most. */
  mostP99?: number;
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

const inputText = (input: unknown): string => encodeURIComponent(JSON.stringify(input));
const query = (path: string, input: unknown): string => `/trpc/${path}?input=${inputText(input)}`;

const trpcData = (json: unknown): unknown => member(json, 'result', 'data');
const bare = (json: unknown): unknown => json;
// Timestamps and counts differ between servers.
const written = (part: unknown): unknown => ['id', 'name', 'decimals'].map((name) => member(part, name));
// Cursors differ between servers.
const items = (json: unknown): unknown => member(json, 'items');

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** As many as there are, by their numbers from 1. */
function each<T>(count: number, of: (n: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => of(at + 1));
}

const ours = (requests: readonly Request[], data: Way['data']): Way => ({
  name: 'ours',
  server: 'ours',
  requests,
  data,
});
const stock = (requests: readonly Request[], data: Way['data']): Way => ({
  name: "tRPC's own adapter",
  server: 'stock',
  requests,
  data,
});

const MOST_P99 = 1.5;

/** The peer, which ours must beat by this factor. */
function peer(least: number, requests: readonly Request[], data: Way['data'], name = 'fastify'): Way {
  return { name, server: 'fastify', requests, data, least, mostP99: MOST_P99 };
}

const beforeOf = ({ before }: PageStart): string => (before === undefined ? '' : `&before=${before}`);

/** A list of which each user reads pages. */
function listWork(
  name: string,
  {
    starts,
    path,
    limit,
    peerPath,
    least,
  }: { starts: PageStart[]; path: string; limit: number; peerPath: string; least: number },
): Work {
  return {
    name,
    ways: [
      ours(
        starts.map(({ token, cursor }) => ({ path: query(path, { limit, cursor }), headers: bearer(token) })),
        (json) => items(trpcData(json)),
      ),
      peer(
        least,
        starts.map((start) => ({ path: `${peerPath}?limit=${limit}${beforeOf(start)}`, headers: bearer(start.token) })),
        items,
      ),
    ],
  };
}

function ticketWork({ mechanics }: Tokens): Work {
  const of = (n: number): string => mechanics[n % mechanics.length] ?? '';
  const ticket = (id: number): Request => ({ path: query('tickets.get', { id }), headers: bearer(of(id)) });
  const large = each(largeTickets, (n) => sizes.tickets + n);
  return {
    name: 'tickets.get, 10 jobs, 60 lines',
    ways: [
      ours(large.map(ticket), trpcData),
      peer(
        1,
        large.map((id) => ({ path: `/tickets/${id}`, headers: bearer(of(id)) })),
        bare,
      ),
      // It costs at most three times as much as a ticket with two lines.
      {
        ...ours(
          each(5_000, (n) => ticket(n * 10)),
          () => undefined,
        ),
        name: 'ours, a plain ticket',
        least: 1 / 3,
      },
    ],
  };
}

function batchWork(): Work {
  const batches = each(sizes.parts, (n) => {
    const inputs = each(10, (at): [number, { id: number }] => [at - 1, { id: 1 + ((n + at * 197) % sizes.parts) }]);
    const names = inputs.map(() => 'inventory.get').join(',');
    return { path: `/trpc/${names}?batch=1&input=${inputText(Object.fromEntries(inputs))}` };
  });
  const parts = each(sizes.parts, (id) => ({ path: query('inventory.get', { id }) }));
  return {
    name: 'a batch of 10 different reads',
    ways: [
      { ...ours(batches, bare), calls: 10 },
      { ...stock(batches, bare), calls: 10, least: 12 },
      { ...ours(parts, () => undefined), name: 'ours, one by one', least: 2.5 },
    ],
  };
}

/** Writes to all parts in turn by 200 mechanics: ours with a key, the ledger and an event each, the peer with none. */
function adjustWork({ mechanics }: Tokens): Work {
  const write = (n: number, path: string, body: object, headers: Record<string, string> = {}): Request => ({
    path,
    method: 'POST',
    headers: { ...bearer(mechanics[n % mechanics.length] ?? ''), 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const keyed = { 'idempotency-key': '{key}' };
  const calls = each(sizes.parts, (id) => ({ id, delta: 1 + (id % 7) }));
  return {
    name: 'inventory.adjust, durable, keyed',
    ways: [
      ours(
        calls.map((input) => write(input.id, '/trpc/inventory.adjust', input, keyed)),
        (json) => written(trpcData(json)),
      ),
      peer(
        4,
        calls.map(({ id, delta }) => write(id, `/inventory/${id}/adjust`, { delta })),
        written,
        'fastify, one commit a write',
      ),
    ],
  };
}

export function worksFor(tokens: Tokens, pages: Pages): Work[] {
  const parts = each(sizes.parts, (id) => ({ path: query('inventory.get', { id }) }));
  const first = (token: string): PageStart => ({ token, cursor: undefined, before: undefined });
  const mine = { path: 'tickets.mine', peerPath: '/my-tickets', least: 1.1 };
  return [
    {
      name: 'inventory.get',
      ways: [
        ours(parts, trpcData),
        peer(
          1.1,
          each(sizes.parts, (id) => ({ path: `/inventory/${id}` })),
          bare,
        ),
        stock(parts, trpcData),
      ],
    },
    listWork('customers.list of 50', {
      starts: pages.customers,
      path: 'customers.list',
      limit: 50,
      peerPath: '/customers',
      least: 1.15,
    }),
    listWork('tickets.mine, 20 of a mechanic', { ...mine, starts: pages.mine, limit: 20 }),
    listWork('tickets.mine, 5 of a customer', { ...mine, starts: tokens.customers.map(first), limit: 20 }),
    ticketWork(tokens),
    {
      name: 'mechanics.ranking',
      ways: [ours([{ path: '/trpc/mechanics.ranking' }], trpcData), peer(20, [{ path: '/mechanics/ranking' }], bare)],
    },
    batchWork(),
    adjustWork(tokens),
  ];
}
