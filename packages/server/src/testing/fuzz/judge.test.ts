import { expect, test } from 'vitest';
import { leakInAnswer } from './judge.ts';

test('request ids are not mistaken for library names, and hide no leak next to them', () => {
  expect(leakInAnswer('{"data":{"requestId":"adde8ca441cf4cdf-zod"}}')).toBeNull();
  expect(leakInAnswer('{"data":{"requestId":"adde8ca441cf4cdf-zod","reason":"of zod"}}')).toBe('the name of a library');
  expect(leakInAnswer('{"data":{"requestId":"x at run (index.ts:12)"}}')).toBe('a stack trace');
});
