import type { Context } from '../../api/context.ts';
import type { Log } from '../../platform/log/log.ts';
import { limitHeaders } from '../trpc/answer-calls.ts';
import type { Outcome } from '../trpc/run.ts';
import { answer } from '../wire/answer.ts';
import { type Exchange, millisecondsSince } from '../wire/exchange.ts';
import { isUnexpected, refusalHeaders, refusalOf } from '../wire/refusal.ts';
import type { Route } from './routes.ts';

interface Done {
  exchange: Exchange;
  route: Route;
  outcome: Outcome;
  context: Context | undefined;
  log: Log;
}

/** Answers what the call came to: the procedure's output as it is, or the one error shape. */
export function answerCall({ exchange, route, outcome, context, log }: Done): void {
  const { requestId } = exchange;
  const refusal = outcome.ok
    ? undefined
    : refusalOf(outcome.error, { requestId, path: route.procedurePath, type: route.type });
  const status = refusal?.status ?? route.status;
  const gone = exchange.res.destroyed;
  answer(exchange, status, JSON.stringify(outcome.ok ? outcome.data : refusal?.body), [
    ...(refusal ? refusalHeaders(status, [refusal]) : []),
    ...limitHeaders(context?.limit.verdict),
    ...(context?.replayed.yes && outcome.ok ? ['idempotent-replay', 'true'] : []),
  ]);

  const account = context?.caller?.accountId;
  const facts = { requestId, procedure: route.procedurePath, ...(account === undefined ? {} : { account }) };
  if (!outcome.ok && refusal && isUnexpected(refusal, outcome.error)) {
    log.error({ ...facts, error: outcome.error.cause ?? outcome.error }, 'unexpected error');
  }
  const ms = millisecondsSince(exchange.startedAt);
  log.info({ ...facts, status, outcome: gone ? 'GONE' : (refusal?.reason ?? 'ok'), ms }, 'call');
}
