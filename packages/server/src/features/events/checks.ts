import { type SQL, sql } from 'drizzle-orm';
import type { VersionedEntity } from '../../core/events/entity.ts';
import { events } from '../../core/events/table.ts';
import { type Check, rowCheck } from '../../platform/db/check.ts';

function staleOf({ entity: { name }, table }: VersionedEntity): SQL {
  const entity = sql.raw(`'${name}'`);
  return sql`select ${entity} as id, ${table.id} as also, ${events.version} as found, ${table.version} as expected
    from ${table} join (
      select ${events.entityId} as row_id, max(${events.id}) as last_id from ${events}
      where ${events.entity} = ${entity} group by ${events.entityId}
    ) as newest on newest.row_id = ${table.id} join ${events} on ${events.id} = newest.last_id
    where ${events.version} <> ${table.version}`;
}

/** No change without an event. Rows that have none are from before there were events. */
export function eventCheck(entities: readonly VersionedEntity[]): Check {
  return rowCheck(
    'the last event of each row has its version',
    sql.join(entities.map(staleOf), sql` union all `),
    ({ id, also, found, expected }) => `${id} ${also}: version ${expected}, but ${found} by its last event`,
  );
}
