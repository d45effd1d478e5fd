const MAX_MESSAGE = 300;
const MAX_RAW_MESSAGE = 2000;

// What messages of the system and of libraries quote, whoever wrote them.
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

/** The first line: what comes after it is a statement, a stack or a value. */
function withoutSecrets(message: string): string {
  const [first = ''] = message.split('\n', 1);
  return secrets
    .reduce((text, [form, shown]) => text.replace(form, shown), first.slice(0, MAX_RAW_MESSAGE))
    .slice(0, MAX_MESSAGE);
}

// What the drivers of PostgreSQL and Redis say when they lose their server: the whole of it is theirs.
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
// The bundle keeps libraries in files of their own, named so by tsdown.config.ts.
const LIBRARY = /[\\/]node_modules[\\/]|[\\/]libraries(?:~[\w~]+)?\.js$/;

/** Whether a library threw it: judged by the innermost place in its stack that is a file. */
function isForeign({ stack = '', message }: Error): boolean {
  const start = stack.indexOf(message);
  const lines = start < 0 ? [] : stack.slice(start + message.length).split('\n');
  const places = lines.flatMap((line) => LOCATION.exec(line)?.[1] ?? []).filter((place) => !place.startsWith('node:'));
  const [innermost] = places;
  return innermost === undefined || LIBRARY.test(innermost);
}

/** Whether a database says it of itself, and not of a value or of a query. */
function isOfDatabase(code: string): boolean {
  if (code.startsWith('SQLITE_')) return code !== 'SQLITE_ERROR';
  return /^(?!2[23])[0-9A-Z]{5}$/.test(code);
}

function mayShow(error: Error, code: string | undefined): boolean {
  const { name, message, stack = '', constructor } = error;
  // Drizzle puts the statement and its parameters into its message.
  if (message.startsWith('Failed query')) return false;
  // What was thrown without being an error, and made into one by tRPC, may be anything.
  if (stack.includes('getCauseFromUnknown') || constructor.name === 'UnknownCauseError') return false;
  // The parsers of JSON, numbers and expressions quote what they could not read.
  if (name === 'SyntaxError') return false;
  if (code !== undefined && isOfDatabase(code)) return true;
  const isOfSystem = code !== undefined && 'syscall' in error && typeof error.syscall === 'string';
  return isOfSystem || known.has(message) || !isForeign(error);
}

/**
 * What the log may show of an error's message. Libraries put what a caller sent into theirs, so only what this
 * program, the system and the databases say is shown, without secrets and quotations.
 */
export function messageOf(error: Error, code: string | undefined): string | undefined {
  return mayShow(error, code) ? withoutSecrets(error.message) : undefined;
}
