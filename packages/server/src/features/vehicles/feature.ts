import { type Feature, MOST_AT_ONCE } from '../../core/feature.ts';
import { vehicleChecks } from './checks.ts';
import { vehiclesDocs } from './docs.ts';
import { vehicleEntity } from './entity.ts';
import { vehiclesSource } from './search.ts';
import { vehicles } from './table.ts';

/** So many vehicles go along with their customer in one transaction: it takes some 300 ms. */
const MOST_VEHICLES = 35_000;

export const vehiclesFeature: Feature = {
  docs: { vehicles: vehiclesDocs },
  entities: [{ entity: vehicleEntity, table: vehicles }],
  uniqueIndexes: { vehicles_customer_vin: 'VIN_TAKEN', vehicles_external_id: 'EXTERNAL_ID_TAKEN' },
  deletionRules: {
    'vehicles.customerId': { fate: 'goes along', unless: [{ refuses: 'vehicles', beyond: MOST_VEHICLES }] },
    'vehicle_mileage.vehicleId': { fate: 'goes along', unless: [{ refuses: 'movements', beyond: MOST_AT_ONCE }] },
  },
  checks: vehicleChecks,
  search: { vehicles: vehiclesSource },
};
