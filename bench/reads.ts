// What benchmarks share that read a part while the server has other work.
import { type Send, quantile } from './calls.ts';
import type { BenchServer } from './server.ts';

export const READERS = 64;
/** A limit that is counted but never reached. */
export const HIGH = '999999999/3600';

/** The data of an answer; throws what was refused. */
export function dataOf<T>(body: string): T {
  const { result } = JSON.parse(body) as { result?: { data: T } };
  if (result === undefined) throw new Error(body);
  return result.data;
}

/** Creates the administrator of a new shop, and returns their token. */
export async function createAdmin(server: BenchServer, send: Send): Promise<string> {
  const input = { email: 'bench@shop.test', password: 'the password of the bench' };
  const names = ['--first-name', 'B', '--last-name', 'Ench'];
  await server.admin(['create-admin', '--email', input.email, ...names], input.password);
  return dataOf<{ token: string }>((await send('auth.login', { post: true, input })).body).token;
}

/** Reads a part over all connections until told to stop; returns how long each read took. */
export async function readUntil(send: Send, id: number, done: () => boolean): Promise<number[]> {
  const times: number[] = [];
  const readers = Array.from({ length: READERS }, async () => {
    while (!done()) {
      const { status, milliseconds } = await send('inventory.get', { input: { id } });
      if (status !== 200) throw new Error(`A read answered ${status}.`);
      times.push(milliseconds);
    }
  });
  await Promise.all(readers);
  return times;
}

export function readFor(send: Send, id: number, seconds: number): Promise<number[]> {
  const end = performance.now() + seconds * 1000;
  return readUntil(send, id, () => performance.now() >= end);
}

/** Prints the number of calls of each kind and how long they took. */
export function printTimes(kinds: Readonly<Record<string, readonly number[]>>): void {
  const line = (name: string, ...cells: string[]): void =>
    console.log(name.padEnd(28) + cells.map((cell) => cell.padStart(9)).join(''));
  line('', 'calls', 'p50 ms', 'p99 ms', 'max ms');
  for (const [name, times] of Object.entries(kinds)) {
    line(name, String(times.length), ...[0.5, 0.99, 1].map((part) => quantile(times, part).toFixed(2)));
  }
}
