import type { Context } from '../../context.ts';
import type { Verdict } from '../../limits/window.ts';
import type { Log } from '../../log.ts';
import type { CallFacts } from '../../log/call-line.ts';
import { answer } from '../answer.ts';
import { type Exchange, millisecondsSince } from '../exchange.ts';
import { type Refusal, refusalHeaders, refusalOf } from '../refusal.ts';
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

const resultOf = ({ data, kept }: Extract<Outcome, { ok: true }>): string =>
  kept?.data === data && kept ? `{"result":{"data":${kept.json}}}` : JSON.stringify({ result: { data } });

const saidOf = (outcome: Outcome, index: number, { route, exchange: { requestId } }: Done): Said => {
  if (outcome.ok) return { status: 200, json: resultOf(outcome) };
  const { path = '', type } = route.calls[index] ?? {};
  const refusal = refusalOf(outcome.error, { requestId, path, ...(type === undefined ? {} : { type }) });
  return { status: refusal.status, json: JSON.stringify(refusal.body), refusal };
};

/** What the limits said to the calls of a request. */
export const limitHeaders = (verdict: Verdict | undefined): string[] => {
  if (verdict === undefined) return [];
  const { policy, rate, remaining, resetSeconds } = verdict;
  return [
    'ratelimit-policy',
    `"${policy}";q=${rate.points};w=${rate.seconds}`,
    'ratelimit',
    `"${policy}";r=${remaining};t=${resetSeconds}`,
  ];
};

/** Answers what the calls came to: one answer, or a list of them under their common status or 207. */
export const answerCalls = (done: Done): void => {
  const { exchange, route, outcomes, context, log } = done;
  const said = outcomes.map((outcome, index) => saidOf(outcome, index, done));
  const first = said[0]?.status ?? 500;
  const status = said.every(({ status }) => status === first) ? first : 207;
  const refusals = outcomes.every(({ ok }) => ok) ? [] : said.flatMap(({ refusal }) => refusal ?? []);
  const json = route.batch ? `[${said.map(({ json }) => json).join(',')}]` : (said[0]?.json ?? '');
  const gone = exchange.res.destroyed;
  const headers = limitHeaders(context?.limit.verdict);
  if (refusals.length > 0) headers.unshift(...refusalHeaders(status, refusals));
  if (context?.replayed.yes) headers.push('idempotent-replay', 'true');
  answer(exchange, status, json, headers);

  const ms = millisecondsSince(exchange.startedAt);
  const account = context?.caller?.accountId;
  said.forEach(({ status, refusal }, index) => {
    const call = route.calls[index];
    const outcome = outcomes[index];
    const ending = gone ? 'GONE' : (refusal?.reason ?? 'ok');
    const facts: CallFacts = { requestId: exchange.requestId, status, outcome: ending, ms };
    // The name of a procedure, never what somebody made up.
    if (call !== undefined && call.type !== 'unknown') facts.procedure = call.path;
    if (account !== undefined) facts.account = account;
    if (refusal?.reason === 'INTERNAL' && !gone && outcome?.ok === false) {
      const { requestId, procedure } = facts;
      log.error({ requestId, procedure, account, error: outcome.error.cause ?? outcome.error }, 'unexpected error');
    }
    log.info(facts, 'call');
  });
};
