import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import fs, { chmod, mkdir, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { sessionOf, sessionShop } from '../test/testing/fake-shop.ts';
import { lockFile } from './file-lock.ts';
import { fileSession } from './file-session.ts';

const folder = mkdtempSync(join(tmpdir(), 'shop-session-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
let files = 0;
const fresh = () => join(folder, `${(files += 1)}`, 'session.json');
const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

describe('fileSession', () => {
  it('keeps a session for its owner alone and forgets it', async () => {
    const path = fresh();
    const store = fileSession(path);
    expect(await store.load()).toBeNull();
    await store.save(sessionOf(1));
    await store.save(sessionOf(2));
    expect(await fileSession(path).load()).toMatchObject({ token: 'token-2', account: { id: 1 } });
    expect([await modeOf(path), await modeOf(join(path, '..'))]).toEqual(['600', '700']);
    expect(await readdir(join(path, '..'))).toEqual(['session.json']);
    await store.save(null);
    await store.save(null);
    expect(await store.load()).toBeNull();
  });

  it('leaves the mode of a folder that is already there, and narrows that of the file', async () => {
    const path = fresh();
    await mkdir(join(path, '..'), { mode: 0o755 });
    await writeFile(path, '{}');
    await chmod(path, 0o644);
    await fileSession(path).save(sessionOf(1));
    expect([await modeOf(path), await modeOf(join(path, '..'))]).toEqual(['600', '755']);
  });

  it.each(['', '{"token":', '[]', 'null', '{"token":"t"}', '{"account":null}'])(
    'takes a damaged file (%s) for no session',
    async (text) => {
      const path = fresh();
      await mkdir(join(path, '..'));
      await writeFile(path, text);
      expect(await fileSession(path).load()).toBeNull();
    },
  );

  it('leaves nothing behind when it cannot write', async () => {
    const path = fresh();
    await mkdir(path, { recursive: true });
    await expect(fileSession(path).save(sessionOf(1))).rejects.toThrow('EISDIR');
    expect(await readdir(join(path, '..'))).toEqual(['session.json']);
  });

  it('says what it needs where there is no Node', async () => {
    vi.stubGlobal('process', undefined);
    const loading = fileSession('session.json').load();
    vi.unstubAllGlobals();
    await expect(loading).rejects.toThrow('fileSession needs Node 20.16 or newer');
  });

  it('lets one of several processes refresh and the others take what it saved', async () => {
    const shop = await sessionShop();
    shop.expire();
    const path = fresh();
    await fileSession(path).save(sessionOf(1));
    const script = join(import.meta.dirname, '../test/testing/refresh-in-process.ts');
    const run = promisify(execFile);
    const outputs = await Promise.all([1, 2, 3].map(() => run(process.execPath, [script, shop.url, path])));
    const answers = JSON.stringify([1, 2, 3, 4, 5].map((id) => ({ id })));
    expect(outputs.map(({ stdout }) => stdout)).toEqual([answers, answers, answers]);
    expect(shop.state.refreshes).toBe(1);
    expect(await fileSession(path).load()).toMatchObject({ token: 'token-3' });
    expect(await readdir(join(path, '..'))).toEqual(['session.json']);
  });
});

describe('lockFile', () => {
  it('lets in one at a time', async () => {
    const path = join(folder, 'busy.lock');
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 20 }, async () => {
        const release = await lockFile(path, 1);
        inside += 1;
        most = Math.max(most, inside);
        await readFile(path);
        inside -= 1;
        await release();
      }),
    );
    expect(most).toBe(1);
    await expect(stat(path)).rejects.toThrow('ENOENT');
  });

  it('evicts a holder that died, and only one waiter gets in its place at a time', async () => {
    const path = join(folder, 'dead.lock');
    await writeFile(path, 'somebody who was killed');
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 5 }, async () => {
        const release = await lockFile(path, 1);
        inside += 1;
        most = Math.max(most, inside);
        await readFile(path);
        inside -= 1;
        await release();
      }),
    );
    expect(most).toBe(1);
    expect((await readdir(folder)).filter((name) => name.startsWith('dead.lock'))).toEqual([]);
  });

  it('waits for a live holder', async () => {
    const path = join(folder, 'alive.lock');
    const release = await lockFile(path);
    const polls = vi.spyOn(fs, 'stat');
    let entered = false;
    const waiting = lockFile(path, 1).then((done) => {
      entered = true;
      return done;
    });
    for (let beat = 1; polls.mock.calls.length < 250; beat += 1) {
      await utimes(path, beat, beat);
      await new Promise((resolve) => setImmediate(resolve));
    }
    polls.mockRestore();
    expect(entered).toBe(false);
    await release();
    await (
      await waiting
    )();
  });
});
