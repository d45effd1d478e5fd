import type { Context } from '../../api/context.ts';
import type { Verdict } from '../../platform/limits/window.ts';
import type { CallFacts } from '../../platform/log/call-line.ts';
import type { Log } from '../../platform/log/log.ts';
import { answer } from '../wire/answer.ts';
import { type Exchange, millisecondsSince } from '../wire/exchange.ts';
import { type Refusal, isUnexpected, refusalHeaders, refusalOf } from '../wire/refusal.ts';
import type { Route } from './route.ts';
import type { Outcome } from './run.ts';

interface Done {
  exchange: Exchange;
  route: Route;
  /** One for each call, in order. */
  outcomes: readonly Outcome[];
  context: Context | undefined;
  log: Log;
}

interface Said {
  status: number;
  json: string;
  refusal?: Refusal;
}

function resultOf({ data, kept }: Extract<Outcome, { ok: true }>): string {
  return kept?.data === data && kept ? `{"result":{"data":${kept.json}}}` : JSON.stringify({ result: { data } });
}

function saidOf(outcome: Outcome, index: number, { route, exchange: { requestId } }: Done): Said {
  if (outcome.ok) return { status: 200, json: resultOf(outcome) };
  const { path = '', type } = route.calls[index] ?? {};
  const refusal = refusalOf(outcome.error, { requestId, path, ...(type === undefined ? {} : { type }) });
  return { status: refusal.status, json: JSON.stringify(refusal.body), refusal };
}

/** What the limits said to the calls of a request. */
export function limitHeaders(verdict: Verdict | undefined): string[] {
  if (verdict === undefined) return [];
  const { policy, rate, remaining, resetSeconds } = verdict;
  return [
    'ratelimit-policy',
    `"${policy}";q=${rate.points};w=${rate.seconds}`,
    'ratelimit',
    `"${policy}";r=${remaining};t=${resetSeconds}`,
  ];
}

/** What the log tells of the calls: those that came to the same are one line with their number. */
function tell({ exchange, route, outcomes, context, log }: Done, said: readonly Said[], gone: boolean): void {
  const { requestId, startedAt } = exchange;
  const ms = millisecondsSince(startedAt);
  const account = context?.caller?.accountId;
  const lines: CallFacts[] = [];
  for (const [index, { status, refusal }] of said.entries()) {
    const call = route.calls[index];
    const result = outcomes[index];
    // The name of a procedure, never what somebody made up.
    const procedure = call === undefined || call.type === 'unknown' ? undefined : call.path;
    const outcome = gone ? 'GONE' : (refusal?.reason ?? 'ok');
    if (refusal && result?.ok === false && isUnexpected(refusal, result.error)) {
      const { error } = result;
      log.error({ requestId, procedure, account, error: error.cause ?? error }, 'unexpected error');
    }
    const same = lines.find((line) => line.procedure === procedure && line.outcome === outcome);
    if (same) same.calls = (same.calls ?? 1) + 1;
    else lines.push({ requestId, procedure, account, status, outcome, ms });
  }
  for (const line of lines) log.info(line, 'call');
}

/** Answers what the calls came to: one answer, or a list of them under their common status or 207. */
export function answerCalls(done: Done): void {
  const { exchange, route, outcomes, context } = done;
  const said = outcomes.map((outcome, index) => saidOf(outcome, index, done));
  const first = said[0]?.status ?? 500;
  const status = said.every(({ status }) => status === first) ? first : 207;
  const json = route.batch ? `[${said.map(({ json }) => json).join(',')}]` : (said[0]?.json ?? '');
  const gone = exchange.res.destroyed;
  const headers = limitHeaders(context?.limit.verdict);
  const refusals = status === 200 ? [] : said.flatMap(({ refusal }) => refusal ?? []);
  if (refusals.length > 0) headers.unshift(...refusalHeaders(status, refusals));
  if (context?.replayed.yes && refusals.length === 0) headers.push('idempotent-replay', 'true');
  answer(exchange, status, json, headers);
  tell(done, said, gone);
}
