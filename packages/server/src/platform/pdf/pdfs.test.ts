import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Overloaded, ThreadExited } from '../threads/pool.ts';
import { type PdfOptions, type Pdfs, createPdfs } from './pdfs.ts';
import { renderPdf } from './render.ts';
import { sampleContent } from './testing/sample.ts';

const open: Pdfs[] = [];
function pdfs(options: PdfOptions = {}): Pdfs {
  const made = createPdfs(options);
  open.push(made);
  return made;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

/** The next thread that starts. */
async function nextThread(): Promise<Worker> {
  const [worker] = (await once(process, 'worker')) as [Worker];
  return worker;
}

describe('pdfs', () => {
  it('the thread gives the bytes that the layout gives', async () => {
    const bytes = await pdfs().render(sampleContent());
    expect(Buffer.from(bytes).equals(await renderPdf(sampleContent()))).toBe(true);
  });

  it('16 documents wait, more are refused, and all that waited are served', async () => {
    const pool = pdfs();
    const all = Array.from({ length: 17 }, () => pool.render(sampleContent()));
    expect(pool.waiting).toBe(16);
    await expect(pool.render(sampleContent())).rejects.toBeInstanceOf(Overloaded);
    const sizes = new Set((await Promise.all(all)).map(({ byteLength }) => byteLength));
    expect(sizes.size).toBe(1);
    expect(pool.waiting).toBe(0);
  });

  it('one thread serves all documents', async () => {
    const started: Worker[] = [];
    const see = (worker: Worker): void => void started.push(worker);
    process.on('worker', see);
    const pool = pdfs();
    expect(started).toEqual([]);
    await Promise.all([1, 2, 3].map(() => pool.render(sampleContent())));
    process.off('worker', see);
    expect(started).toHaveLength(1);
  });

  it('a content that cannot be laid out fails alone', async () => {
    const pool = pdfs();
    const broken = { ...sampleContent(), table: null as never };
    const [failed, served] = await Promise.allSettled([pool.render(broken), pool.render(sampleContent())]);
    expect(failed).toMatchObject({ status: 'rejected', reason: expect.any(TypeError) });
    expect(served.status).toBe('fulfilled');
  });

  it('a thread that dies refuses its document, is reported and replaced', async () => {
    const onError = vi.fn();
    const pool = pdfs({ onError });
    const born = nextThread();
    const lost = pool.render(sampleContent());
    const waiting = pool.render(sampleContent());
    const [outcome] = await Promise.all([Promise.allSettled([lost]), born.then((thread) => thread.terminate())]);
    expect(outcome).toMatchObject([{ status: 'rejected', reason: expect.any(Overloaded) }]);
    expect(onError.mock.calls).toEqual([[expect.any(ThreadExited)]]);
    expect((await waiting).byteLength).toBeGreaterThan(1000);
  });

  it('an idle thread ends and returns its memory; the next document starts another', async () => {
    const pool = pdfs({ idleMs: 1 });
    const born = nextThread();
    await pool.render(sampleContent());
    const thread = await born;
    if (thread.threadId !== -1) await once(thread, 'exit');
    expect((await pool.render(sampleContent())).byteLength).toBeGreaterThan(1000);
  });

  it('close rejects waiting and later documents', async () => {
    const onError = vi.fn();
    const pool = pdfs({ onError });
    const all = Promise.allSettled([pool.render(sampleContent()), pool.render(sampleContent())]);
    await pool.close();
    expect((await all).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(pool.render(sampleContent())).rejects.toThrow('closed');
    expect(onError).not.toHaveBeenCalled();
    await pool.close();
  });

  it.runIf(process.platform === 'linux')('the thread runs at a lower priority, the process does not', async () => {
    const niceness = (): number[] =>
      readdirSync('/proc/self/task').map((id) =>
        Number(readFileSync(`/proc/self/task/${id}/stat`, 'utf8').split(' ')[18]),
      );
    const before = niceness();
    await pdfs().render(sampleContent());
    const lower = Math.min(getPriority() + 10, 19);
    expect(before).not.toContain(lower);
    expect(niceness().filter((value) => value === lower)).toHaveLength(1);
    expect(getPriority()).toBe(before[0]);
  });

  it('documents work from any folder and let the process exit', () => {
    const source = `
      import { createPdfs } from ${JSON.stringify(new URL('pdfs.ts', import.meta.url).href)};
      import { sampleContent } from ${JSON.stringify(new URL('testing/sample.ts', import.meta.url).href)};
      const bytes = await createPdfs().render(sampleContent());
      console.log(Buffer.from(bytes.subarray(0, 5)).toString());`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', source], {
      cwd: tmpdir(),
      encoding: 'utf8',
      timeout: Number(process.env['SLOW_TEST_MS']) / 2,
    });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '%PDF-\n', stderr: '' });
  });
});
