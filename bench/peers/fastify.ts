// oxlint-disable no-async-endpoint-handlers -- Fastify, unlike Express, catches what they reject.
// The peer: a hand-written Fastify server on the same database file, as its users write it well. Statements prepared
// once, which plan once, response schemas, keyset pages, verified tokens kept; no limits, sessions, ledger, events,
// idempotency keys, request ids or log.
import {
  LRUCache,
  type FastifyInstance,
  type FastifyRequest,
  Sqlite,
  fastify,
  jwtVerify,
} from '../../packages/server/src/testing/libraries.ts';
import { secret } from './data.ts';
import { openQueries } from './queries.ts';
import { customerPage, errorShape, partShape, rankingShape, ticketPage, ticketShape } from './schemas.ts';

const [file = '', port = '0'] = process.argv.slice(2);

interface User {
  id: number;
  role: string;
}
interface Verified extends User {
  expiresAt: number;
}

const key = new TextEncoder().encode(secret);
async function verify(authorization: string | undefined): Promise<Verified | null> {
  if (!authorization?.startsWith('Bearer ')) return null;
  try {
    const { payload } = await jwtVerify(authorization.slice(7), key, { algorithms: ['HS256'] });
    return { id: Number(payload.sub), role: String(payload['role']), expiresAt: (payload.exp ?? 0) * 1000 };
  } catch {
    return null;
  }
}

const seen = new LRUCache<string, Verified>({ max: 10_000 });
function verifyOnce(authorization: string | undefined): Verified | null | Promise<Verified | null> {
  const known = seen.get(authorization ?? '');
  if (known && known.expiresAt > Date.now()) return known;
  return verify(authorization).then((user) => {
    if (user && authorization) seen.set(authorization, user);
    return user;
  });
}

const queries = openQueries(new Sqlite(file));
const app = fastify({ logger: false });

class Refusal extends Error {
  readonly statusCode: number;
  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

function demand(user: User | null): User {
  if (!user) throw new Refusal(401, 'Sign in first.');
  return user;
}
function assertStaff(user: User | null): User {
  if (demand(user).role === 'customer') throw new Refusal(403, 'Only for mechanics.');
  return demand(user);
}

const id = { type: 'object', properties: { id: { type: 'integer', minimum: 1 } }, required: ['id'] } as const;
const page = {
  type: 'object',
  properties: { limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 }, before: { type: 'integer' } },
} as const;
const responses = (shape: object) => ({ 200: shape, '4xx': errorShape });

interface PageQuery {
  limit: number;
  before?: number;
}

app.get<{ Params: { id: number } }>(
  '/inventory/:id',
  { schema: { params: id, response: responses(partShape) } },
  (request, reply) => {
    const part = queries.part(request.params.id);
    if (!part) throw new Refusal(404, 'No such part.');
    void reply.send(part);
  },
);

app.get('/mechanics/ranking', { schema: { response: responses(rankingShape) } }, (_request, reply) => {
  void reply.send({ items: queries.ranking(10) });
});

/** The routes for signed-in people. */
async function signedIn(scope: FastifyInstance) {
  const userOf = (request: FastifyRequest) => verifyOnce(request.headers.authorization);

  scope.get<{ Querystring: PageQuery }>(
    '/customers',
    { schema: { querystring: page, response: responses(customerPage) } },
    async (request) => {
      assertStaff(await userOf(request));
      return queries.customers(request.query.limit, request.query.before);
    },
  );
  scope.get<{ Querystring: PageQuery }>(
    '/my-tickets',
    { schema: { querystring: page, response: responses(ticketPage) } },
    async (request) => {
      const user = demand(await userOf(request));
      return queries.ticketsOf(user, request.query.limit, request.query.before);
    },
  );
  scope.get<{ Params: { id: number } }>(
    '/tickets/:id',
    { schema: { params: id, response: responses(ticketShape) } },
    async (request) => {
      const ticket = queries.ticket(demand(await userOf(request)), request.params.id);
      if (!ticket) throw new Refusal(404, 'No such ticket.');
      return ticket;
    },
  );
  scope.post<{ Params: { id: number }; Body: { delta: number } }>(
    '/inventory/:id/adjust',
    {
      schema: {
        params: id,
        body: {
          type: 'object',
          properties: { delta: { type: 'integer', minimum: -1_000_000_000, maximum: 1_000_000_000 } },
          required: ['delta'],
          additionalProperties: false,
        },
        response: responses(partShape),
      },
    },
    async (request) => {
      assertStaff(await userOf(request));
      const part = queries.adjust(request.params.id, request.body.delta);
      if (!part) throw new Refusal(409, 'No such part, or fewer than are reserved.');
      return part;
    },
  );
}

await app.register(signedIn);
console.log(JSON.stringify({ msg: 'listening', url: await app.listen({ port: Number(port), host: '127.0.0.1' }) }));
process.on('SIGTERM', () => process.exit(0));
