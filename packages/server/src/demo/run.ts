import { resolve } from 'node:path';
import { commandFolder } from '../platform/config/cwd.ts';
import { realPath } from '../platform/db/real-path.ts';
import { createLog } from '../platform/log/log.ts';
import { endOnSignals, reportAndExit, ignoreStandardErrorFailures } from '../process/signals.ts';
import { banner } from './banner.ts';
import { DEMO_FILE, demoConfig, startDemo } from './start.ts';

interface DemoRun {
  /** Another path for the demo's data. */
  file: string | undefined;
  ignoresDatabaseUrl: boolean;
}

/** Serves the demo until stopped: log lines go to standard output, text for people to standard error. */
export async function runDemo({ file: given, ignoresDatabaseUrl }: DemoRun): Promise<void> {
  ignoreStandardErrorFailures();
  const tell = (text: string) => process.stderr.write(`${text}\n`);
  try {
    const file = given === undefined ? DEMO_FILE : realPath(resolve(commandFolder(process.env), given));
    const config = demoConfig(process.env, file);
    const log = createLog({ level: config.logLevel });
    if (ignoresDatabaseUrl) tell(`DATABASE_URL is set, but the demo never uses it: its data is in ${file}.`);
    const server = await startDemo(file, config, log);
    endOnSignals(server, { log, drainSeconds: config.drainSeconds });
    tell(banner(server.url, file));
  } catch (error) {
    reportAndExit(error);
  }
}
