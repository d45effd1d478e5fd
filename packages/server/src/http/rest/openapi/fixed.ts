const header = (description: string, schema: object) => ({ description, schema });

/** Response headers. */
export const headers = {
  'x-request-id': header('Identifies this request in the log; the sent id, if it was well-formed.', {
    type: 'string',
    pattern: '^[A-Za-z0-9_-]{1,64}$',
  }),
  'ratelimit-policy': header('The limit that counted this call: `"default";q=600;w=60`. Absent where limits are off.', {
    type: 'string',
  }),
  ratelimit: header('What remains of it: `"default";r=599;t=42`.', { type: 'string' }),
  'idempotent-replay': header('`true` for a response replayed from an earlier call with the same key.', {
    type: 'string',
    const: 'true',
  }),
  'dry-run': header('`true` for the response of a dry run, which has changed nothing.', {
    type: 'string',
    const: 'true',
  }),
  'retry-after': header('The number of seconds to wait before a retry.', {
    type: 'integer',
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
  }),
  'www-authenticate': header('Requests a bearer token: `Bearer`. For the calendar, `Basic` also works.', {
    type: 'string',
    pattern: '^Bearer',
  }),
};

/** The header of a file. */
export const disposition = header('The name to save the file under.', { type: 'string' });

export const idempotencyKey = {
  name: 'idempotency-key',
  in: 'header',
  required: false,
  description: 'Repeated calls under one key take effect once and get the first response, for 24 hours.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

export const dryRun = {
  name: 'dry-run',
  in: 'header',
  required: false,
  description: 'Returns what the call would return, and changes nothing. Ids of new rows are not promised.',
  schema: { type: 'string', const: 'true' },
};
