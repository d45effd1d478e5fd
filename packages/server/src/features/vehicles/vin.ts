// 49 CFR 565.15: letters have values, positions have weights; the ninth character is the sum modulo 11, X for 10.
const letters = 'ABCDEFGHJKLMNPRSTUVWXYZ';
const letterValues = '12345678123457923456789';
const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

function valueOf(character: string): number {
  const at = letters.indexOf(character);
  return Number(at < 0 ? character : letterValues[at]);
}

/** The check digit for the ninth position of a 17-character VIN. */
export function vinCheckDigit(vin: string): string {
  const sum = weights.reduce((total, weight, at) => total + weight * valueOf(vin.charAt(at)), 0);
  return sum % 11 === 10 ? 'X' : String(sum % 11);
}

/**
 * Whether the check digit of a VIN is correct; null for chassis and frame numbers. It rejects nothing, because vehicles
 * built for Europe need not have one.
 */
export function vinCheckOf(vin: string | null): 'ok' | 'mismatch' | null {
  return vin === null || vin.length !== 17 ? null : vin.charAt(8) === vinCheckDigit(vin) ? 'ok' : 'mismatch';
}
