import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastify } from 'fastify';
import { expect, onTestFinished, test } from 'vitest';
import { registerDocs } from './register.ts';

test('a file of the page that could not be read is retried at the next request', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shop-docs-'));
  const app = fastify();
  onTestFinished(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });
  registerDocs(app, folder);
  const statusOf = async () => (await app.inject('/docs/swagger-ui.css')).statusCode;
  expect(await Promise.all([statusOf(), statusOf()])).toEqual([500, 500]);
  writeFileSync(join(folder, 'swagger-ui.css'), 'body {}');
  expect((await app.inject('/docs/swagger-ui.css')).body).toBe('body {}');
  // It is cached from then on.
  rmSync(join(folder, 'swagger-ui.css'));
  expect(await statusOf()).toBe(200);
});
