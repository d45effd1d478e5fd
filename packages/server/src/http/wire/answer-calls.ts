import type { TRPCError } from '@trpc/server';
import type { Context } from '../../api/context.ts';
import type { Verdict } from '../../platform/limits/window.ts';
import type { CallFacts } from '../../platform/log/call-line.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Outcome } from '../run/run.ts';
import { type FileBody, answer } from './answer.ts';
import { type Exchange, millisecondsSince } from './exchange.ts';
import { type Refusal, isUnexpected, refusalHeaders, refusalOf } from './refusal.ts';

export type Success = Extract<Outcome, { ok: true }>;

/** How a protocol writes responses. */
export interface Form {
  /** The status of a successful call. */
  readonly status: 200 | 201;
  /** The JSON text of a call's result. */
  write(success: Success): string;
  /** The body, from one text per call. */
  join(texts: readonly string[]): string;
  /** The result of a single call as a file, which is sent instead of a text. */
  file?(success: Success): FileBody;
  /** What else a client may log in with; sent with the status 401. */
  readonly challenge?: string;
  /** Sends each result as soon as it is there, instead of `write` and `join`, which then serve whole requests alone. */
  lines?: true;
}

/** What the response and the log need to know about a call. */
export interface NamedCall {
  readonly path: string;
  /** Unknown for a call without a procedure. */
  readonly type: 'query' | 'mutation' | 'subscription' | 'unknown';
}

export interface Answered {
  exchange: Exchange;
  calls: readonly NamedCall[];
  /** One per call, in order. */
  outcomes: readonly Outcome[];
  context: Context | undefined;
  form: Form;
  log: Log;
}

type Called = Pick<Answered, 'calls' | 'exchange'>;

interface Answer {
  status: number;
  json: string;
  refusal?: Refusal;
}

/** Why a call of a request was refused. */
export function refusalOfCall(error: TRPCError, index: number, { calls, exchange: { requestId } }: Called): Refusal {
  const { path = '', type } = calls[index] ?? {};
  return refusalOf(error, { requestId, path, ...(type === undefined ? {} : { type }) });
}

function answerOf(outcome: Outcome, index: number, answered: Answered): Answer {
  const { form } = answered;
  if (outcome.ok) return { status: form.status, json: form.write(outcome) };
  const refusal = refusalOfCall(outcome.error, index, answered);
  return { status: refusal.status, json: JSON.stringify(refusal.body), refusal };
}

/** The verdict of the limits as headers. */
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

/** Says that the calls of a dry run have changed nothing. */
export const dryRunHeaders = (context: Context | undefined): string[] =>
  context?.dryRun === true ? ['dry-run', 'true'] : [];

/** Logs the calls: equal ones share one line with their number. */
export function logCalls(answered: Answered, gone: boolean, known?: readonly Answer[]): void {
  const { exchange, calls, outcomes, context, log } = answered;
  const answers = known ?? outcomes.map((outcome, index) => answerOf(outcome, index, answered));
  const { requestId, startedAt } = exchange;
  const ms = millisecondsSince(startedAt);
  const account = context?.caller?.accountId;
  const lines: CallFacts[] = [];
  for (const [index, { status, refusal }] of answers.entries()) {
    const call = calls[index];
    const result = outcomes[index];
    // Only existing procedures are named, never made-up ones.
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

/** Answers a request: with the common status of its calls, or 207 where they differ. */
export function answerCalls(answered: Answered): void {
  const { exchange, outcomes, context, form } = answered;
  const answers = outcomes.map((outcome, index) => answerOf(outcome, index, answered));
  const first = answers[0]?.status ?? 500;
  const status = answers.every(({ status }) => status === first) ? first : 207;
  const [only] = outcomes;
  const body = form.file && only?.ok ? form.file(only) : form.join(answers.map(({ json }) => json));
  const gone = exchange.res.destroyed;
  const headers = limitHeaders(context?.limit.verdict);
  const refusals = status === form.status ? [] : answers.flatMap(({ refusal }) => refusal ?? []);
  if (refusals.length > 0) headers.unshift(...refusalHeaders(status, refusals, form.challenge));
  if (context?.replayed.yes && refusals.length === 0) headers.push('idempotent-replay', 'true');
  headers.push(...dryRunHeaders(context));
  answer(exchange, status, body, headers);
  logCalls(answered, gone, answers);
}
