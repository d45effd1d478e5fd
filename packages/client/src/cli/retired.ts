import { flag, yesNo } from './fields.ts';

/** `--retired` of lists that show the rows in use. */
export const retired = flag('--retired', 'only retired ones');

/** The filters for `--retired`. */
export function ofRetired<T extends { retired?: boolean }>({ retired, ...input }: T) {
  return retired === true ? { ...input, active: false } : input;
}

/** `--active` of updates. */
export const active = yesNo('--active', 'in use; --no-active retires it');

/** Whether a row is in use, for its card. */
export const activeEntry = (row: { active: boolean }): [string, string] => ['active', row.active ? 'yes' : 'no'];
