import { readConfig } from './config.ts';
import { startServer } from './http/server.ts';
import { createLog } from './log.ts';
import { tuneCollector } from './main/collector.ts';
import { endOnSignals, reportAndExit, surviveLostErrors } from './main/process.ts';

/** Serves the shop as the environment says until a signal ends it. */
export async function serve(): Promise<void> {
  tuneCollector();
  surviveLostErrors();
  try {
    const config = readConfig();
    const log = createLog({ level: config.logLevel });
    const server = await startServer(config, { log });
    endOnSignals(server, { log, drainSeconds: config.drainSeconds });
  } catch (error) {
    reportAndExit(error);
  }
}
