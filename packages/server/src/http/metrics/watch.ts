import { Counter, Gauge, type Registry } from 'prom-client';
import type { Shop } from '../../core/shop.ts';
import { waitingDeliveries } from '../../features/webhooks/waiting.ts';
import type { Cache } from '../../platform/cache/cache.ts';

// Each metric is registered explicitly: otherwise it would also go to the library's global registry.
const registers: Registry[] = [];

/** A gauge that is read on each scrape. */
function gauge(name: string, help: string, read: () => number): Gauge {
  return new Gauge({
    name,
    help,
    registers,
    collect() {
      this.set(read());
    },
  });
}

function limited({ limits }: Shop): Counter<'limit'> {
  return new Counter({
    name: 'shop_limited_total',
    help: 'Calls that a limit refused, by limit.',
    labelNames: ['limit'],
    registers,
    collect() {
      this.reset();
      for (const [limit, refused] of Object.entries(limits.refused)) this.inc({ limit }, refused);
    },
  });
}

function connections({ database }: Shop): Gauge<'state'> {
  return new Gauge({
    name: 'shop_pool_connections',
    help: 'Connections to PostgreSQL by what they do.',
    labelNames: ['state'],
    registers,
    collect() {
      const { open = 0, idle = 0 } = database.load().connections ?? {};
      this.set({ state: 'busy' }, open - idle);
      this.set({ state: 'idle' }, idle);
    },
  });
}

function sentEvents({ streams }: Shop): Counter {
  return new Counter({
    name: 'shop_stream_events_total',
    help: 'Events sent to live streams, counted for each stream.',
    registers,
    collect() {
      this.reset();
      this.inc(streams.load.sent);
    },
  });
}

function deliveries({ poster }: Shop): Counter<'outcome'> {
  return new Counter({
    name: 'shop_deliveries_total',
    help: 'Attempts to deliver to webhooks: delivered, refused (not 2xx) or unanswered.',
    labelNames: ['outcome'],
    registers,
    collect() {
      this.reset();
      for (const [outcome, count] of Object.entries(poster.outcomes)) this.inc({ outcome }, count);
    },
  });
}

/** Of all processes: each reports the same. */
function waitingGauges({ database, now }: Shop): Gauge[] {
  const oldest = new Gauge({
    name: 'shop_delivery_oldest_seconds',
    help: 'How long the oldest delivery has waited; 0 if none waits.',
    registers,
  });
  const count = new Gauge({
    name: 'shop_deliveries_waiting',
    help: 'Deliveries that wait for an attempt, counted up to 10,000.',
    registers,
    async collect() {
      // Without a database the last numbers stay.
      const found = await waitingDeliveries(database.read).catch(() => undefined);
      if (!found) return;
      this.set(found.count);
      oldest.set(found.oldest ? Math.max(0, (now().getTime() - found.oldest.getTime()) / 1000) : 0);
    },
  });
  return [count, oldest];
}

type Caches = Readonly<Record<string, Pick<Cache<object>, 'size' | 'asked'>>>;

function cacheRows(caches: Caches): Gauge<'cache'> {
  return new Gauge({
    name: 'shop_cache_rows',
    help: 'What each cache holds.',
    labelNames: ['cache'],
    registers,
    collect() {
      for (const [cache, { size }] of Object.entries(caches)) this.set({ cache }, size);
    },
  });
}

function cacheReads(caches: Caches): Counter<'cache' | 'found'> {
  return new Counter({
    name: 'shop_cache_reads_total',
    help: 'Reads by cache and whether the row was there.',
    labelNames: ['cache', 'found'],
    registers,
    collect() {
      this.reset();
      for (const [cache, { asked }] of Object.entries(caches)) {
        this.inc({ cache, found: 'yes' }, asked.hits);
        this.inc({ cache, found: 'no' }, asked.misses);
      }
    },
  });
}

/** Collects from the parts of a shop. */
export function watchShop(shop: Shop, register: Registry): void {
  const { database, passwords, pdfs, bus, streams } = shop;
  const caches: Caches = { ...shop.caches.all, answers: shop.answers };
  const waiting = 'Transactions that wait for the database.';
  const documents = 'Documents that wait to be laid out as PDF.';
  const logins = 'Callers who wait for a thread to check or hash a password.';
  register.registerMetric(gauge('shop_database_waiting', waiting, () => database.load().waiting));
  register.registerMetric(gauge('shop_passwords_waiting', logins, () => passwords.waiting));
  register.registerMetric(gauge('shop_pdfs_waiting', documents, () => pdfs.waiting));
  const reached = '1 while other processes are reached, or where none is expected.';
  register.registerMetric(gauge('shop_bus_connected', reached, () => Number(bus.connected)));
  const lag = 'How old the newest event was when it reached the live streams, in seconds.';
  register.registerMetric(gauge('shop_streams', 'Open live streams.', () => streams.load.open));
  register.registerMetric(gauge('shop_stream_lag_seconds', lag, () => streams.load.lagSeconds));
  register.registerMetric(sentEvents(shop));
  register.registerMetric(deliveries(shop));
  for (const one of waitingGauges(shop)) register.registerMetric(one);
  register.registerMetric(limited(shop));
  register.registerMetric(cacheRows(caches));
  register.registerMetric(cacheReads(caches));
  if (database.load().connections !== undefined) register.registerMetric(connections(shop));
}
