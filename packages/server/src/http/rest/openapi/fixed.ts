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
    type: 'string',
    const: 'true',
  }),
  'retry-after': header('After how many seconds to try again.', {
    type: 'integer',
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
  }),
  'www-authenticate': header('Says that a bearer token is wanted.', { type: 'string', const: 'Bearer' }),
};

export const idempotencyKey = {
  name: 'idempotency-key',
  in: 'header',
  required: false,
  description: 'Repeats of a call under one key take effect once and get the first answer, for 24 hours.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};
