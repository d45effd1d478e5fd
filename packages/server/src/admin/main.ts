import '../process/node-version.cjs';
import process from 'node:process';

// A reader that closes early, such as `head`, is no failure.
process.stdout.on('error', () => {});

// Imported late, so that an old Node reports its version before it fails to load this file.
const { run } = await import('./run.ts');
process.exitCode = await run(process.argv.slice(2), process);
