import { type Car, cars } from './cars.ts';

/** A part of the catalogue; `shelf` is its usual stock. */
export interface CatalogueItem {
  sku: string;
  name: string;
  priceCents: number;
  shelf: number;
  /** Absent: whole pieces. */
  unit?: string;
  decimals?: number;
}

type Row = [sku: string, name: string, priceCents: number, shelf: number, unit?: 'l'];

// Parts made for each model: the sku ends with the model's code, the price follows the model's level.
const perCar: readonly Row[] = [
  ['BPF', 'Brake pads front', 4_290, 6],
  ['BPR', 'Brake pads rear', 3_490, 6],
  ['BDF', 'Brake disc front', 4_790, 8],
  ['BDR', 'Brake disc rear', 3_990, 6],
  ['OIF', 'Oil filter', 890, 20],
  ['AIF', 'Air filter', 1_490, 10],
  ['CAF', 'Cabin filter, charcoal', 1_890, 10],
  ['SPK', 'Spark plug', 1_090, 24],
  ['IGC', 'Ignition coil', 4_490, 5],
  ['TKW', 'Timing kit with water pump', 16_900, 3],
  ['VRB', 'V-ribbed belt', 2_490, 5],
  ['SAF', 'Shock absorber front', 8_490, 4],
  ['DRL', 'Drop link', 1_990, 8],
  ['CLK', 'Clutch kit', 19_900, 2],
  ['THM', 'Thermostat', 3_290, 4],
  ['WBR', 'Wheel bearing', 5_690, 4],
];

const general: readonly Row[] = [
  ['OIL-0W20-1', 'Engine oil 0W-20', 1_390, 60, 'l'],
  ['OIL-5W30-1', 'Engine oil 5W-30', 1_190, 120, 'l'],
  ['OIL-5W40-1', 'Engine oil 5W-40', 1_150, 80, 'l'],
  ['OIL-10W40-1', 'Engine oil 10W-40', 890, 40, 'l'],
  ['OIL-GL4-75W-1', 'Gear oil 75W-90 GL-4', 1_590, 20, 'l'],
  ['OIL-ATF6-1', 'Automatic gearbox oil ATF VI', 1_890, 24, 'l'],
  ['BRF-DOT4-05', 'Brake fluid DOT 4, 0.5 l', 690, 30],
  ['CLT-G12-1', 'Coolant concentrate G12++', 990, 40, 'l'],
  ['ADB-32-5', 'AdBlue, 5 l', 1_290, 16],
  ['SCW-5', 'Screenwash for winter, 5 l', 890, 30],
  ['ACR-1234-100', 'Refrigerant R1234yf, 100 g', 2_190, 45],
  ['ACR-134-100', 'Refrigerant R134a, 100 g', 790, 60],
  ['WSH-M14', 'Drain plug washer M14, copper', 60, 200],
  ['PLG-M14', 'Drain plug M14', 390, 25],
  ['BAT-45', 'Battery 12 V 45 Ah', 7_990, 5],
  ['BAT-60', 'Battery 12 V 60 Ah', 9_490, 6],
  ['BAT-70-AGM', 'Battery 12 V 70 Ah AGM', 15_900, 6],
  ['BAT-80-AGM', 'Battery 12 V 80 Ah AGM', 17_900, 4],
  ['BLB-H1', 'Bulb H1 55 W', 690, 20],
  ['BLB-H4', 'Bulb H4 60/55 W', 890, 20],
  ['BLB-H7', 'Bulb H7 55 W', 790, 40],
  ['BLB-W5W', 'Bulb W5W', 190, 80],
  ['BLB-P21W', 'Bulb P21W', 190, 60],
  ['BLB-P21-5W', 'Bulb P21/5W', 240, 60],
  ['BLB-PY21W', 'Indicator bulb PY21W, amber', 290, 40],
  ['BLB-D1S', 'Xenon burner D1S', 6_490, 4],
  ['FUS-SET', 'Blade fuses, set of 30', 690, 15],
  ['WIP-400', 'Wiper blade 400 mm', 1_090, 15],
  ['WIP-450', 'Wiper blade 450 mm', 1_190, 15],
  ['WIP-530', 'Wiper blade 530 mm', 1_390, 15],
  ['WIP-600', 'Wiper blade 600 mm', 1_590, 20],
  ['WIP-650', 'Wiper blade 650 mm', 1_690, 15],
  ['WIP-R300', 'Rear wiper blade 300 mm', 890, 15],
  ['TYR-17565R14-S', 'Tyre 175/65 R14 summer', 5_490, 8],
  ['TYR-17565R14-W', 'Tyre 175/65 R14 winter', 5_890, 8],
  ['TYR-18565R15-S', 'Tyre 185/65 R15 summer', 6_290, 12],
  ['TYR-18565R15-W', 'Tyre 185/65 R15 winter', 6_690, 12],
  ['TYR-19565R15-A', 'Tyre 195/65 R15 all-season', 6_990, 12],
  ['TYR-20555R16-S', 'Tyre 205/55 R16 summer', 7_490, 16],
  ['TYR-20555R16-W', 'Tyre 205/55 R16 winter', 7_990, 16],
  ['TYR-20555R16-A', 'Tyre 205/55 R16 all-season', 8_290, 16],
  ['TYR-21555R17-S', 'Tyre 215/55 R17 summer', 9_990, 8],
  ['TYR-22545R17-S', 'Tyre 225/45 R17 summer', 9_690, 12],
  ['TYR-22545R17-W', 'Tyre 225/45 R17 winter', 10_490, 12],
  ['TYR-22540R18-S', 'Tyre 225/40 R18 summer', 11_900, 8],
  ['TYR-23555R18-A', 'Tyre 235/55 R18 all-season', 13_900, 8],
  ['VLV-TR414', 'Tyre valve TR414', 150, 200],
  ['VLV-TPMS', 'Valve with pressure sensor', 4_290, 12],
  ['WGT-5G', 'Balancing weights 5 g, strip of 12', 290, 60],
  ['PLU-KIT', 'Tyre repair plug', 190, 60],
  ['WBT-M12', 'Wheel bolt M12 × 1.5', 290, 60],
  ['WBT-M14', 'Wheel bolt M14 × 1.5', 320, 60],
  ['LCK-M14', 'Wheel locks M14, set of 4', 3_490, 6],
  ['EXC-55', 'Exhaust clamp 55 mm', 490, 20],
  ['EXC-60', 'Exhaust clamp 60 mm', 540, 20],
  ['EXH-RUB', 'Exhaust rubber hanger', 290, 40],
  ['EXF-200', 'Flexible exhaust pipe 55 × 200 mm', 3_290, 6],
  ['LAM-UNI', 'Lambda sensor, four wires', 5_990, 5],
  ['HOS-FUEL-8', 'Fuel hose 8 mm, 1 m', 590, 20],
  ['HOS-VAC-4', 'Vacuum hose 4 mm, 1 m', 290, 30],
  ['CLP-2032', 'Hose clamp 20–32 mm', 120, 100],
  ['CLP-3250', 'Hose clamp 32–50 mm', 150, 100],
  ['TIE-200', 'Cable ties 200 mm, bag of 100', 490, 20],
  ['GRS-400', 'Multi-purpose grease, 400 g', 690, 12],
  ['CLN-BRK-500', 'Brake cleaner, 500 ml', 390, 60],
  ['SPR-PEN-400', 'Penetrating oil, 400 ml', 590, 24],
  ['SEA-BLK-80', 'Silicone gasket, black, 80 ml', 790, 12],
  ['MIR-GLS-L', 'Mirror glass, left, cut to size', 2_490, 3],
  ['KEY-CR2032', 'Key battery CR2032', 290, 40],
  ['TOW-EYE', 'Towing eye M16', 1_290, 3],
  ['MAT-SET', 'Rubber mats, set of 4', 2_990, 5],
  ['WRN-TRI', 'Warning triangle', 990, 10],
  ['FAK-13164', 'First-aid kit DIN 13164', 1_290, 10],
];

// Shop prices end in 90 cents.
const asPrice = (cents: number): number => Math.max(190, Math.round(cents / 100) * 100 - 10);

function forCar(car: Car): CatalogueItem[] {
  return perCar.map(([sku, name, cents, shelf]) => ({
    sku: `${sku}-${car.code}`,
    name: `${name}, ${car.make} ${car.model}`,
    priceCents: asPrice((cents * car.priceLevel) / 100),
    shelf,
  }));
}

/** Every part that the shop sells. */
export const catalogue: readonly CatalogueItem[] = [
  ...general.map(([sku, name, priceCents, shelf, unit]) => ({
    sku,
    name,
    priceCents,
    shelf,
    // What is sold by the litre is measured to a tenth of it.
    ...(unit === undefined ? {} : { unit, decimals: 1 }),
  })),
  ...cars.flatMap(forCar),
];
