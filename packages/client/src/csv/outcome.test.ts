import { expect, test, vi } from 'vitest';
import { shopError } from '../shop-error.ts';
import { type Send, sendPatiently } from './outcome.ts';

const answer = { created: 1, updated: 0, skipped: 0, rows: [] };
const limited = (retryAfterSeconds: number) => shopError('RATE_LIMITED', { retryAfterSeconds });

test('a chunk that meets the limit of calls is sent again', async () => {
  const send = vi.fn<Send>().mockRejectedValueOnce(limited(0)).mockResolvedValueOnce(answer);
  expect(await sendPatiently(send, { rows: [{}] }, { idempotencyKey: 'a-0' })).toEqual(answer);
  const call = [{ rows: [{}] }, { idempotencyKey: 'a-0' }];
  expect(send.mock.calls).toEqual([call, call]);
});

test('what stops an import while it waits ends the wait, and nothing more is sent', async () => {
  const stop = new AbortController();
  const send = vi.fn<Send>(async () => {
    // Once the wait has begun.
    setImmediate(() => stop.abort());
    throw limited(86_400);
  });
  await expect(sendPatiently(send, { rows: [] }, {}, stop.signal)).rejects.toThrow('aborted');
  expect(send).toHaveBeenCalledTimes(1);
  await expect(sendPatiently(send, { rows: [] }, {}, stop.signal)).rejects.toThrow('aborted');
  expect(send).toHaveBeenCalledTimes(1);
});
