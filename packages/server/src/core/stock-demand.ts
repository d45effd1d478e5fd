import type { Queries } from '../platform/db/database.ts';
import type { Recording } from './events/record.ts';

/** A feature's use of parts: the lines that wait for stock, and the quantities that it stores. */
export interface StockDemand {
  /** Gives what is available of a part to the lines that wait for it, the oldest ticket and line first. */
  fill(call: Recording, tx: Queries, partId: number): Promise<void>;
  /** Whether a quantity in use is not a multiple of `step` thousandths. */
  needsFiner(tx: Queries, partId: number, step: number): Promise<boolean>;
}

/** Several demands as one, in their order. */
export function joinedDemand(demands: readonly StockDemand[]): StockDemand {
  return {
    fill: async (call, tx, partId) => {
      for (const demand of demands) await demand.fill(call, tx, partId);
    },
    needsFiner: async (tx, partId, step) => {
      for (const demand of demands) if (await demand.needsFiner(tx, partId, step)) return true;
      return false;
    },
  };
}
