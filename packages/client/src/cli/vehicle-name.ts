import type { Vehicle } from '@mechanic-shop/shared';

/** A vehicle in one line: year, make, model and plate. */
export const vehicleName = ({ year, make, model, licensePlate }: Vehicle): string =>
  [year, make, model, licensePlate].filter((each) => each !== null).join(' ');
