import type { Queries } from '../platform/db/database.ts';
import type { Recording } from './events/record.ts';

/** A line of a ticket that got what it waited for, or some of it. */
export interface Filled {
  ticketId: number;
  lineId: number;
  partId: number;
  /** Thousandths. */
  quantity: number;
  /** Whether the line misses nothing any more. */
  complete: boolean;
}

/** What is missing of a part and what is on its way, in thousandths. */
export interface PartDemand {
  missing: number;
  onOrder: number;
}

/** What recording needs of a call that changes stock. */
export interface StockRecording extends Recording {
  readonly shop: Recording['shop'] & { readonly stockDemand: JoinedDemand };
}

/** A feature's use of parts: the lines that wait for stock or announce it, and the quantities that it stores. */
export interface StockDemand {
  /** Gives what is available of a part to the lines that wait for it, the oldest ticket and line first. */
  fill?(call: StockRecording, tx: Queries, partId: number): Promise<Filled[]>;
  /** Whether a quantity in use is not a multiple of `step` thousandths. */
  needsFiner(tx: Queries, partId: number, step: number): Promise<boolean>;
  /** What its lines miss or announce, by part. */
  demandOf(db: Queries, partIds: readonly number[]): Promise<ReadonlyMap<number, Partial<PartDemand>>>;
}

/** The demand of all features. */
export interface JoinedDemand extends StockDemand {
  fill(call: StockRecording, tx: Queries, partId: number): Promise<Filled[]>;
  /** Every one of the parts has an entry. */
  demandOf(db: Queries, partIds: readonly number[]): Promise<ReadonlyMap<number, PartDemand>>;
}

/** Several demands as one, in their order. */
export function joinedDemand(demands: readonly StockDemand[]): JoinedDemand {
  return {
    fill: async (call, tx, partId) => {
      const filled: Filled[] = [];
      for (const demand of demands) filled.push(...((await demand.fill?.(call, tx, partId)) ?? []));
      return filled;
    },
    needsFiner: async (tx, partId, step) => {
      for (const demand of demands) if (await demand.needsFiner(tx, partId, step)) return true;
      return false;
    },
    demandOf: async (db, partIds) => {
      const sums = new Map(partIds.map((id): [number, PartDemand] => [id, { missing: 0, onOrder: 0 }]));
      if (partIds.length === 0) return sums;
      for (const demand of demands) {
        for (const [id, { missing = 0, onOrder = 0 }] of await demand.demandOf(db, partIds)) {
          const sum = sums.get(id);
          if (sum) sums.set(id, { missing: sum.missing + missing, onOrder: sum.onOrder + onOrder });
        }
      }
      return sums;
    },
  };
}
