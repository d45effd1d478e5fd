// `npm start`: prepares the clone through npx and pnpm, then serves the demo as a direct child. Package managers in
// between would exit without passing SIGTERM on, and leave the server running. Plain JavaScript, for Node 20.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const PARENT_CHECK_MS = 200;
const parent = process.ppid;

if (!existsSync(join(root, 'packages/server/node_modules'))) {
  process.stderr.write(`Installing Node and dependencies in ${root}, once. This takes a minute or less…\n`);
}
const prepared = spawnSync('npx', ['-y', '-p', 'node@26', '-p', 'pnpm@12', 'pnpm', '--silent', 'run', 'prepare:run'], {
  cwd: root,
  stdio: 'inherit',
  // npx is a batch file on Windows.
  shell: process.platform === 'win32',
});
if (prepared.status !== 0) process.exit(prepared.status ?? 1);

const node = readFileSync(join(root, 'node_modules/.node-path'), 'utf8').trim();
const compiled = join(root, 'node_modules/.cache/node');
const server = spawn(node, [join(root, 'packages/server/src/demo/main.ts'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  // As in run.sh.
  env: { NODE_COMPILE_CACHE: compiled, ...process.env },
});

// npm signals only its shell, which exits without this process: losing the parent counts as SIGTERM.
const orphaned = setInterval(() => {
  if (process.ppid !== parent) stop('SIGTERM');
}, PARENT_CHECK_MS);

/** @param {NodeJS.Signals} signal */
function stop(signal) {
  clearInterval(orphaned);
  server.kill(signal);
}

for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])) process.on(signal, stop);
server.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
server.on('exit', (status, signal) => {
  process.exit(status ?? 128 + (signal === null ? 0 : constants.signals[signal]));
});
