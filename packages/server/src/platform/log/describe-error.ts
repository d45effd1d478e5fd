import { messageOf } from './error-message.ts';

/** The logged description of an error: no input, no SQL, no path of this machine. */
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

const FRAME = /^ +at (?:(?:async )?(?:new )?([^\s(]+) \()?[^()]*?([^\\/()]+?)\.[cm]?[jt]s:(\d+):\d+\)?$/;

/** The stack frames after the message, which may span lines and look like anything. */
function framesOf({ stack = '', message }: Error): string[] {
  const start = stack.indexOf(message);
  return (start < 0 ? '' : stack.slice(start + message.length))
    .split('\n')
    .flatMap((line) => {
      const [, name = '', module = '', at = ''] = FRAME.exec(line) ?? [];
      return module === '' ? [] : [`${module}.${name === '' ? '' : `${name}:`}${at}`];
    })
    .slice(0, MAX_FRAMES);
}

export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  const message = messageOf(error, code);
  const at = framesOf(error);
  return {
    name: error.name,
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { message }),
    ...(at.length === 0 ? {} : { at }),
    ...(error.cause === undefined || depth >= MAX_CAUSES ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
}
