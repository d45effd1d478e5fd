import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoConfig, startDemo } from '../../packages/server/src/demo/start.ts';
import { createLog } from '../../packages/server/src/platform/log/log.ts';

const newman = createRequire(import.meta.url).resolve('newman/bin/newman.js');

/** Runs the collection against a fresh demo server; returns newman's exit status. */
export async function runCollection(collection: string, environment: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'shop-postman-'));
  try {
    const config = demoConfig({ PORT: '0', HOST: '127.0.0.1' }, join(folder, 'demo.db'));
    const server = await startDemo(join(folder, 'demo.db'), config, createLog({ level: 'silent' }));
    try {
      const options = ['--environment', environment, '--env-var', `baseUrl=${server.url}/api`, '--color', 'off'];
      const child = spawn(process.execPath, ['--no-deprecation', newman, 'run', collection, ...options], {
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      return await new Promise((resolve, reject) => {
        child.once('error', reject);
        child.once('close', (status) => resolve(status ?? 1));
      });
    } finally {
      await server.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
