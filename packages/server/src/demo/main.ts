import '../process/node-version.cjs';

// The tables are built for the engine of DATABASE_URL when they load: the demo is SQLite, whatever the environment says.
const set = process.env['DATABASE_URL'];
delete process.env['DATABASE_URL'];
const { runDemo } = await import('./run.ts');
await runDemo({ file: process.argv[2], ignoresDatabaseUrl: set !== undefined && set !== '' });
