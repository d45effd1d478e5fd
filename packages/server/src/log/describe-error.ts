/** What a log says of an error: nothing that a caller sent, no SQL, no path of this machine. */
export interface ErrorDescription {
  name: string;
  code?: string;
  message?: string;
  /** Where it was thrown, innermost first, as `function file:line`. */
  at?: string[];
  cause?: ErrorDescription;
}

const MAX_FRAMES = 8;
const MAX_CAUSES = 4;
const MAX_MESSAGE = 300;

// Drizzle puts the statement and its parameters into its message, and PostgreSQL quotes values that it cannot read.
const tells = (error: Error, code: string | undefined): boolean =>
  !error.message.startsWith('Failed query') && !(code !== undefined && /^2[23]/.test(code));

const FRAME =
  /^ +at (?:(?:async )?([^\s(]+) \()?(?:file:\/\/)?(?:.*?[\\/])?((?:node_modules|src|dist)[\\/][^()]*?|[^\\/()]+?):(\d+):\d+\)?$/;

/** The frames after the message; the message itself may span lines and look like anything. */
const framesOf = ({ stack = '', message }: Error): string[] => {
  const start = stack.indexOf(message);
  return (start < 0 ? '' : stack.slice(start + message.length))
    .split('\n')
    .flatMap((line) => {
      const [, name = '', file = '', at = ''] = FRAME.exec(line) ?? [];
      return file === '' ? [] : [`${name} ${file.replace(/^.*node_modules[\\/]/, '')}:${at}`.trim()];
    })
    .slice(0, MAX_FRAMES);
};

export const describeError = (error: unknown, depth = 0): ErrorDescription => {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const at = framesOf(error);
  return {
    name: error.name,
    ...(code === undefined ? {} : { code }),
    ...(tells(error, code) ? { message: error.message.slice(0, MAX_MESSAGE) } : {}),
    ...(at.length === 0 ? {} : { at }),
    ...(error.cause === undefined || depth >= MAX_CAUSES ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
};
