// Checked by `pnpm types`: what a user's compiler knows about inputs, outputs and errors.
import type { TRPCClient, TRPCClientError, createTRPCClient } from '@trpc/client';
import { expectTypeOf } from 'vitest';
import {
  type AppRouter,
  type Appointment,
  type CurrentRows,
  type Page,
  type Part,
  type Purchase,
  type Profile,
  type Reason,
  type ReasonDetails,
  type RouterInputs,
  type RouterOutputs,
  type Session,
  type SessionStore,
  type ShopClient,
  type ShopClientOptions,
  type ShopErrorData,
  type StatusChange,
  type Ticket,
  type TicketStatus,
  type UnreachableKind,
  createShopClient,
  fileSession,
  isShopError,
  isShopUnreachable,
  memorySession,
  shopError,
  shopLinks,
} from '../src/index.ts';

const shop = createShopClient({ url: 'http://127.0.0.1:4000' });
declare const error: unknown;

export function client() {
  expectTypeOf(shop).toEqualTypeOf<TRPCClient<AppRouter>>();
  expectTypeOf(shop).toEqualTypeOf<ShopClient>();
  expectTypeOf(shopLinks({ url: '/' })).toExtend<Parameters<typeof createTRPCClient<AppRouter>>[0]['links']>();
  expectTypeOf<ShopClientOptions['url']>().toBeString();
  expectTypeOf(memorySession()).toExtend<SessionStore>();
  expectTypeOf(fileSession('session.json')).toExtend<SessionStore>();
  createShopClient({ url: '/', token: 'msk_…' });
  createShopClient({ url: '/', session: memorySession() });
  // @ts-expect-error A session and a token exclude each other.
  createShopClient({ url: '/', session: memorySession(), token: 'msk_…' });
  // @ts-expect-error A client needs an address.
  createShopClient({});
}

export function inputs() {
  expectTypeOf<RouterInputs['tickets']['addPart']>().toEqualTypeOf<{
    id: number;
    partId: number;
    jobId?: number | null | undefined;
    quantity?: number | undefined;
    unitPriceCents?: number | undefined;
    backorder?: boolean | null | undefined;
  }>();
  expectTypeOf<Exclude<RouterInputs['tickets']['mine'], void>['status']>().toEqualTypeOf<
    TicketStatus | TicketStatus[] | undefined
  >();
  expectTypeOf<RouterInputs['customers']['update']['phone']>().toEqualTypeOf<string | null | undefined>();
  expectTypeOf<RouterInputs['auth']['login']['accountType']>().toEqualTypeOf<'customer' | 'mechanic' | undefined>();
  // Lists and procedures without input can be called without arguments.
  expectTypeOf(shop.inventory.list.query).toBeCallableWith();
  expectTypeOf(shop.inventory.list.query).toBeCallableWith({ inStock: true, orderBy: 'name', limit: 5 });
  expectTypeOf(shop.auth.logout.mutate).toBeCallableWith();
  expectTypeOf(shop.auth.register.mutate).toBeCallableWith({
    accountType: 'mechanic',
    inviteCode: 'code',
    email: 'grace@example.com',
    password: 'a good password',
    firstName: 'Grace',
    lastName: 'Hopper',
    specialty: 'engines',
  });
}

export async function wrongInputs() {
  // @ts-expect-error A ticket has a number.
  await shop.tickets.get.query({ id: '12' });
  // @ts-expect-error It must be said which.
  await shop.tickets.get.query();
  // @ts-expect-error No such member.
  await shop.inventory.create.mutate({ name: 'Bulb', priceCents: 190, price: 1.9 });
  // @ts-expect-error No such status.
  await shop.tickets.setStatus.mutate({ id: 1, status: 'done' });
  // @ts-expect-error A query is not a mutation.
  await shop.tickets.get.mutate({ id: 1 });
  // @ts-expect-error No such procedure.
  await shop.tickets.close.mutate({ id: 1 });
  // @ts-expect-error Customers give an address.
  await shop.auth.register.mutate({ accountType: 'customer', email: '', password: '', firstName: '', lastName: '' });
  // With a code, the shop knows it.
  await shop.auth.register.mutate({ accountType: 'customer', email: '', password: '', inviteCode: '' });
}

export async function outputs() {
  expectTypeOf(await shop.auth.login.mutate({ email: '', password: '' })).toEqualTypeOf<Session>();
  expectTypeOf(await shop.tickets.mine.query()).toEqualTypeOf<Page<Ticket>>();
  expectTypeOf(await shop.tickets.history.query({ id: 1 })).toEqualTypeOf<Page<StatusChange>>();
  expectTypeOf(await shop.inventory.adjust.mutate({ id: 1, delta: -1 })).toEqualTypeOf<Part>();
  expectTypeOf<RouterOutputs['auth']['me']>().branded.toEqualTypeOf<Profile>();
  expectTypeOf<Ticket['serviceDate']>().toEqualTypeOf<string | null>();
  expectTypeOf<Page<Part>['nextCursor']>().toEqualTypeOf<string | null>();
  const profile = await shop.auth.me.query();
  if (profile.role === 'customer') expectTypeOf(profile.phone).toEqualTypeOf<string | null>();
  else expectTypeOf(profile.salaryCents).toEqualTypeOf<number | null>();
  // @ts-expect-error Only staff have a salary.
  expectTypeOf(profile.salaryCents).toBeNumber();
}

export function errors() {
  if (isShopError(error, 'INSUFFICIENT_STOCK')) {
    expectTypeOf(error.data.reason).toEqualTypeOf<'INSUFFICIENT_STOCK'>();
    expectTypeOf(error.data.details).toEqualTypeOf<{ partId: number; requested: number; available: number }>();
    expectTypeOf(error.data.requestId).toBeString();
    expectTypeOf(error.message).toBeString();
  }
  if (isShopError(error, 'VERSION_MISMATCH')) expectTypeOf(error.data.details.current.version).toBeNumber();
  if (isShopError(error, 'ILLEGAL_TRANSITION')) {
    expectTypeOf(error.data.details).toEqualTypeOf<ReasonDetails['ILLEGAL_TRANSITION']>();
  }
  if (isShopError(error)) {
    expectTypeOf(error.data.reason).toEqualTypeOf<Reason>();
    // The reason decides the details here too.
    if (error.data.reason === 'RATE_LIMITED') expectTypeOf(error.data.details.retryAfterSeconds).toBeNumber();
  }
  if (isShopError(error))
    expectTypeOf(error.meta?.response?.headers.get('x-request-id')).toExtend<string | null | undefined>();
  if (isShopUnreachable(error)) expectTypeOf(error.kind).toEqualTypeOf<UnreachableKind>();
  // @ts-expect-error No such reason.
  isShopError(error, 'NO_STOCK');
}

type Features = RouterInputs;
type Path = { [F in keyof Features]: `${F}.${keyof Features[F] & string}` }[keyof Features];
type Of<All, P extends Path> = P extends `${infer F}.${infer Name}`
  ? F extends keyof All
    ? Name extends keyof All[F]
      ? All[F][Name]
      : never
    : never
  : never;
/** The procedures whose input has a version. */
type Versioned = { [P in Path]: 'version' extends keyof Of<RouterInputs, P> ? P : never }[Path];

/** The version of these is that of the ticket, which the error carries. */
type OfTicket = 'estimates.send' | 'invoices.issue';

export function versions() {
  // A procedure that takes a version must appear in `CurrentRows`.
  expectTypeOf<keyof CurrentRows>().toEqualTypeOf<Versioned>();
  expectTypeOf<CurrentRows>().branded.toEqualTypeOf<{
    [P in Versioned]: P extends OfTicket
      ? Ticket
      : P extends 'purchases.receive'
        ? Purchase
        : P extends 'appointments.openTicket'
          ? Appointment
          : Of<RouterOutputs, P>;
  }>();
  if (isShopError(error, 'VERSION_MISMATCH')) {
    if (error.data.path === 'tickets.update') expectTypeOf(error.data.details.current).toEqualTypeOf<Ticket>();
    if (error.data.path === 'inventory.update') expectTypeOf(error.data.details.current).toEqualTypeOf<Part>();
    const { current } = error.data.details;
    if ('priceCents' in current) expectTypeOf(current).toEqualTypeOf<Part>();
  }
}

export function dataOfTheRouter(failed: TRPCClientError<AppRouter>) {
  if (failed.data?.reason === 'INSUFFICIENT_STOCK') expectTypeOf(failed.data.details.available).toBeNumber();
  if (failed.data?.reason === 'LAST_ADMIN') expectTypeOf(failed.data.details).toEqualTypeOf<undefined>();
  if (failed.data?.reason === 'VERSION_MISMATCH' && failed.data.path === 'auth.updateMe') {
    expectTypeOf(failed.data.details.current).toEqualTypeOf<Profile>();
  }
  if (failed.shape?.data.reason === 'RATE_LIMITED') {
    expectTypeOf(failed.shape.data.details.retryAfterSeconds).toBeNumber();
  }
  if (isShopError(failed, 'INVALID_INPUT')) expectTypeOf(failed.data.details.issues[0]?.message).toExtend<unknown>();
  expectTypeOf<NonNullable<typeof failed.data>>().toEqualTypeOf<ShopErrorData>();
  expectTypeOf<ShopErrorData<'IN_USE'>['details']>().toEqualTypeOf<ReasonDetails['IN_USE']>();
}

export function madeErrors() {
  expectTypeOf(shopError('INSUFFICIENT_STOCK', { partId: 7, requested: 5, available: 2 }).data.details).toEqualTypeOf<
    ReasonDetails['INSUFFICIENT_STOCK']
  >();
  expectTypeOf(shopError('LAST_ADMIN')).toExtend<TRPCClientError<AppRouter>>();
  // @ts-expect-error This reason has details.
  shopError('IN_USE');
}
