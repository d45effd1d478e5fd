import type { Queries } from '../platform/db/database.ts';
import type { Recording } from './events/record.ts';

/** Moves a feature's rows along with a vehicle that has got another owner, in the same transaction. */
export type FollowsVehicle = (
  call: Recording,
  tx: Queries,
  moved: { vehicleId: number; customerId: number },
) => Promise<void>;

/** Several as one, in their order. */
export function joinedFollowers(followers: readonly FollowsVehicle[]): FollowsVehicle {
  return async (call, tx, moved) => {
    for (const follow of followers) await follow(call, tx, moved);
  };
}
