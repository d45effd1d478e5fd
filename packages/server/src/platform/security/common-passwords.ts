import { dictionary } from '@zxcvbn-ts/language-common';

const SHORTEST = 8;
const HOW_MANY = 10_000;

// The list is sorted by frequency, the most common first; shorter passwords are refused for their length.
const common = new Set(
  dictionary['passwords-common'].filter((password) => password.length >= SHORTEST).slice(0, HOW_MANY),
);

/** Whether a password is one of the 10,000 most common ones that are long enough for us, whatever its case. */
export const isCommonPassword = (password: string): boolean => common.has(password.normalize('NFKC').toLowerCase());
