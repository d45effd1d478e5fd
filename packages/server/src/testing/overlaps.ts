import { appointments } from '../features/appointments/table.ts';
import type { Queries } from '../platform/db/database.ts';

const LIVE = new Set(['requested', 'confirmed', 'arrived']);

/** Live appointments that take the same bay or mechanic at the same time, each pair as a sentence. */
export async function overlaps(db: Queries): Promise<string[]> {
  const live = (await db.select().from(appointments)).filter(({ status }) => LIVE.has(status));
  const problems: string[] = [];
  for (const a of live) {
    for (const b of live) {
      if (a.id >= b.id || a.startsAt >= b.endsAt || b.startsAt >= a.endsAt) continue;
      const isSame = (one: number | null, other: number | null) => one !== null && one === other;
      if (isSame(a.bayId, b.bayId)) problems.push(`appointments ${a.id} and ${b.id} share bay ${a.bayId}`);
      if (isSame(a.mechanicId, b.mechanicId)) problems.push(`appointments ${a.id} and ${b.id} share a mechanic`);
    }
  }
  return problems;
}
