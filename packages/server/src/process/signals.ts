import type { Log } from '../platform/log/log.ts';

interface Ending {
  log: Log;
  drainSeconds: number;
}

// A signal to a process group also comes through the package manager: two within moments count as one.
const ECHO_MS = 100;
// How long the reader of the log has for the last lines.
const LAST_LINES_MS = 500;
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** The causes of an error in one line. */
function lineOf(error: unknown): string {
  const messages: string[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) messages.push(cause.message);
  return [...new Set(messages)].join(' – ').replace(/\s+/g, ' ') || String(error);
}

/** Ends a failed start with one line instead of a stack. */
export function reportAndExit(error: unknown): never {
  process.stderr.write(`${lineOf(error)}\n`);
  process.exit(1);
}

/** Ignores errors of standard error, such as a full disk or a closed reader; standard output belongs to the log. */
export function ignoreStandardErrorFailures(): void {
  process.stderr.on('error', () => {});
}

/** Exits once the log is written. */
function exitAfterLog(log: Log, status: number): void {
  setTimeout(() => process.exit(status), LAST_LINES_MS);
  log.flush(() => process.exit(status));
}

/** Drains the server on SIGTERM and SIGINT; a second signal exits immediately. Uncaught errors drain it as well. */
export function endOnSignals(server: { close(): Promise<void> }, { log, drainSeconds }: Ending): void {
  let endingSince: number | undefined;
  const end = (status: number): void => {
    endingSince = performance.now();
    // Exits even if something hangs.
    setTimeout(() => process.exit(status), drainSeconds * 1000).unref();
    server.close().then(
      () => {
        log.info('stopped');
        exitAfterLog(log, status);
      },
      (error: unknown) => {
        log.error({ error }, 'stopping failed');
        exitAfterLog(log, 1);
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
