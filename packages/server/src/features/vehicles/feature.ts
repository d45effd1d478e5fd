import type { Feature } from '../../core/feature.ts';
import { vehiclesDocs } from './docs.ts';
import { vehiclesSource } from './search.ts';

/** So many vehicles go along with their customer in one transaction: it takes some 300 ms. */
const MOST_VEHICLES = 35_000;

export const vehiclesFeature: Feature = {
  docs: { vehicles: vehiclesDocs },
  uniqueIndexes: { vehicles_customer_vin: 'VIN_TAKEN' },
  deletionRules: {
    'vehicles.customerId': { fate: 'goes along', unless: [{ refuses: 'vehicles', beyond: MOST_VEHICLES }] },
  },
  search: { vehicles: vehiclesSource },
};
