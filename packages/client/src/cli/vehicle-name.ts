import type { Vehicle } from '@mechanic-shop/shared';

/** Year, make and model, where the plate has a column of its own. */
export const modelName = ({ year, make, model }: Pick<Vehicle, 'year' | 'make' | 'model'>): string =>
  `${year} ${make} ${model}`;

/** A vehicle in one line: year, make, model and plate. */
export function vehicleName(vehicle: Vehicle): string {
  return [modelName(vehicle), vehicle.licensePlate].filter((each) => each !== null).join(' ');
}
