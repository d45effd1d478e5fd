import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Overloaded, ThreadExited, createThreadPool } from '../threads/pool.ts';
import type { PdfContent } from './content.ts';
import type { PdfAnswer } from './worker.ts';

/** Lays documents out, outside the event loop. */
export interface Pdfs {
  /** Returns the bytes of a document. Rejects with `Overloaded` while 16 others wait, or when the thread is lost. */
  render(content: PdfContent, signal?: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
  /** Rejects queued documents and stops the thread. */
  close(): Promise<void>;
  /** The number of queued documents. */
  readonly waiting: number;
}

export interface PdfOptions {
  /** Called with the error of a thread that was lost. */
  onError?: ((error: unknown) => void) | undefined;
  /** The most queued documents. */
  queueLimit?: number | undefined;
  /** How long an idle thread keeps its memory. */
  idleMs?: number | undefined;
}

const QUEUE_LIMIT = 16;
const IDLE_MS = 30_000;
// The longest document needs a tenth of it.
const MEMORY_MB = 256;

/** Next to the code in a bundle, which has an entry of that name; else the source. */
function workerFile(): string {
  const bundled = join(import.meta.dirname, 'pdf-worker.js');
  return existsSync(bundled) ? bundled : join(import.meta.dirname, 'worker.ts');
}

function startThread(): Worker {
  return new Worker(workerFile(), {
    name: 'pdf',
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
  });
}

/** One thread of low priority, started on demand and stopped when it was idle. */
export function createPdfs({ onError, queueLimit = QUEUE_LIMIT, idleMs = IDLE_MS }: PdfOptions = {}): Pdfs {
  const pool = createThreadPool<PdfContent, PdfAnswer>({
    work: 'Laying out documents',
    start: startThread,
    workers: 1,
    queueLimit,
    idleMs,
  });
  let closed = false;
  return {
    async render(content, signal) {
      try {
        const answer = await pool.run(content, signal);
        if ('error' in answer) throw answer.error;
        return answer.bytes;
      } catch (error) {
        if (!(error instanceof ThreadExited) || closed) throw error;
        onError?.(error);
        throw new Overloaded('The thread that lays out documents was lost; retry in a moment.', { cause: error });
      }
    },
    close() {
      closed = true;
      return pool.close();
    },
    get waiting() {
      return pool.waiting;
    },
  };
}
