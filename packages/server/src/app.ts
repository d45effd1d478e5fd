import type { Database } from './db/database.ts';
import { openDatabase } from './db/open.ts';
import { createPasswords } from './security/passwords.ts';
import { createTokens } from './security/tokens.ts';
import type { Shop } from './shop.ts';

/** What a shop is made of; all of it decided before it opens. */
export interface ShopOptions {
  databaseUrl: string;
  /** The first signs, all verify. */
  secrets: readonly string[];
  accessTtlSeconds: number;
  refreshTtlSeconds: number;
  bcryptCost: number;
  now?: () => Date;
  /** Told of failures that no caller waits for. */
  onError?: (error: unknown) => void;
}

export interface OpenShop extends Shop {
  /** Ends what runs, then the threads and connections. */
  close(): Promise<void>;
}

/** Opens the database and builds everything that services work with. */
export const openShop = async (options: ShopOptions): Promise<OpenShop> => {
  const { onError } = options;
  return buildShop(await openDatabase(options.databaseUrl, onError ? { onError } : {}), options);
};

/** The same around a database that is open already; it is closed with the shop. */
export const buildShop = (database: Database, options: Omit<ShopOptions, 'databaseUrl'>): OpenShop => {
  const { secrets, accessTtlSeconds, refreshTtlSeconds, bcryptCost, now = () => new Date() } = options;
  const passwords = createPasswords({ cost: bcryptCost });
  return {
    database,
    passwords,
    tokens: createTokens({ secrets, accessTtlSeconds, clock: now }),
    refreshTtlSeconds,
    secrets,
    now,
    close: async () => {
      await passwords.close();
      await database.close();
    },
  };
};
