import { type Feature, MOST_AT_ONCE } from '../../core/feature.ts';
import { vehiclesSource } from './search.ts';

export const vehiclesFeature: Feature = {
  uniqueIndexes: { vehicles_customer_vin: 'VIN_TAKEN' },
  deletionRules: {
    'vehicles.customerId': { fate: 'goes along', unless: [{ refuses: 'vehicles', beyond: MOST_AT_ONCE }] },
  },
  search: { vehicles: vehiclesSource },
};
