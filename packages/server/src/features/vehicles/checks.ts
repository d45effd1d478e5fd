import { MAX_MILEAGE } from '@mechanic-shop/shared';
import { sql } from 'drizzle-orm';
import { type Check, rowCheck } from '../../platform/db/check.ts';
import { knownWords } from '../../platform/db/word-checks.ts';

/** Vehicles show the highest reading of their log. */
export const vehicleChecks: readonly Check[] = [
  knownWords('vehicles', 'mileage_unit', ['km', 'mi']),
  rowCheck(
    'the mileage of each vehicle is its highest reading',
    sql`select v.id, 0 as also, v.mileage as found, r.highest as expected from vehicles v
      left join (select vehicle_id, max(mileage) as highest from vehicle_mileage group by vehicle_id) as r
      on r.vehicle_id = v.id where coalesce(v.mileage, -1) <> coalesce(r.highest, -1)`,
    ({ id, found, expected }) => `vehicle ${id}: ${found ?? 'none'}, but the highest reading is ${expected ?? 'none'}`,
  ),
  rowCheck(
    'odometer readings are within their bounds',
    sql`select id, vehicle_id as also, mileage as found, null as expected from vehicle_mileage
      where mileage not between 0 and ${MAX_MILEAGE}`,
    ({ id, also, found }) => `reading ${id} of vehicle ${also}: ${found}`,
  ),
];
