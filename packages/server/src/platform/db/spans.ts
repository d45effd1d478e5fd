import { type SQL, sql } from 'drizzle-orm';
import { dialect } from './columns.ts';

/** Encodes spans of time as one parameter, so that a prepared query takes any number of them. */
export function spanList(spans: readonly { since: Date; until: Date }[]): string {
  const spelled = (at: Date) => (dialect === 'postgres' ? at.toISOString() : at.getTime());
  return JSON.stringify(spans.map(({ since, until }) => [spelled(since), spelled(until)]));
}

/** A table of a `spanList` parameter: `span.place` counts from 0, `span.since` and `span.until` are instants. */
export function spansIn(list: unknown): SQL {
  return dialect === 'postgres'
    ? sql`(select ordinality - 1 as place, (value ->> 0)::timestamptz as since, (value ->> 1)::timestamptz as until
        from json_array_elements(${list}::json) with ordinality as given (value, ordinality)) as span`
    : sql`(select key as place, value ->> 0 as since, value ->> 1 as until from json_each(${list})) as span`;
}
