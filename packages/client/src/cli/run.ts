import { CommanderError } from 'commander';
import { Failure, failureText, status } from './failure.ts';
import { type Io, isClosedPipe, write } from './io.ts';
import { createProgram } from './program.ts';

/** Runs one `shop` command and returns its exit status. `argv` holds the arguments after `shop`. */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  try {
    await createProgram(io).parseAsync(argv, { from: 'user' });
    return status.done;
  } catch (error) {
    // A reader that closes the pipe, like `head`, is not an error.
    if (isClosedPipe(error)) return status.done;
    if (error instanceof CommanderError) return error.exitCode === 0 ? status.done : status.usage;
    const failure =
      error instanceof Failure ? error : new Failure(status.failed, error instanceof Error ? error.message : 'Failed.');
    await write(io.stderr, failureText(failure)).catch(() => {});
    return failure.status;
  }
}
