import type { Heard, RawAnswer } from './wire.ts';

/** What no answer and no log line may show: places in the code, SQL, hashes of passwords. */
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

/** What a text shows that neither an answer nor the log may. */
export const leakIn = (text: string): string | null => leaks.find(([, form]) => form.test(text))?.[0] ?? null;

// Request ids end in a count of base 36, the 46,237th of which is "zod".
const REQUEST_ID = /"requestId":"[\w-]*"/g;

/** What a text shows that no answer may. */
export function leakInAnswer(text: string): string | null {
  return leakIn(text) ?? (LIBRARIES.test(text.replaceAll(REQUEST_ID, '')) ? 'the name of a library' : null);
}

const DECLARED = new Set(['OVERLOADED', 'STORAGE_UNAVAILABLE', 'SHUTTING_DOWN']);

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** What is wrong with one refusal; null for the contract's one shape. */
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
  if (headers.get('x-content-type-options') !== 'nosniff') return 'may be sniffed';
  if (headers.has('server') || headers.has('x-powered-by')) return 'says what it is made with';
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
  return error.data.httpStatus === status ? null : 'says another status than its own';
}

/** What is wrong with what came back, in words; null when it is as the contract says. */
export function faultOf({ answers, rest, stuck }: Heard, head: boolean): string | null {
  if (stuck) return 'the connection was not closed';
  if (rest !== '') return `something that is no answer came back: ${JSON.stringify(rest.slice(0, 200))}`;
  for (const answer of answers) {
    const fault = faultOfAnswer(answer, head);
    if (fault !== null) return `an answer of ${answer.status} ${fault}: ${answer.body.slice(0, 300)}`;
  }
  return null;
}
