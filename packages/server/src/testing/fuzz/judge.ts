import type { Received, RawAnswer } from './wire.ts';

/** What no response or log line may contain: code locations, SQL, password hashes. */
const leaks: readonly (readonly [string, RegExp])[] = [
  ['a stack trace', /\n\s*at |\bat \S+ \([^)]*:\d+|\.[cm]?[jt]s:\d+/],
  ['a path', /(?:file:\/\/|node_modules|(?:^|[\s"'(=])\/(?:home|root|tmp|usr|var|work|opt)\/)/],
  [
    'SQL',
    /\b(?:select\b.{1,300}\bfrom|insert into|update\b.{1,100}\bset|delete from|create (?:unique )?(?:table|index)|begin immediate)\s/i,
  ],
  ['a password hash', /\$2[abxy]\$\d\d\$/],
];

const LIBRARIES = /drizzle|better-sqlite3|fastify|zod\b|DrizzleQueryError|SqliteError|at\+jwt/i;

/** The leak in a text of a response or the log, if any. */
export const leakIn = (text: string): string | null => leaks.find(([, form]) => form.test(text))?.[0] ?? null;

// Request ids end in a base-36 counter, whose 46,237th value is "zod".
const REQUEST_ID = /"requestId":"[\w-]*"/g;

/** The leak in a response, if any. */
export function leakInAnswer(text: string): string | null {
  return leakIn(text) ?? (LIBRARIES.test(text.replaceAll(REQUEST_ID, '')) ? 'the name of a library' : null);
}

const DECLARED = new Set(['OVERLOADED', 'STORAGE_UNAVAILABLE', 'SHUTTING_DOWN']);

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** What is wrong with an error response; null when it has the contract's shape. */
function faultOfError(value: unknown, requestId: string): string | null {
  if (!isObject(value) || Object.keys(value).join() !== 'error' || !isObject(value['error'])) return 'is not {error}';
  const { message, code, data, ...others } = value['error'];
  if (typeof message !== 'string' || message === '' || typeof code !== 'number') return 'lacks a message or a code';
  if (Object.keys(others).length > 0 || !isObject(data)) return 'has other members';
  if (typeof data['code'] !== 'string' || typeof data['reason'] !== 'string') return 'lacks a code or a reason';
  if (data['requestId'] !== requestId) return 'has another request id than the header';
  const status = data['httpStatus'];
  if (typeof status !== 'number' || status < 400) return 'lacks a status';
  if (status >= 500 && !(status === 503 && DECLARED.has(data['reason']))) return `is a ${status} ${data['reason']}`;
  return null;
}

function faultOfCall(value: unknown, requestId: string): string | null {
  return isObject(value) && 'result' in value ? null : faultOfError(value, requestId);
}

function parse(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

function shownIn(body: string): string | null {
  const leak = leakInAnswer(body);
  return leak === null ? null : `shows ${leak}`;
}

function faultOfAnswer({ status, headers, body }: RawAnswer, head: boolean): string | null {
  if (status < 200) return null;
  const requestId = headers.get('x-request-id') ?? '';
  if (!/^[\w-]{1,64}$/.test(requestId)) return 'has no request id';
  if (headers.get('x-content-type-options') !== 'nosniff') return 'allows MIME sniffing';
  if (headers.has('server') || headers.has('x-powered-by')) return 'names its framework';
  if (head || status === 204 || status === 304) return status >= 400 && !head ? 'has no body' : null;
  const json = headers.get('content-type') === 'application/json; charset=utf-8' ? parse(body) : null;
  if (!json)
    return status < 400 && !(headers.get('content-type') ?? 'application/json').includes('json') ? null : 'is not JSON';
  if (status < 400 && status !== 207) return null;
  if (Array.isArray(json.value)) {
    return json.value.map((each) => faultOfCall(each, requestId)).find((fault) => fault !== null) ?? null;
  }
  const fault = faultOfError(json.value, requestId) ?? shownIn(body);
  if (fault !== null) return fault;
  const { error } = json.value as { error: { data: { httpStatus: number } } };
  return error.data.httpStatus === status ? null : 'contains another status than its own';
}

/** Describes what is wrong with the responses; null when they follow the contract. */
export function faultOf({ answers, rest, stuck }: Received, head: boolean): string | null {
  if (stuck) return 'the connection was not closed';
  if (rest !== '') return `something that is not a response came back: ${JSON.stringify(rest.slice(0, 200))}`;
  for (const answer of answers) {
    const fault = faultOfAnswer(answer, head);
    if (fault !== null) return `a response of ${answer.status} ${fault}: ${answer.body.slice(0, 300)}`;
  }
  return null;
}
