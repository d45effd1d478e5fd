import { expect, test } from 'vitest';
import { leakInAnswer } from './judge.ts';

test('no request id is taken for the name of a library, and nothing else is let through with it', () => {
  expect(leakInAnswer('{"data":{"requestId":"adde8ca441cf4cdf-zod"}}')).toBeNull();
  expect(leakInAnswer('{"data":{"requestId":"adde8ca441cf4cdf-zod","reason":"of zod"}}')).toBe('the name of a library');
  expect(leakInAnswer('{"data":{"requestId":"x at run (index.ts:12)"}}')).toBe('a stack trace');
});
