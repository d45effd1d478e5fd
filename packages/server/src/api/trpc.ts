import type { ApiErrorData, ApiErrorShape, Role } from '@mechanic-shop/shared';
import { type TRPCError, initTRPC } from '@trpc/server';
import { z } from 'zod';
import type { ProcedureDocs } from '../core/docs.ts';
import { AppError } from '../core/errors.ts';
import { isInScope } from '../core/scopes.ts';
import type { LimitName } from '../platform/limits/limits.ts';
import { chain } from '../platform/maybe-promise.ts';
import type { Context } from './context.ts';
import { issueText } from './issue-texts.ts';
import { recheckedTransaction } from './recheck.ts';
import type { RestMeta } from './rest-meta.ts';
import { spend } from './spend.ts';
import { appErrorOf, asTrpcError } from './trpc-errors.ts';

/** Who may call a procedure, in the words of the contract; one test checks the whole router. */
export type Access =
  | 'public'
  | 'signed in'
  | 'self'
  | 'mechanic'
  | 'mechanic or self'
  | 'mechanic or owner'
  | 'owner'
  | 'admin'
  | 'admin or self';

/** What a procedure says of itself. Calls read its access and limit; the rest is read when the server starts. */
export interface ProcedureMeta extends ProcedureDocs {
  /** Given by the base procedures below; what a procedure says of itself is added to it. */
  access?: Access;
  /** An additional limit per address. */
  limit?: LimitName;
  /** The REST route; null for a stream, which has none. */
  rest: RestMeta | null;
  /** Returns cached objects that are never modified: each is validated and serialized only once. */
  cacheable?: true;
  /**
   * A read whose output depends on its input, the caller and the rows only, and on the clock to the second: it is kept
   * until something changes, for all staff of a role or for each account.
   */
  sharedBy?: 'role' | 'account';
}

// The language is a global setting of zod; the client leaves that of its users alone.
z.config({ customError: issueText });

const t = initTRPC
  .context<Context>()
  .meta<ProcedureMeta>()
  .create({
    isDev: false,
    errorFormatter: ({ shape, error, ctx, path }): ApiErrorShape => {
      const { reason, details, message } = appErrorOf(error);
      const { code, httpStatus } = shape.data;
      const data = {
        code,
        httpStatus,
        ...(path === undefined ? {} : { path }),
        requestId: ctx?.requestId ?? '',
        reason,
        ...(details === undefined ? {} : { details }),
      };
      // An AppError pairs each reason with its details; no type can express that for two fields.
      return { message, code: shape.code, data: data as ApiErrorData };
    },
  });

export const { router, createCallerFactory } = t;

// In the tRPC handler `next()` is here at once where nothing waits (see http/run/runner.ts): await it, or ask.

type Result = { ok: true } | { ok: false; error: TRPCError };

function assertOk<R extends Result>({ shop }: Context, result: R): R {
  if (!result.ok) throw asTrpcError(result.error, shop.takenReasonOf);
  return result;
}

/** Errors of services become tRPC errors with the status of their reason. */
const mapErrors = t.middleware(({ ctx, next }) => {
  const ending = next();
  return ending instanceof Promise ? ending.then((result) => assertOk(ctx, result)) : assertOk(ctx, ending);
});

/**
 * Counts every call by account, else by address; also by address where a procedure has its own limit. Dry runs of an
 * account have a window of their own: checking a long import does not hold up the import.
 */
const limited = t.middleware(({ ctx, meta, next, type }) => {
  const own = meta?.limit;
  const isRehearsal = ctx.dryRun === true && type === 'mutation' && ctx.caller !== null;
  const who = isRehearsal ? `${ctx.limit.who} dry` : ctx.limit.who;
  const spent = chain(spend(ctx, 'default', who), () => (own ? spend(ctx, own, ctx.address) : undefined));
  const goOn = () => next();
  return spent instanceof Promise ? spent.then(goOn) : goOn();
});

/** Rejects a role that is insufficient for any row; where the row decides, the service checks. */
function assertRole(access: Access | undefined, role: Role): void {
  if (access === 'mechanic' && role === 'customer') throw new AppError('ROLE_REQUIRED', { role: 'mechanic' });
  if (access === 'admin' && role !== 'admin') throw new AppError('ROLE_REQUIRED', { role: 'admin' });
}

/** Authenticates callers by session or API key and role, and gives them a transaction that checks both again. */
const signedIn = t.middleware(({ ctx, meta, next, path, type }) => {
  const { caller } = ctx;
  const access = meta?.access;
  if (caller === null) throw new AppError(ctx.refusal);
  if (caller.apiKey !== null && !isInScope(caller.apiKey.scopes, { path, type })) {
    throw new AppError('SCOPE_REQUIRED', { procedure: path });
  }
  assertRole(access, caller.role);
  return next({ ctx: { caller, transaction: recheckedTransaction(ctx, caller, (role) => assertRole(access, role)) } });
});

// Procedures add the rest: their own `.meta()` does not compile without it.
const only = (access: Access) => ({ access }) as ProcedureMeta;

const base = t.procedure.use(mapErrors).use(limited);
const loggedIn = base.use(signedIn);

/** For everyone. A token, valid or not, never causes an error. */
export const publicProcedure = base.meta(only('public'));
/** For everyone who is logged in. */
export const signedInProcedure = loggedIn.meta(only('signed in'));
/** For the caller's own account only; the service reads nothing else. */
export const selfProcedure = loggedIn.meta(only('self'));
/** For staff, and for customers on their own record: the service decides by the row. */
export const mechanicOrSelfProcedure = loggedIn.meta(only('mechanic or self'));
/** For staff, and for customers on what belongs to them: the service decides by the row. */
export const mechanicOrOwnerProcedure = loggedIn.meta(only('mechanic or owner'));
/** For customers on what belongs to them: the service decides by the row, and refuses staff. */
export const ownerProcedure = loggedIn.meta(only('owner'));
/** For admins, and for others on their own record: the service decides by the row. */
export const adminOrSelfProcedure = loggedIn.meta(only('admin or self'));
/** For mechanics and admins. */
export const mechanicProcedure = loggedIn.meta(only('mechanic'));
/** For admins. */
export const adminProcedure = loggedIn.meta(only('admin'));
