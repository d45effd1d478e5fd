/** The exit codes of the admin command line. */
export const status = { done: 0, failed: 1, usage: 2, interrupted: 130 };

/** Ends a command with one line on standard error. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly status: number;

  constructor(message: string, exitStatus = status.failed) {
    super(message);
    this.status = exitStatus;
  }
}

/** Formats any thrown value as one line for operators. */
export function lineOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/[\s\p{Cc}]+/gu, ' ').trim() || 'Something went wrong.';
}
