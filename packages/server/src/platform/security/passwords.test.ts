import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { hashSync, verifySync } from '@node-rs/bcrypt';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { temporaryFile } from '../db/testing/folder.ts';
import { Overloaded } from '../threads/pool.ts';
import { type PasswordOptions, type Passwords, createPasswords } from './passwords.ts';

const open: Passwords[] = [];
function passwords(options: Partial<PasswordOptions> = {}): Passwords {
  const made = createPasswords({ cost: 4, workers: 1, ...options });
  open.push(made);
  return made;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

/** The threads started while `work` runs. */
async function startedBy(work: () => Promise<unknown>): Promise<Worker[]> {
  const started: Worker[] = [];
  const see = (worker: Worker): void => void started.push(worker);
  process.on('worker', see);
  await work().finally(() => process.off('worker', see));
  return started;
}

describe('passwords: hash and verify', () => {
  it('hash creates salted bcrypt hashes of the given cost', async () => {
    const { hash } = passwords();
    const [one, two] = await Promise.all([hash('correct horse'), hash('correct horse')]);
    expect(one).toMatch(/^\$2b\$04\$[./A-Za-z0-9]{53}$/);
    expect(two).not.toBe(one);
    expect(verifySync('correct horse', one)).toBe(true);
  });

  it.each(['2a', '2b', '2y'])('verify accepts only the right password for a hash of form %s', async (form) => {
    const { verify } = passwords();
    const hash = hashSync('correct horse', 5).replace('2b', form);
    expect(await verify('correct horse', hash)).toBe(true);
    expect(await verify('correct horsf', hash)).toBe(false);
    expect(await verify('', hash)).toBe(false);
    expect(await verify(' correct horse', hash)).toBe(false);
  });

  it('verify accepts every way to type an accent', async () => {
    const { hash, verify } = passwords();
    expect(await verify('Ame\u0301lie ﬁxes', await hash('Amélie fixes'))).toBe(true);
  });

  it('hash reads 72 bytes and rejects longer passwords instead of truncating them', async () => {
    const { hash, verify } = passwords();
    const longest = 'é'.repeat(36);
    const stored = await hash(longest);
    expect(await verify(longest, stored)).toBe(true);
    // bcrypt itself would truncate and accept.
    expect(verifySync(`${longest}x`, stored)).toBe(true);
    expect(await verify(`${longest}x`, stored)).toBe(false);
    await expect(hash(`${longest}x`)).rejects.toThrow('at most 72 bytes');
  });

  it.each([
    ['NUL', 'correct\0horse'],
    ['a lone surrogate', 'correct\ud800horse'],
  ])('verify accepts no password with %s', async (_, password) => {
    const { hash, verify } = passwords();
    expect(await verify(password, hashSync(Buffer.from(password), 4))).toBe(false);
    await expect(hash(password)).rejects.toThrow('without NUL or broken Unicode');
  });

  it.each([
    ['nothing', ''],
    ['no bcrypt', 'plain'],
    ['base64 that is not canonical', `$2b$04$${'9'.repeat(53)}`],
    ['a cost that takes days', `$2b$31$${'.'.repeat(53)}`],
  ])('verify returns false for a stored hash that is %s', async (_, stored) => {
    expect(await passwords().verify('correct horse', stored)).toBe(false);
  });

  it('createPasswords rejects a cost out of bounds', () => {
    for (const cost of [0, 3, 17, 4.5, Number.NaN]) {
      expect(() => createPasswords({ cost })).toThrow('cost from 4 to 16');
    }
  });

  it('needsRehash detects outdated hashes', () => {
    const { needsRehash } = passwords({ cost: 6 });
    expect(needsRehash(hashSync('correct horse', 6))).toBe(false);
    expect(needsRehash(hashSync('correct horse', 5))).toBe(true);
    expect(needsRehash(hashSync('correct horse', 6).replace('2b', '2a'))).toBe(true);
  });
});

describe('passwords: constant work', () => {
  // The only form that bcrypt reads; it returns false for anything else without doing the work.
  const canonical = /^\$2b\$0[45]\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{30}[.CGKOSWaeimquy26]$/;
  const real = hashSync('correct horse', 4);

  it.each([
    ['an unknown account', 'correct horse', null, '05'],
    ['a broken hash', 'correct horse', 'broken', '05'],
    ['a wrong password', 'wrong horse', hashSync('correct horse', 5), '05'],
    ['a password of 73 bytes', 'x'.repeat(73), real, '05'],
    ['NUL', 'correct horse\0', real, '05'],
    ['a lone surrogate', '\ud800', real, '05'],
  ])('verify hashes once for %s', async (_, password, stored, cost) => {
    const pool = passwords({ cost: 5 });
    const [thread] = await startedBy(() => pool.verify('first', null));
    const post = vi.spyOn(thread!, 'postMessage');
    expect(await pool.verify(password, stored)).toBe(false);
    expect(post).toHaveBeenCalledOnce();
    const [{ hash }] = post.mock.lastCall as [{ hash: string }];
    expect(hash).toMatch(canonical);
    expect(hash.slice(4, 6)).toBe(cost);
  });

  it.each(['correct horse', 'wrong horse'])(
    'verify does the work of the current cost for an older hash: %s',
    async (password) => {
      const pool = passwords({ cost: 7 });
      const [thread] = await startedBy(() => pool.verify('first', null));
      const post = vi.spyOn(thread!, 'postMessage');
      expect(await pool.verify(password, real)).toBe(password === 'correct horse');
      const [{ hash, padding }] = post.mock.lastCall as [{ hash: string; padding: string[] }];
      const work = [hash, ...padding].map((one) => 2 ** Number(one.slice(4, 6)));
      expect(work.reduce((sum, one) => sum + one)).toBe(2 ** 7);
      for (const one of padding) expect(one).toMatch(/^\$2b\$0[456]\$\.{53}$/);
    },
  );

  it.each([
    ['no account', null],
    ['a hash of the lowest cost', real],
    ['a hash of the current cost', hashSync('correct horse', 5)],
    ['a hash of the highest cost', hashSync('correct horse', 7)],
  ])('verify does the work of the highest cost for %s', async (_, stored) => {
    const pool = passwords({ cost: 5 });
    const [thread] = await startedBy(() => pool.verify('first', null));
    const post = vi.spyOn(thread!, 'postMessage');
    expect(await pool.verify('correct horse', stored, undefined, 7)).toBe(stored !== null);
    const [{ hash, padding }] = post.mock.lastCall as [{ hash: string; padding: string[] }];
    const work = [hash, ...padding].map((one) => 2 ** Number(one.slice(4, 6)));
    expect(work.reduce((sum, one) => sum + one)).toBe(2 ** 7);
  });
});

describe('passwords: the queue', () => {
  it('a full queue refuses calls and finishes those in it', async () => {
    const pool = passwords({ queueLimit: 2 });
    const running = pool.hash('the first one');
    const waiting = [pool.hash('the second one'), pool.verify('a guess', null)];
    expect(pool.waiting).toBe(2);
    const refused = [pool.hash('one too many'), pool.assertRoom()];
    expect(pool.waiting).toBe(2);
    for (const refusal of refused) await expect(refusal).rejects.toBeInstanceOf(Overloaded);
    expect(verifySync('the first one', await running)).toBe(true);
    expect(await Promise.all(waiting)).toEqual([expect.stringMatching(/^\$2b/), false]);
    expect(pool.waiting).toBe(0);
    expect(await pool.verify('the first one', await running)).toBe(true);
  });

  it('the queue is served in order of arrival', async () => {
    const pool = passwords();
    const served: number[] = [];
    await Promise.all([1, 2, 3, 4].map((n) => pool.verify('x', null).then(() => served.push(n))));
    expect(served).toEqual([1, 2, 3, 4]);
  });

  it('an aborted caller leaves the queue and frees a place', async () => {
    const pool = passwords({ queueLimit: 1 });
    const hangUp = new AbortController();
    const running = pool.hash('the first one');
    const gone = pool.hash('the second one', hangUp.signal);
    hangUp.abort(new Error('hung up'));
    await expect(gone).rejects.toThrow('hung up');
    expect(pool.waiting).toBe(0);
    const next = pool.verify('a guess', null);
    expect(pool.waiting).toBe(1);
    expect(await Promise.all([running, next])).toEqual([expect.stringMatching(/^\$2b/), false]);
  });

  it('a call that is already aborted does no work', async () => {
    const pool = passwords();
    const started = await startedBy(() =>
      expect(pool.hash('correct horse', AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone'),
    );
    expect(started).toEqual([]);
    expect(pool.waiting).toBe(0);
  });

  it('work that has begun is finished when its caller disconnects', async () => {
    const hangUp = new AbortController();
    const running = passwords().hash('correct horse', hangUp.signal);
    hangUp.abort();
    expect(verifySync('correct horse', await running)).toBe(true);
  });
});

describe('passwords: threads', () => {
  it('threads start on demand, up to the configured number', async () => {
    let pool: Passwords | undefined;
    const started = await startedBy(async () => {
      pool = passwords({ workers: 2 });
      await pool.verify('x', null);
    });
    expect(started).toHaveLength(1);
    const more = await startedBy(() => Promise.all([1, 2, 3, 4, 5].map(() => pool!.verify('x', null))));
    expect(more).toHaveLength(1);
  });

  it('a thread that died is replaced; its job rejects and queued jobs are served', async () => {
    const pool = passwords();
    const born = once(process, 'worker');
    const lost = pool.hash('the first one');
    const waiting = pool.hash('the second one');
    const [thread] = (await born) as [Worker];
    const [, outcome] = await Promise.all([thread.terminate(), Promise.allSettled([lost])]);
    expect(outcome[0]).toMatchObject({
      status: 'rejected',
      reason: { message: expect.stringContaining('has exited') },
    });
    expect(verifySync('the second one', await waiting)).toBe(true);
  });

  it('close rejects queued jobs and later calls', async () => {
    const pool = passwords();
    const all = Promise.allSettled([pool.hash('running'), pool.hash('waiting')]);
    await pool.close();
    expect((await all).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(pool.verify('x', null)).rejects.toThrow('closed');
    await pool.close();
  });

  it.runIf(process.platform === 'linux')('threads run at a lower priority, the process does not', async () => {
    const niceness = (): number[] =>
      readdirSync('/proc/self/task').map((id) =>
        Number(readFileSync(`/proc/self/task/${id}/stat`, 'utf8').split(' ')[18]),
      );
    const before = niceness();
    await passwords().verify('x', null);
    const lower = Math.min(getPriority() + 10, 19);
    expect(before).not.toContain(lower);
    expect(niceness().filter((value) => value === lower)).toHaveLength(1);
    expect(getPriority()).toBe(before[0]);
  });

  it('passwords work in a folder whose package.json cannot be read, and let the process exit', () => {
    // Like a folder of another user: node rejects searches for packages that begin there.
    const cwd = temporaryFile('folder');
    mkdirSync(cwd);
    writeFileSync(join(cwd, 'package.json'), 'not JSON');
    const source = `
      import { createPasswords } from ${JSON.stringify(new URL('passwords.ts', import.meta.url).href)};
      const passwords = createPasswords({ cost: 4 });
      console.log(await passwords.verify('correct horse', await passwords.hash('correct horse')));`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', source], {
      cwd,
      encoding: 'utf8',
      timeout: Number(process.env['SLOW_TEST_MS']) / 2,
    });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'true\n', stderr: '' });
  });
});
