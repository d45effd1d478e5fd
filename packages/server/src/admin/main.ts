import '../process/node-version.cjs';
import process from 'node:process';

// A reader that has enough, like `head`, is no failure.
process.stdout.on('error', () => {});

// Only now, so that an old Node hears what is wrong before it loads what it cannot.
const { run } = await import('./run.ts');
process.exitCode = await run(process.argv.slice(2), process);
