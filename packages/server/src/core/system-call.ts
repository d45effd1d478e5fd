import type { Database } from '../platform/db/database.ts';
import type { Recording } from './events/record.ts';
import type { Shop } from './shop.ts';

/** What a command of the administrator, whom no session names, calls services with. */
export interface SystemCall extends Recording, Pick<Database, 'read' | 'write'> {
  readonly shop: Shop;
}

/** `name` stands in its events where those of requests have an id. */
export function systemCall(shop: Shop, name: string): SystemCall {
  const { read, write } = shop.database;
  return { shop, read, write, caller: null, requestId: name, via: 'system' };
}
