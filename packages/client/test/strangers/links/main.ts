import type { AppRouter } from '@mechanic-shop/client';
import { TRPCClientError } from '@trpc/client';
import { logIn, shop } from './shop.ts';

const { MECHANIC_EMAIL = '', MECHANIC_PASSWORD = '', CUSTOMER_ID, PART_ID } = process.env;
const partId = Number(PART_ID);

const account = await logIn(MECHANIC_EMAIL, MECHANIC_PASSWORD);
const opened = await shop.tickets.create.mutate({ customerId: Number(CUSTOMER_ID), description: 'By stock links' });

try {
  await shop.tickets.addPart.mutate({ id: opened.id, partId, quantity: 5000 });
} catch (error) {
  if (!(error instanceof TRPCClientError)) throw error;
  const { data }: TRPCClientError<AppRouter> = error;
  if (data?.reason !== 'INSUFFICIENT_STOCK') throw error;
  console.log(`Only ${data.details.available.toFixed()} left.`);
}

// The same call twice, as after a lost response: the key gives it one effect.
const again = { context: { idempotencyKey: 'two blades for ticket 1' } };
await shop.tickets.addPart.mutate({ id: opened.id, partId, quantity: 2 }, again);
await shop.tickets.addPart.mutate({ id: opened.id, partId, quantity: 2 }, again);

// More calls than one request may carry: the link splits them.
const tickets = await Promise.all(Array.from({ length: 25 }, () => shop.tickets.get.query({ id: opened.id })));
const quantities = new Set(tickets.map(({ parts }) => parts[0]?.quantity));
console.log(`${account.role}: ${[...quantities].join()} in ${tickets.length} answers.`);

const { version } = await shop.tickets.setStatus.mutate({ id: opened.id, status: 'in_progress' });
const stale = await shop.tickets.setStatus
  .mutate({ id: opened.id, version: version - 1, status: 'completed' })
  .catch((error: TRPCClientError<AppRouter>) => error);
if (stale instanceof TRPCClientError && stale.data?.reason === 'VERSION_MISMATCH') {
  if (stale.data.path === 'tickets.setStatus') console.log(`It is ${stale.data.details.current.status} by now.`);
}
await shop.tickets.setStatus.mutate({ id: opened.id, version, status: 'completed' });
