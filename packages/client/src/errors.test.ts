import type { AppointmentStatus, InputIssue, Reason, TicketStatus, VersionedRow } from '@mechanic-shop/shared';
import { TRPCClientError } from '@trpc/client';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { fakeShop } from '../test/testing/fake-shop.ts';
import { createShopClient } from './create-shop-client.ts';
import { type ShopError, type UnreachableKind, isShopError, isShopUnreachable } from './errors.ts';

async function refusal(reason: Reason, details?: object): Promise<unknown> {
  const shop = await fakeShop(() => ({ reason, ...(details ? { details } : {}) }));
  return await createShopClient({ url: shop.url, retries: 0 })
    .tickets.addPart.mutate({ id: 1, partId: 7, quantity: 5 })
    .catch((error: unknown) => error);
}

describe('isShopError', () => {
  it('narrows to the error and, with a reason, to its details', async () => {
    const details = { partId: 7, requested: 5, available: 2 };
    const error = await refusal('INSUFFICIENT_STOCK', details);
    if (!isShopError(error, 'INSUFFICIENT_STOCK')) throw new Error('not recognised');
    expectTypeOf(error.data.reason).toEqualTypeOf<'INSUFFICIENT_STOCK'>();
    expectTypeOf(error.data.details).toEqualTypeOf<{ partId: number; requested: number; available: number }>();
    expectTypeOf(error.data.httpStatus).toEqualTypeOf<number>();
    expect(error).toMatchObject({
      message: 'Refused: INSUFFICIENT_STOCK.',
      data: { code: 'CONFLICT', httpStatus: 409, path: 'tickets.addPart', requestId: 'r1', details },
      shape: { code: -32_000, data: { reason: 'INSUFFICIENT_STOCK' } },
    });
    expect(error).toBeInstanceOf(TRPCClientError);
  });

  it('distinguishes reasons', async () => {
    const error = await refusal('NOT_FOUND', { resource: 'part' });
    expect(isShopError(error)).toBe(true);
    expect(isShopError(error, 'NOT_FOUND')).toBe(true);
    expect(isShopError(error, 'INSUFFICIENT_STOCK')).toBe(false);
    expect(isShopUnreachable(error)).toBe(false);
  });

  it.each([undefined, null, 'text', {}, new Error('other'), Object.assign(new Error('other'), { data: null })])(
    'is false for %s',
    (error) => {
      expect(isShopError(error)).toBe(false);
      expect(isShopUnreachable(error)).toBe(false);
    },
  );

  it('lets a switch over the reasons narrow the details', () => {
    const details = (error: ShopError) => {
      switch (error.data.reason) {
        case 'INVALID_INPUT':
          expectTypeOf(error.data.details).toEqualTypeOf<{ issues: InputIssue[] }>();
          return error.data.details.issues;
        case 'VERSION_MISMATCH':
          expectTypeOf(error.data.details.current).toEqualTypeOf<VersionedRow>();
          return error.data.details.current;
        case 'ILLEGAL_TRANSITION':
          expectTypeOf(error.data.details.allowed).toEqualTypeOf<(TicketStatus | AppointmentStatus)[]>();
          return error.data.details.allowed;
        case 'EMAIL_TAKEN':
          expectTypeOf(error.data.details).toEqualTypeOf<undefined>();
          return undefined;
        default:
          return undefined;
      }
    };
    expect(details).toBeTypeOf('function');
  });
});

describe('isShopUnreachable', () => {
  it('narrows to an error that tells the kind', async () => {
    const shop = await fakeShop(() => 'drop');
    const error: unknown = await createShopClient({ url: shop.url, retries: 0 })
      .auth.me.query()
      .catch((failed: unknown) => failed);
    if (!isShopUnreachable(error)) throw new Error('not recognised');
    expectTypeOf(error.kind).toEqualTypeOf<UnreachableKind>();
    expect(error).toMatchObject({ kind: 'unreachable', name: 'ShopUnreachableError', mayHaveRun: true });
    expect(error).toBeInstanceOf(TRPCClientError);
    expect(isShopError(error)).toBe(false);
  });
});
