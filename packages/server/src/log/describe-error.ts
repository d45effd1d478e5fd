/** What a log says of an error: nothing that a caller sent, no SQL, no path of this machine. */
export interface ErrorDescription {
  name: string;
  code?: string;
  message?: string;
  /** Where it was thrown, innermost first, as `module.function:line`. */
  at?: string[];
  cause?: ErrorDescription;
}

const MAX_FRAMES = 5;
const MAX_CAUSES = 4;
const MAX_MESSAGE = 300;
const MAX_RAW_MESSAGE = 2000;

// Drizzle puts the statement and its parameters into its message, and PostgreSQL quotes values that it cannot read.
// What was thrown without being an error, and made into one by tRPC, may be anything.
const tells = ({ message, stack = '', constructor }: Error, code: string | undefined): boolean =>
  !message.startsWith('Failed query') &&
  !(code !== undefined && /^2[23]/.test(code)) &&
  !stack.includes('getCauseFromUnknown') &&
  constructor.name !== 'UnknownCauseError';

const FRAME = /^ +at (?:(?:async )?(?:new )?([^\s(]+) \()?[^()]*?([^\\/()]+?)\.[cm]?[jt]s:(\d+):\d+\)?$/;

/** The frames after the message; the message itself may span lines and look like anything. */
const framesOf = ({ stack = '', message }: Error): string[] => {
  const start = stack.indexOf(message);
  return (start < 0 ? '' : stack.slice(start + message.length))
    .split('\n')
    .flatMap((line) => {
      const [, name = '', module = '', at = ''] = FRAME.exec(line) ?? [];
      return module === '' ? [] : [`${module}.${name === '' ? '' : `${name}:`}${at}`];
    })
    .slice(0, MAX_FRAMES);
};

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
const messageOf = ({ message }: Error): string => {
  const [first = ''] = message.split('\n', 1);
  return secrets
    .reduce((text, [form, shown]) => text.replace(form, shown), first.slice(0, MAX_RAW_MESSAGE))
    .slice(0, MAX_MESSAGE);
};

export const describeError = (error: unknown, depth = 0): ErrorDescription => {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const at = framesOf(error);
  return {
    name: error.name,
    ...(code === undefined ? {} : { code }),
    ...(tells(error, code) ? { message: messageOf(error) } : {}),
    ...(at.length === 0 ? {} : { at }),
    ...(error.cause === undefined || depth >= MAX_CAUSES ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
};
