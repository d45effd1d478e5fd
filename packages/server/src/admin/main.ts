import process from 'node:process';
import { run } from './run.ts';

// A reader that has enough, like `head`, is no failure.
process.stdout.on('error', () => {});

process.exitCode = await run(process.argv.slice(2), process);
