import { type Reason, reasons } from '@mechanic-shop/shared';
import { sampleRefusal } from './reasons.ts';

const header = (description: string, schema: object) => ({ description, schema });

/** The headers that answers may carry. */
export const headers = {
  'x-request-id': header('Names this request in the log; the one that was sent, where it was well-formed.', {
    type: 'string',
    pattern: '^[A-Za-z0-9_-]{1,64}$',
  }),
  'ratelimit-policy': header('The limit that counted this call: `"default";q=600;w=60`. Absent where limits are off.', {
    type: 'string',
  }),
  ratelimit: header('What is left of it: `"default";r=599;t=42`.', { type: 'string' }),
  'idempotent-replay': header('`true` where this is the answer that an earlier call with the same key got.', {
    const: 'true',
  }),
  'retry-after': header('After how many seconds to try again.', { type: 'integer', minimum: 1 }),
  'www-authenticate': header('Says that a bearer token is wanted.', { const: 'Bearer' }),
};

/** The one error shape. */
export const errorSchema = {
  type: 'object',
  description: 'Every refusal, here and over tRPC.',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['message', 'code', 'data'],
      properties: {
        message: { type: 'string', description: 'For people: what is wrong and what to do.' },
        code: { type: 'integer', description: "tRPC's number for `data.code`." },
        data: {
          type: 'object',
          required: ['code', 'httpStatus', 'requestId', 'reason'],
          properties: {
            code: { type: 'string', examples: ['CONFLICT'] },
            httpStatus: { type: 'integer', examples: [409] },
            path: { type: 'string', description: 'The procedure; absent where the request as a whole was refused.' },
            requestId: { type: 'string' },
            reason: {
              type: 'string',
              description: 'For programs. An open list: treat an unknown reason as "other".',
              examples: [...reasons],
            },
            details: { type: 'object', description: 'What belongs to the reason, where it has details.' },
          },
        },
      },
    },
  },
};

/** A refusal for each of these reasons. */
export const errorExamplesOf = (some: Iterable<Reason>): Record<string, object> =>
  Object.fromEntries([...some].map((reason) => [reason, { summary: reason, value: sampleRefusal(reason).body }]));

export const idempotencyKey = {
  name: 'idempotency-key',
  in: 'header',
  required: false,
  description: 'Repeats of a call under one key take effect once and get the first answer, for 24 hours.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

export const tags = [
  { name: 'auth', description: 'Accounts and sessions.' },
  { name: 'customers', description: "The shop's customers, with and without a login." },
  { name: 'inventory', description: 'Parts and the ledger of their stock.' },
  { name: 'invites', description: 'One-time codes with which staff join and walk-ins get a login.' },
  { name: 'mechanics', description: "The shop's staff." },
  { name: 'tickets', description: 'What is to be done to which car, by whom, with which parts.' },
  { name: 'vehicles', description: "The customers' vehicles." },
];
