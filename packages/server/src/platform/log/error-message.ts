const MAX_MESSAGE = 300;
const MAX_RAW_MESSAGE = 2000;

// Secrets that messages of the system and of libraries may quote.
const secrets: readonly (readonly [RegExp, string])[] = [
  [/(?:file:\/\/)?(?:\b[A-Za-z]:)?(?:[\\/][\w.@+-]+){2,}/g, '[path]'],
  [
    /\b(?:select\b[\s\S]+?\bfrom|insert into|update\s+\S+\s+set|delete from|(?:create|alter|drop) (?:unique )?(?:table|index))\b[\s\S]*/gi,
    '[statement]',
  ],
  [/:\/\/[^\s/@]*@/g, '://[hidden]@'],
  [/\$2[abxy]\$[./$A-Za-z0-9]+/g, '[hidden]'],
  [/\beyJ[\w-]+\.[\w-]+\.?[\w-]*/g, '[hidden]'],
  [/\b[\w-]{40,}/g, '[hidden]'],
  // Parsers and routers quote what they could not read.
  [/(["'`])(?!\[path\]\1).*\1/g, '[text]'],
];

/** The first line: later ones hold a statement, a stack or a value. */
function withoutSecrets(message: string): string {
  const [first = ''] = message.split('\n', 1);
  return secrets
    .reduce((text, [form, shown]) => text.replace(form, shown), first.slice(0, MAX_RAW_MESSAGE))
    .slice(0, MAX_MESSAGE);
}

// Complete messages of the PostgreSQL and Redis drivers about a lost server.
const known = new Set([
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Command timed out',
  'Connection is closed.',
  'Connection terminated',
  'Connection terminated due to connection timeout',
  'Connection terminated unexpectedly',
  'Query read timeout',
  "Stream isn't writeable and enableOfflineQueue options is false",
  'The server does not support SSL connections',
  'timeout exceeded when trying to connect',
  'timeout expired',
]);

const LOCATION = /^ +at (?:async )?(?:.*? \()?(.*[\\/].*):\d+:\d+\)?$/;
// The bundle keeps libraries in separate files, named so by tsdown.config.ts.
const LIBRARY = /[\\/]node_modules[\\/]|[\\/]libraries(?:~[\w~]+)?\.js$/;

/** Whether a library threw the error, judged by the innermost stack frame with a file. */
function isForeign({ stack = '', message }: Error): boolean {
  const start = stack.indexOf(message);
  const lines = start < 0 ? [] : stack.slice(start + message.length).split('\n');
  const places = lines.flatMap((line) => LOCATION.exec(line)?.[1] ?? []).filter((place) => !place.startsWith('node:'));
  const [innermost] = places;
  return innermost === undefined || LIBRARY.test(innermost);
}

/** Whether a database reports its own state, not a value or a query. */
function isOfDatabase(code: string): boolean {
  if (code.startsWith('SQLITE_')) return code !== 'SQLITE_ERROR';
  return /^(?!2[23])[0-9A-Z]{5}$/.test(code);
}

function isLoggable(error: Error, code: string | undefined): boolean {
  const { name, message, stack = '', constructor } = error;
  // Drizzle includes the statement and its parameters in the message.
  if (message.startsWith('Failed query')) return false;
  // tRPC wraps thrown values that are not errors; they may contain anything.
  if (stack.includes('getCauseFromUnknown') || constructor.name === 'UnknownCauseError') return false;
  // Parsers of JSON, numbers and expressions quote their input.
  if (name === 'SyntaxError') return false;
  if (code !== undefined && isOfDatabase(code)) return true;
  const isOfSystem = code !== undefined && 'syscall' in error && typeof error.syscall === 'string';
  return isOfSystem || known.has(message) || !isForeign(error);
}

/**
 * The part of an error message that may be logged. Libraries quote input, so only messages of this program, the system
 * and the databases are shown, without secrets and quotations.
 */
export function messageOf(error: Error, code: string | undefined): string | undefined {
  return isLoggable(error, code) ? withoutSecrets(error.message) : undefined;
}
