// Reads while documents are laid out: 8 connections fetch an invoice of 50 lines as PDF until 100 are done; 64
// connections read a part. Promised (docs/performance.md): the p99 of reads stays within 3 times idle, and the memory of
// the thread returns after it has been idle.
import { readFileSync } from 'node:fs';
import { setTimeout as elapsed } from 'node:timers/promises';
import { quantile, sender } from './calls.ts';
import { HIGH, READERS, createAdmin, dataOf, printTimes, readFor, readUntil } from './reads.ts';
import { startServer } from './server.ts';

const SECONDS = Number(process.argv[2] ?? 10);
const PRINTERS = 8;
const DOCUMENTS = 100;
const LINES = 50;
const MOST_P99 = 3;
/** The thread ends after 30 idle seconds. */
const IDLE_MS = 35_000;
/** What buffers and caches of the event loop may keep. */
const MOST_KEPT_MB = 60;

function residentMb(pid: number): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

const server = await startServer({ RATE_LIMIT_DEFAULT: HIGH });
const readers = sender(server.url, READERS);
const printers = sender(server.url, PRINTERS);
try {
  const token = await createAdmin(server, readers.send);
  const write = async <T>(path: string, input: unknown): Promise<T> => {
    const { status, body } = await printers.send(path, { post: true, token, input });
    if (status !== 200) throw new Error(`${path} answered ${status}: ${body}`);
    return dataOf<T>(body);
  };
  const part = await write<{ id: number }>('inventory.create', { name: 'Brake pad', priceCents: 4990, quantity: 10 });
  const customer = await write<{ id: number }>('customers.create', { firstName: 'Ada', lastName: 'Lovelace' });
  const { id } = await write<{ id: number }>('tickets.create', { customerId: customer.id, description: 'Everything' });
  for (let n = 1; n <= LINES; n += 1) {
    await write('tickets.addLabor', { id, description: `Work number ${n}`, hours: 1.5, rateCents: 9000 });
  }
  for (const status of ['in_progress', 'completed']) await write('tickets.setStatus', { id, status });
  const invoice = await write<{ id: number }>('invoices.issue', { ticketId: id });

  await readFor(readers.send, part.id, 2);
  const idle = await readFor(readers.send, part.id, SECONDS);
  const before = residentMb(server.pid);

  let left = DOCUMENTS;
  let refused = 0;
  let printing = true;
  const printed: number[] = [];
  const all = Promise.all(
    Array.from({ length: PRINTERS }, async () => {
      while (left > 0) {
        left -= 1;
        const { status, milliseconds } = await printers.send('invoices.pdf', { token, input: { id: invoice.id } });
        if (status === 200) printed.push(milliseconds);
        else if (status === 503) refused += 1;
        else throw new Error(`A document answered ${status}.`);
      }
    }),
  ).finally(() => (printing = false));
  const busy = await readUntil(readers.send, part.id, () => !printing);
  await all;
  const highest = residentMb(server.pid);
  await elapsed(IDLE_MS);
  const after = residentMb(server.pid);

  printTimes({ 'reads, idle': idle, 'reads while printing': busy, documents: printed });
  const p99 = quantile(busy, 0.99) / quantile(idle, 0.99);
  console.log(`reads: p99 ${p99.toFixed(2)} times idle, at most ${MOST_P99}; ${refused} documents refused`);
  console.log(
    `memory: ${before.toFixed(0)} MB before, ${highest.toFixed(0)} MB while printing, ${after.toFixed(0)} MB when idle again`,
  );
  if (p99 > MOST_P99 || after - before > MOST_KEPT_MB || printed.length + refused !== DOCUMENTS) process.exitCode = 1;
} finally {
  readers.close();
  printers.close();
  await server.stop();
}
