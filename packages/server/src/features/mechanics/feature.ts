import { sql } from 'drizzle-orm';
import type { Feature } from '../../core/feature.ts';
import { rowCheck } from '../../platform/db/check.ts';
import { accounts } from '../accounts/table.ts';
import { mechanicCache, mechanicListCache, rankingCache } from './caches.ts';
import { mechanicsDocs } from './docs.ts';
import { staffEntity } from './entity.ts';
import { mechanicsSource } from './search.ts';

export const mechanicsFeature: Feature = {
  docs: { mechanics: mechanicsDocs },
  entities: [{ entity: staffEntity, table: accounts }],
  search: { mechanics: mechanicsSource },
  caches: { mechanics: mechanicCache, mechanicLists: mechanicListCache, rankings: rankingCache },
  checks: [
    rowCheck(
      'the stored ticket counts are correct',
      sql`select m.id, 0 as also, m.ticket_count as found, coalesce(c.tickets, 0) as expected from mechanics m
        left join (select mechanic_id, count(*) as tickets from ticket_mechanics group by mechanic_id) as c on c.mechanic_id = m.id
        where m.ticket_count <> coalesce(c.tickets, 0)`,
      ({ id, found, expected }) => `mechanic ${id}: the stored count is ${found}, but there are ${expected} tickets`,
    ),
  ],
};
