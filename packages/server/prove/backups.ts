import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { type Proof, createVerdict, randomBetween, round } from './harness/proof.ts';
import { inSandbox } from './harness/sandbox.ts';
import { runAdmin, startAdmin } from './harness/server.ts';
import { createPart, createShop, doctorFinds, login } from './harness/shop.ts';
import { notesIn } from './kills.ts';

function damageOf(file: string): string | undefined {
  const client = new Sqlite(file, { readonly: true });
  try {
    const found = String(client.pragma('integrity_check(1)', { simple: true }));
    return found === 'ok' ? undefined : found;
  } finally {
    client.close();
  }
}

/** The ids of all movements, which the database assigns in sequence. */
function movementIds(file: string): number[] {
  const client = new Sqlite(file, { readonly: true });
  try {
    return client.prepare<[], number>('select id from stock_movements order by id').pluck().all();
  } finally {
    client.close();
  }
}

/** Backs up a database under load, kills backups at random moments, and restores one. */
export function proveBackups({ rounds, writers: count }: { rounds: number; writers: number }): Promise<Proof> {
  return inSandbox(async (sandbox) => {
    const { broken, check } = createVerdict();
    const env = { DATABASE_URL: `file:${sandbox.file('shop.db')}`, RATE_LIMITS: 'off' };
    await createShop(env);
    const server = await sandbox.start(env);
    const { token } = await login(sandbox.calls, server.url);
    const partId = await createPart(sandbox.calls, server.url, token);
    const writers = sandbox.write({ token, partId, count, url: server.url });
    await writers.reach(200);

    const whole = sandbox.file('whole.db');
    const before = [...writers.acknowledged];
    const from = performance.now();
    const { status, text } = await runAdmin(env, ['backup', whole]);
    const backupMs = performance.now() - from;
    const during = writers.acknowledged.length - before.length;
    check(status === 0, text);

    let [killed, absent, half] = [0, 0, 0];
    for (let n = 0; n < rounds; n++) {
      const file = sandbox.file(`${n}.db`);
      const child = startAdmin(env, ['backup', file]);
      const ended = once(child, 'exit') as Promise<[number | null]>;
      await Promise.race([ended, sleep(randomBetween(0.3, 1.1) * backupMs)]);
      child.kill('SIGKILL');
      const [code] = await ended;
      if (code === null) killed += 1;
      if (!existsSync(file)) absent += 1;
      else if (damageOf(file) !== undefined) half += 1;
    }
    check(half === 0, `${half} killed backups exist and are damaged`);
    await writers.finish();
    check(writers.wrong.length === 0, `wrong answers: ${writers.wrong.slice(0, 3).join('; ')}`);
    await server.stop();

    const restored = { ...env, DATABASE_URL: `file:${sandbox.file('restored.db')}` };
    const restore = await runAdmin(restored, ['restore', whole]);
    check(restore.status === 0, restore.text);
    broken.push(...(await doctorFinds(restored)));
    const kept = new Set(notesIn(sandbox.file('restored.db')));
    const missing = before.filter((key) => !kept.has(key)).length;
    const ids = movementIds(sandbox.file('restored.db'));
    check(missing === 0, `${missing} changes acknowledged before the backup are missing from it`);
    check(
      ids.every((id, at) => id === at + 1),
      'the backup has a later change without an earlier one',
    );
    check(notesIn(sandbox.file('shop.db')).length === writers.acknowledged.length, 'the backups lost a change');
    return {
      broken,
      figures: {
        'acknowledged before the backup': before.length,
        'acknowledged while it ran': during,
        'in the restored copy': kept.size,
        'missing of those before': missing,
        'backup under load, ms': round(backupMs),
        'backups killed': killed,
        'of them without a file': absent,
        'partial files under the final name': half,
      },
    };
  });
}
