import { vinCheckDigit } from '../features/vehicles/vin.ts';
import type { Draws } from './random.ts';

/** A car model with parts in the catalogue. */
export interface Car {
  /** The suffix of the sku of each part made for it. */
  code: string;
  make: string;
  model: string;
  /** The beginning of its VINs: manufacturer and model. */
  vinStart: string;
  from: number;
  to: number;
  /** The price of its parts, in percent of an average car's. */
  priceLevel: number;
}

function car(
  code: string,
  make: string,
  model: string,
  vinStart: string,
  [from, to]: [number, number],
  priceLevel: number,
): Car {
  return { code, make, model, vinStart, from, to, priceLevel };
}

export const cars: readonly Car[] = [
  car('GOL7', 'Volkswagen', 'Golf VII', 'WVWZZZAU', [2013, 2019], 100),
  car('POL6', 'Volkswagen', 'Polo VI', 'WVWZZZAW', [2018, 2024], 90),
  car('OCT3', 'Škoda', 'Octavia III', 'TMBJJ7NE', [2013, 2020], 95),
  car('LEO3', 'SEAT', 'León III', 'VSSZZZ5F', [2013, 2020], 95),
  car('FOC3', 'Ford', 'Focus III', 'WF05XXGC', [2011, 2018], 90),
  car('FIE7', 'Ford', 'Fiesta VII', 'WF0DXXGA', [2009, 2017], 80),
  car('CORD', 'Opel', 'Corsa D', 'W0L0SDL6', [2007, 2014], 80),
  car('YAR3', 'Toyota', 'Yaris III', 'VNKKTUD3', [2012, 2020], 85),
  car('CRL12', 'Toyota', 'Corolla Hybrid', 'SB1K93BE', [2019, 2025], 105),
  car('BM3F', 'BMW', '320i (F30)', 'WBA8A910', [2012, 2018], 150),
  car('A4B9', 'Audi', 'A4 (B9)', 'WAUZZZF4', [2016, 2023], 145),
  car('C205', 'Mercedes-Benz', 'C 200 (W205)', 'WDD20504', [2014, 2020], 155),
  car('CLI4', 'Renault', 'Clio IV', 'VF15RBJ0', [2013, 2019], 80),
  car('P208', 'Peugeot', '208', 'VF3CCHMZ', [2012, 2019], 80),
  car('QAS2', 'Nissan', 'Qashqai II', 'SJNFAAJ1', [2014, 2021], 105),
  car('I30G', 'Hyundai', 'i30 (GD)', 'TMAD351B', [2012, 2016], 95),
  car('V60', 'Volvo', 'V60', 'YV1FW485', [2011, 2018], 130),
];

// ISO 3779: the tenth character is the model year; I, O, Q, U, Z and 0 are not used.
const yearCodes = 'ABCDEFGHJKLMNPRSTVWXY123456789';
const plants = ['B', 'D', 'E', 'G', 'H', 'K', 'L', 'M', 'P', 'R', 'S', 'W'];

/** A valid VIN of the model: its prefix, check digit, model year, plant and serial number. */
export function vinOf({ vinStart }: Car, year: number, draws: Draws): string {
  const plant = draws.oneOf(plants);
  const rest = `${yearCodes.charAt((year - 1980) % yearCodes.length)}${plant}${draws.between(100_000, 999_999)}`;
  return vinStart + vinCheckDigit(`${vinStart}0${rest}`) + rest;
}

/** An Irish plate: year, county, number; since 2013 the year includes the half. */
export function plateOf(year: number, draws: Draws): string {
  const age = String(year).slice(2) + (year >= 2013 ? draws.oneOf(['1', '2']) : '');
  return `${age}-${draws.oneOf(['D', 'D', 'D', 'KE', 'WW', 'MH', 'C', 'G'])}-${draws.between(1_000, 48_000)}`;
}
