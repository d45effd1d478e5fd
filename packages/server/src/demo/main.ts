import '../process/node-version.cjs';

// Tables are built for the engine of DATABASE_URL when modules load: the demo is always SQLite.
const set = process.env['DATABASE_URL'];
delete process.env['DATABASE_URL'];
const { runDemo } = await import('./run.ts');
await runDemo({ file: process.argv[2], ignoresDatabaseUrl: set !== undefined && set !== '' });
