import { ClosuresInput, OpeningHoursInput } from '@mechanic-shop/shared';
import type { Check } from '../../platform/db/check.ts';
import { parseJson } from '../../platform/parse-json.ts';
import { shopSettings } from './table.ts';

/** Opening hours and closures are read as they are: only what the API accepts may be stored. */
export const hoursCheck: Check = {
  title: 'the opening hours and closures are what the API accepts',
  find: async (db) => {
    const columns = { openingHours: shopSettings.openingHours, closures: shopSettings.closures };
    for (const { openingHours, closures } of await db.select(columns).from(shopSettings)) {
      if (!OpeningHoursInput.safeParse(parseJson(openingHours)).success) return 'the opening hours are not valid';
      if (!ClosuresInput.safeParse(parseJson(closures)).success) return 'the closures are not valid';
    }
    return undefined;
  },
};
