import { readConfig } from '../platform/config/config.ts';
import { createLog } from '../platform/log/log.ts';
import { tuneCollector } from './collector.ts';
import { startServer } from './server.ts';
import { endOnSignals, reportAndExit, ignoreStandardErrorFailures } from './signals.ts';

/** Serves the shop as configured by the environment until a signal ends it. */
export async function serve(): Promise<void> {
  tuneCollector();
  ignoreStandardErrorFailures();
  try {
    const config = readConfig();
    const log = createLog({ level: config.logLevel });
    const server = await startServer(config, { log });
    endOnSignals(server, { log, drainSeconds: config.drainSeconds });
  } catch (error) {
    reportAndExit(error);
  }
}
