import { type Reason, type ReasonCode, reasonCodes, reasons } from '@mechanic-shop/shared';
import { TRPCClientError } from '@trpc/client';
import { TRPCError } from '@trpc/server';
import { getHTTPStatusCodeFromError } from '@trpc/server/http';
import { TRPC_ERROR_CODES_BY_KEY } from '@trpc/server/rpc';
import { expect, expectTypeOf, it } from 'vitest';
import { isShopError, isShopUnreachable } from './errors.ts';
import { shopError } from './shop-error.ts';

/** An error without the details that its reason may have. */
const bare = (reason: Reason) => shopError(reason as 'LAST_ADMIN');

it('is what a refused call rejects with', () => {
  const details = { partId: 7, requested: 5, available: 2 };
  const error = shopError('INSUFFICIENT_STOCK', details, { path: 'tickets.addPart', requestId: 'r1' });
  expectTypeOf(error.data.details).toEqualTypeOf<typeof details>();
  expect(error).toBeInstanceOf(TRPCClientError);
  expect(isShopError(error, 'INSUFFICIENT_STOCK')).toBe(true);
  expect(isShopUnreachable(error)).toBe(false);
  const data = { code: 'CONFLICT', httpStatus: 409, path: 'tickets.addPart', requestId: 'r1' };
  expect(error.shape).toEqual({
    message: 'The shop rejected the call: INSUFFICIENT_STOCK.',
    code: -32_009,
    data: { ...data, reason: 'INSUFFICIENT_STOCK', details },
  });
  expect(error.data).toBe(error.shape.data);
});

it('uses the given message, and has no details if the reason has none', () => {
  const error = shopError('NOT_SIGNED_IN', undefined, { message: 'Log in first.' });
  expect(error.message).toBe('Log in first.');
  expect(error.data).toEqual({ code: 'UNAUTHORIZED', httpStatus: 401, requestId: '', reason: 'NOT_SIGNED_IN' });
  // @ts-expect-error This reason has details.
  shopError('NOT_FOUND');
  // @ts-expect-error These are the details of another.
  shopError('NOT_FOUND', { limit: 1 });
});

it.each(reasons)('has the numbers that the server gives to %s', (reason) => {
  const code: ReasonCode = reasonCodes[reason];
  expect(bare(reason).shape).toMatchObject({
    code: TRPC_ERROR_CODES_BY_KEY[code],
    data: { httpStatus: getHTTPStatusCodeFromError(new TRPCError({ code })) },
  });
});
