import type { Log } from '../platform/log/log.ts';

interface Ending {
  log: Log;
  drainSeconds: number;
}

// A signal to a whole group of processes also comes through the package manager: twice within moments is once.
const ECHO_MS = 100;
// How long whoever reads the log has for its last lines.
const LAST_LINES_MS = 500;
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** The causes of an error in one line. */
function lineOf(error: unknown): string {
  const messages: string[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) messages.push(cause.message);
  return [...new Set(messages)].join(' – ').replace(/\s+/g, ' ') || String(error);
}

/** Ends a start that went wrong: one line for people, no stack. */
export function reportAndExit(error: unknown): never {
  process.stderr.write(`${lineOf(error)}\n`);
  process.exit(1);
}

/** A full disk or a reader that is gone under standard error ends no server; standard output is the log's. */
export function surviveLostErrors(): void {
  process.stderr.on('error', () => {});
}

/** Ends the process once its log is out. */
function leave(log: Log, status: number): void {
  setTimeout(() => process.exit(status), LAST_LINES_MS);
  log.flush(() => process.exit(status));
}

/** Drains the server on SIGTERM and SIGINT; a second signal ends it at once. What nobody caught drains it as well. */
export function endOnSignals(server: { close(): Promise<void> }, { log, drainSeconds }: Ending): void {
  let endingSince: number | undefined;
  const end = (status: number): void => {
    endingSince = performance.now();
    // Whatever hangs, the process does not.
    setTimeout(() => process.exit(status), drainSeconds * 1000).unref();
    server.close().then(
      () => {
        log.info('stopped');
        leave(log, status);
      },
      (error: unknown) => {
        log.error({ error }, 'stopping failed');
        leave(log, 1);
      },
    );
  };
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (endingSince === undefined) {
        log.info({ signal }, 'stopping');
        end(0);
      } else if (performance.now() - endingSince > ECHO_MS) {
        log.warn({ signal }, 'stopped at once');
        process.exit(1);
      }
    });
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.fatal({ error }, 'uncaught error');
      if (endingSince === undefined) end(1);
    });
  }
}
