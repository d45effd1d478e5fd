import { expect, test } from 'vitest';
import { readTrace } from './trace.ts';

const KEY = /proof-\d+-/g;
const wrote = (key: string) => `12 pwrite64(20</data/shop.db-wal>, "..${key}..", 4096, 32) = 4096`;
const synced = '12 fdatasync(20</data/shop.db-wal>) = 0';
function answered(key: string) {
  return `12 write(25<socket:[1]>, "HTTP/1.1 200 OK\\r\\nx-request-id: ${key}\\r\\n", 200) = 200`;
}
const read = (...lines: string[]) => readTrace(lines, KEY);

test('a response after the sync of its change is in order', () => {
  const lines = [wrote('proof-1-'), synced, answered('proof-1-')];
  expect(read(...lines)).toEqual({ answered: 1, early: [], syncs: 1 });
});

test('a response before the sync, or without its change, is early', () => {
  expect(read(wrote('proof-1-'), answered('proof-1-'), synced).early).toEqual(['proof-1-']);
  expect(read(synced, answered('proof-2-')).early).toEqual(['proof-2-']);
  expect(read(wrote('proof-1-'), synced, wrote('proof-2-'), answered('proof-1-'), answered('proof-2-')).early).toEqual([
    'proof-2-',
  ]);
});

test('a failed sync, or one of another file, does not count', () => {
  const failed = '12 fdatasync(20</data/shop.db-wal>) = -1 EIO (Input/output error)';
  expect(read(wrote('proof-1-'), failed, answered('proof-1-'))).toEqual({ answered: 1, early: ['proof-1-'], syncs: 0 });
  const other = '12 fdatasync(21</data/other.db>) = 0';
  expect(read(wrote('proof-1-'), other, answered('proof-1-')).early).toEqual(['proof-1-']);
});

test('interrupted system calls are joined', () => {
  const lines = [
    wrote('proof-1-'),
    '12 fdatasync(20</data/shop.db-wal> <unfinished ...>',
    '13 write(9<pipe:[7]>, "x", 1) = 1',
    '12 <... fdatasync resumed>) = 0',
    answered('proof-1-'),
  ];
  expect(read(...lines)).toEqual({ answered: 1, early: [], syncs: 1 });
});

test('errors acknowledge nothing', () => {
  const refused = '12 write(25<socket:[1]>, "HTTP/1.1 503 Service Unavailable\\r\\nx-request-id: proof-1-", 90) = 90';
  expect(read(refused)).toEqual({ answered: 0, early: [], syncs: 0 });
});
