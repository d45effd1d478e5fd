import { idempotencyKeys } from '../api/idempotency-table.ts';
import { apiKeys } from '../features/accounts/api-keys-table.ts';
import { accounts, refreshTokens, resetCodes } from '../features/accounts/table.ts';
import { invites } from '../features/invites/table.ts';
import { estimates } from '../features/tickets/approvals-table.ts';
import { type Route, routes } from '../http/rest/routes.ts';
import { steps } from '../http/trpc/testing/steps.ts';
import type { Kept, Step, Who } from '../http/trpc/testing/steps/step.ts';
import type { Queries } from '../platform/db/database.ts';
import { leakIn, leakInAnswer } from './fuzz/judge.ts';

/** A recorded response as sent over the wire, headers included, with its procedure. */
export interface RecordedAnswer {
  path: string;
  status: number;
  text: string;
}

export type Transport = 'tRPC' | 'REST';

type Input = Record<string, unknown> | undefined;

const routeAt = (path: string): Route | undefined => routes.find(({ procedurePath }) => procedurePath === path);

/** Streams have no place in REST. */
export const hasRoute = (path: string): boolean => routeAt(path) !== undefined;

function routeOf(path: string): Route {
  const route = routeAt(path);
  if (!route) throw new Error(`There is no procedure ${path}.`);
  return route;
}

function byTrpc(path: string, input: Input): { target: string; init: RequestInit } {
  const json = input === undefined ? undefined : JSON.stringify(input);
  if (routeAt(path)?.type !== 'mutation') {
    return { target: `/trpc/${path}${json === undefined ? '' : `?input=${encodeURIComponent(json)}`}`, init: {} };
  }
  const headers = { 'content-type': 'application/json' };
  return { target: `/trpc/${path}`, init: { method: 'POST', headers, ...(json === undefined ? {} : { body: json }) } };
}

function byRest(path: string, input: Input = {}): { target: string; init: RequestInit } {
  const route = routeOf(path);
  const inPath = new Set([...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => route.params.get(name) ?? name));
  const target = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(input[route.params.get(name) ?? name])),
  );
  const members = Object.entries(input).filter(([name]) => !inPath.has(name));
  const inQuery = members.filter(([name]) => route.placeOf(name) === 'query');
  const query = inQuery.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&');
  const body = Object.fromEntries(members.filter(([name]) => route.placeOf(name) === 'body'));
  const hasBody = Object.keys(body).length > 0;
  return {
    target: `/api${target}${query === '' ? '' : `?${query}`}`,
    init: {
      method: route.method,
      ...(hasBody ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {}),
    },
  };
}

/** Calls procedures and records every response. */
export function createCanary(url: string) {
  const told: RecordedAnswer[] = [];
  const call = async (
    by: Transport,
    path: string,
    input: Input,
    token: string | undefined,
  ): Promise<RecordedAnswer> => {
    const { target, init } = (by === 'tRPC' ? byTrpc : byRest)(path, input);
    const headers = new Headers(init.headers);
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    headers.set('idempotency-key', `canary-${told.length}`);
    const response = await fetch(url + target, { ...init, headers });
    const body = await response.text();
    const one = { path, status: response.status, text: `${JSON.stringify([...response.headers])}\n${body}` };
    told.push(one);
    return one;
  };

  /** Calls all procedures in sequence; each call succeeds. */
  const callProcedures = async (by: Transport, tokens: Readonly<Record<Who, string | undefined>>): Promise<void> => {
    const kept: Kept = {};
    const play = async ({ path, who, input, keep }: Step): Promise<void> => {
      const { status, text } = await call(by, path, input?.(kept) as Input, tokens[who]);
      if (status >= 300) throw new Error(`${path} by ${by}: ${text}`);
      if (!keep) return;
      const body = JSON.parse(text.slice(text.indexOf('\n'))) as { result?: { data: unknown } };
      let value: unknown = by === 'tRPC' ? body.result?.data : body;
      for (const name of keep.member.split('.')) value = (value as Record<string, unknown>)[name];
      kept[keep.as] = value as string | number;
    };
    for (const step of steps) await play(step);
  };
  return { told, call, playStory: callProcedures };
}

/** Secrets in the database that must never be shown: hashes and digests. */
export async function secretsIn(read: Queries): Promise<string[]> {
  const rows = await Promise.all([
    read.select({ text: accounts.passwordHash }).from(accounts),
    read.select({ text: refreshTokens.digest }).from(refreshTokens),
    read.select({ text: resetCodes.digest }).from(resetCodes),
    read.select({ text: apiKeys.digest }).from(apiKeys),
    read.select({ text: invites.digest }).from(invites),
    read.select({ text: estimates.digest }).from(estimates),
    read.select({ text: idempotencyKeys.inputDigest }).from(idempotencyKeys),
  ]);
  return rows.flat().flatMap(({ text }) => text ?? []);
}

const sessionGivers = ['auth.register', 'auth.login', 'auth.refresh', 'auth.changePassword', 'auth.resetPassword'];
const giversOf: Readonly<Record<string, readonly string[]>> = {
  token: sessionGivers,
  refreshToken: sessionGivers,
  key: ['apiKeys.create'],
  code: ['auth.createResetCode', 'estimates.send', 'invites.create'],
  secret: ['webhooks.create', 'webhooks.rotateSecret'],
};

/** Tokens, keys and codes in the responses, with the field that contained them. */
function issuedSecrets(told: readonly RecordedAnswer[]): { member: string; text: string }[] {
  return told.flatMap(({ text }) =>
    [
      ...text.matchAll(
        /"(token|refreshToken|key)":"([\w.-]{20,})"|"(code)":"((?:\w{4}-){6}\w{4})"|"(secret)":"(whsec_[\w+/=]+)"/g,
      ),
    ].map(([, ...found]) => {
      const [member = '', secret = ''] = found.filter((text) => text !== undefined);
      return { member, text: secret };
    }),
  );
}

/** Leaked secrets in responses and in log lines. */
export function leaksIn(
  told: readonly RecordedAnswer[],
  lines: readonly string[],
  secrets: readonly string[],
): string[] {
  const given = issuedSecrets(told);
  const problems: string[] = [];
  const find = (where: string, text: string, leak: string | null, forbidden: readonly string[]): void => {
    if (leak !== null) problems.push(`${where} shows ${leak}: ${text.slice(0, 500)}`);
    for (const secret of forbidden) if (text.includes(secret)) problems.push(`${where} shows ${secret.slice(0, 12)}…`);
  };
  for (const { path, text } of told) {
    const foreign = given.filter(({ member }) => !giversOf[member]?.includes(path)).map(({ text: secret }) => secret);
    find(`a response of ${path}`, text, leakInAnswer(text), [...secrets, ...new Set(foreign)]);
  }
  const all = [...secrets, ...new Set(given.map(({ text }) => text))];
  for (const line of lines) find('a log line', line, leakIn(line), all);
  return problems;
}
