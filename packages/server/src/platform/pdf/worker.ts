import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { threadNiceness } from '../threads/pool.ts';
import type { PdfContent } from './content.ts';
import { renderPdf } from './render.ts';

/** What the thread answers: the document, or why there is none. */
export type PdfAnswer = { bytes: Uint8Array<ArrayBuffer> } | { error: unknown };

// Only Linux can lower one thread; elsewhere setPriority(0) would slow the whole process.
if (process.platform === 'linux') {
  try {
    setPriority(0, threadNiceness());
  } catch {
    // Some containers refuse it; the thread then competes with the event loop.
  }
}

async function answer(content: PdfContent): Promise<void> {
  try {
    const bytes = await renderPdf(content);
    parentPort?.postMessage({ bytes } satisfies PdfAnswer, [bytes.buffer]);
  } catch (error) {
    parentPort?.postMessage({ error } satisfies PdfAnswer);
  }
}

parentPort?.on('message', (content: PdfContent) => void answer(content));
