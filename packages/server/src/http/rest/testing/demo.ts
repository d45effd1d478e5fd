import { onTestFinished } from 'vitest';
import { seedDemo } from '../../../demo/seed.ts';
import { createLog } from '../../../platform/log/log.ts';
import { createTestShop } from '../../../testing/testing.ts';
import { openHttpServer } from '../../http-server.ts';
import { frontDefaults } from '../../testing.ts';

/** Serves a fresh demo shop on a free port of this machine, until the test ends; returns its URL. */
export async function serveDemo(): Promise<string> {
  // The demo is created in one long transaction.
  const { shop, close } = await createTestShop({ database: { timeout: 600_000 } });
  await seedDemo(shop);
  const front = await openHttpServer(shop, frontDefaults, createLog({ level: 'silent' }));
  onTestFinished(async () => {
    await front.close();
    await close();
  });
  return front.url;
}
