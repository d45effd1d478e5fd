import { setTimeout as sleep } from 'node:timers/promises';
import { isBusy, toStorageError } from './errors.ts';

/** Retries without blocking the event loop while another program locks the file. */
export async function retryWhileBusy<T>(patience: number, action: () => T): Promise<T> {
  const end = performance.now() + patience;
  for (;;) {
    try {
      return action();
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw toStorageError(error);
    }
    await sleep(5 + Math.random() * 45);
  }
}
