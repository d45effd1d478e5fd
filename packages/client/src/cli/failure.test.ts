import { type Reason, type ReasonDetails, NOTHING_TO_CHANGE, reasonCodes, reasons } from '@mechanic-shop/shared';
import { describe, expect, test } from 'vitest';
import { asFailure } from './failure.ts';
import { fakeShop, refuse } from './testing/fake-shop.ts';
import { runShop } from './testing/run-shop.ts';
import { part, ticket } from './testing/samples.ts';

const details: Partial<ReasonDetails> = {
  INVALID_INPUT: { issues: [{ path: ['priceCents'], message: 'Too big.' }] },
  ROLE_REQUIRED: { role: 'admin' },
  NOT_FOUND: { resource: 'part' },
  INSUFFICIENT_STOCK: { partId: 7, requested: 5, available: 2 },
  VERSION_MISMATCH: { current: ticket },
  OVERPAID: { balanceCents: 100 },
  REFUND_TOO_LARGE: { refundableCents: 100 },
  RATE_LIMITED: { retryAfterSeconds: 7 },
};

const expected = {
  BAD_REQUEST: 2,
  PAYLOAD_TOO_LARGE: 2,
  UNSUPPORTED_MEDIA_TYPE: 1,
  METHOD_NOT_SUPPORTED: 1,
  UNAUTHORIZED: 3,
  FORBIDDEN: 3,
  NOT_FOUND: 4,
  CONFLICT: 5,
  TOO_MANY_REQUESTS: 6,
  INTERNAL_SERVER_ERROR: 1,
} as const;

// The client repeats calls that meet 503; that status is proved without waiting for it.
function passing(reason: Reason) {
  return reasonCodes[reason] === 'SERVICE_UNAVAILABLE' || reason === 'IDEMPOTENCY_IN_PROGRESS';
}

test.for(reasons.filter((reason) => !passing(reason)))('%s decides the exit status', async (reason) => {
  const { env } = await fakeShop(() => refuse(reason, details[reason], 'So it is.'));
  const { status, out, err } = await runShop(['parts', 'add', '--name', 'x', '--price', '1'], { env });
  const code = reasonCodes[reason];
  expect(code !== 'SERVICE_UNAVAILABLE' && expected[code]).toBe(status);
  expect(out).toBe('');
  expect(err).toMatch(/^error: .+\n(?:.+\n)?$/u);
});

test.each([
  ['name and SKU', { ...part, id: 7, name: 'Engine oil', sku: 'OIL-5W30' }, 'Engine oil (OIL-5W30) has only 2'],
  ['name and id without a SKU', { ...part, id: 7, name: 'Engine oil', sku: null }, 'Engine oil (7) has only 2'],
  ['id when it is gone', null, 'Part 7 has only 2'],
])('a shortage names the part by %s', async (_, found, says) => {
  const { env } = await fakeShop(({ path }) =>
    path === 'inventory.get'
      ? (found ?? refuse('NOT_FOUND', { resource: 'part' }))
      : refuse(
          'INSUFFICIENT_STOCK',
          details.INSUFFICIENT_STOCK,
          'Part 7 has only 2 available, not 5. Use a lower one.',
        ),
  );
  const { status, err } = await runShop(['tickets', 'add-canned', '5', '9'], { env });
  expect({ status, err }).toEqual({ status: 5, err: `error: ${says} available, not 5. Use a lower one.\n` });
});

describe('error messages', () => {
  const situation = {
    url: 'http://shop.example',
    token: undefined,
    program: './shop',
    names: new Map([['priceCents', '--price']]),
  };
  const refusal = (data: object) => Object.assign(new Error('As the server says.'), { data });

  test('503 is reported as unavailable, with the message of the server', () => {
    const error = refusal({ reason: 'OVERLOADED', httpStatus: 503, details: { retryAfterSeconds: 1 } });
    expect(asFailure(error, situation)).toMatchObject({ status: 6, message: 'As the server says.' });
  });

  test('an unknown reason gets the exit status of its HTTP status', () => {
    expect(asFailure(refusal({ reason: 'NEW', httpStatus: 409 }), situation)).toMatchObject({ status: 5 });
    expect(asFailure(refusal({ reason: 'NEW', httpStatus: 418 }), situation)).toMatchObject({ status: 1 });
  });

  test('anything else is another failure', () => {
    expect(asFailure(new Error('Disk full.'), situation)).toMatchObject({ status: 1, message: 'Disk full.' });
  });

  test('refused members are named as they were typed', async () => {
    const issues = [
      { path: ['priceCents'], message: 'Too big.' },
      { path: ['name', 0], message: 'Too short.' },
      { path: ['name'], message: 'Follows from the first.' },
      { path: ['newMember'], message: 'Odd.' },
      { path: [], message: 'All wrong.' },
    ];
    const { env } = await fakeShop(() => refuse('INVALID_INPUT', { issues }));
    const { status, err } = await runShop(['parts', 'add', '--name', 'x', '--price', '1'], { env });
    expect(status).toBe(2);
    expect(err).toBe(
      'error: --price: Too big.\nerror: --name: Too short.\nerror: newMember: Odd.\nerror: All wrong.\n',
    );
  });

  test('bounds of money are shown as amounts are typed', async () => {
    const issues = [
      { path: ['priceCents'], message: 'Use a number of at most 100000000.' },
      { path: ['quantity'], message: 'Use a number of at most 1000.' },
      { path: ['name'], message: 'A purchase is at most 12025 cents: use a lower quantity or cost.' },
    ];
    const { env } = await fakeShop(() => refuse('INVALID_INPUT', { issues }));
    const { err } = await runShop(['parts', 'add', '--name', 'x', '--price', '1'], { env });
    expect(err.split('\n')).toEqual([
      'error: --price: Use an amount of at most 1000000.00.',
      'error: --quantity: Use a number of at most 1000.',
      'error: --name: A purchase is at most 120.25: use a lower quantity or cost.',
      '',
    ]);
  });

  test.for([
    ['OVERPAID', { balanceCents: 12_025 }, 'Only 120.25 is left to pay: record at most that.'],
    ['OVERPAID', { balanceCents: 0 }, 'As the server says.'],
    ['REFUND_TOO_LARGE', { refundableCents: 5 }, 'Only 0.05 of this payment is left: refund at most that.'],
    ['REFUND_TOO_LARGE', { refundableCents: 0 }, 'As the server says.'],
  ] as const)('%s with %o shows the amount', ([reason, details, message]) => {
    expect(asFailure(refusal({ reason, httpStatus: 409, details }), situation).message).toBe(message);
  });

  test('arguments and the options of lists have names too', async () => {
    const issues = [
      { path: ['addIds', 1], message: 'Unknown.' },
      { path: ['limit'], message: 'Too many.' },
    ];
    const { env } = await fakeShop(() => refuse('INVALID_INPUT', { issues }));
    const assign = await runShop(['tickets', 'assign', '12', '3', '4'], { env });
    expect(assign.err).toContain('<mechanics>: Unknown.');
    const list = await runShop(['parts', 'list', '--limit', '1000'], { env });
    expect(list.err).toContain('--limit: Too many.');
  });

  test('an update without a change says what to add', async () => {
    const issues = [{ path: [], message: NOTHING_TO_CHANGE }];
    const { env } = await fakeShop(() => refuse('INVALID_INPUT', { issues }));
    const { status, err } = await runShop(['parts', 'update', '7'], { env });
    expect(status).toBe(2);
    expect(err).toBe('error: Name at least one option to change: --help lists them.\n');
  });

  test('a caller who is not logged in reads how to log in, and to which server', async () => {
    const { env, url } = await fakeShop(() => refuse('NOT_SIGNED_IN'));
    const { status, err } = await runShop(['whoami'], { env });
    expect(status).toBe(3);
    expect(err).toBe(`error: You are not logged in: run \`shop login\` for ${url}.\n`);
  });

  test('an expired token is distinguished from an ended session', async () => {
    const { env } = await fakeShop(() => refuse('SESSION_ENDED'));
    const { err } = await runShop(['whoami'], { env: { ...env, SHOP_TOKEN: 'old' } });
    expect(err).toContain('set SHOP_TOKEN to a fresh token, or unset it and run `shop login`.');
  });

  test.each([
    [
      'TOKEN_EXPIRED',
      undefined,
      'The API key in SHOP_TOKEN has expired: set SHOP_TOKEN to another API key, or unset it',
    ],
    [
      'SESSION_ENDED',
      undefined,
      'The API key in SHOP_TOKEN was revoked: set SHOP_TOKEN to another API key, or unset it',
    ],
    ['TOKEN_INVALID', undefined, 'SHOP_TOKEN is not a valid token: set SHOP_TOKEN to another API key, or unset it'],
    [
      'SCOPE_REQUIRED',
      { procedure: 'auth.me' },
      'The API key in SHOP_TOKEN cannot call auth.me: set SHOP_TOKEN to another API key, or unset it',
    ],
  ] as const)('%s of an API key says what to do', async (reason, details, says) => {
    const { env } = await fakeShop(() => refuse(reason, details));
    const { status, err } = await runShop(['whoami'], { env: { ...env, SHOP_TOKEN: `msk_${'k'.repeat(43)}` } });
    expect({ status, err }).toEqual({ status: 3, err: `error: ${says} and run \`shop login\`.\n` });
  });

  test('a stale version reports the current one', async () => {
    const { env } = await fakeShop(() => refuse('VERSION_MISMATCH', { current: ticket }));
    const { status, err } = await runShop(['parts', 'update', '7', '--name', 'x', '--if-version', '1'], { env });
    expect(status).toBe(5);
    expect(err).toContain('--if-version 4');
  });

  test('an internal error names its request id', async () => {
    const { env } = await fakeShop(() => refuse('INTERNAL', undefined, 'Something went wrong.'));
    const { status, err } = await runShop(['parts', 'show', '7'], { env });
    expect(status).toBe(1);
    expect(err).toBe("error: Something went wrong: see request r-1 in the server's log.\n");
  });

  test('a server cannot steer the terminal', async () => {
    const { env } = await fakeShop(() => refuse('LAST_ADMIN', undefined, 'No.\u001B[2J\u0007 Really.'));
    const { err } = await runShop(['parts', 'show', '7'], { env });
    expect(err).toBe('error: No.  Really.\n');
  });

  test('a server that is not there is named', async () => {
    const { status, err } = await runShop(['whoami', '--url', 'http://127.0.0.1:1/shop/']);
    expect(status).toBe(6);
    expect(err).toContain('http://127.0.0.1:1/shop:');
    expect(err).toContain('--url or SHOP_URL');
  });
});
