import { type SQL, sql } from 'drizzle-orm';
import { tickets } from './table.ts';

/** The two filters that `onHold` of a list stands for. */
export type Hold = 'held' | 'notHeld';

export function holdFilter(onHold: boolean | undefined): Hold[] {
  return onHold === undefined ? [] : [onHold ? 'held' : 'notHeld'];
}

export function isHeld(used: ReadonlySet<string>): SQL | undefined {
  if (used.has('held')) return sql`${tickets.holdReason} is not null`;
  return used.has('notHeld') ? sql`${tickets.holdReason} is null` : undefined;
}
