import type { Feature } from '../../core/feature.ts';
import { vehiclesSource } from './search.ts';

export const vehiclesFeature: Feature = {
  uniqueIndexes: { vehicles_customer_vin: 'VIN_TAKEN' },
  deletionRules: { 'vehicles.customerId': 'goes along' },
  search: { vehicles: vehiclesSource },
};
