import { dictionary } from '@zxcvbn-ts/language-common';

const MIN_LENGTH = 8;
const COUNT = 10_000;

// Sorted by frequency, most common first; shorter passwords are rejected for their length.
const common = new Set(
  dictionary['passwords-common'].filter((password) => password.length >= MIN_LENGTH).slice(0, COUNT),
);

/** Whether a password is among the 10,000 most common ones of the minimum length, ignoring case. */
export const isCommonPassword = (password: string): boolean => common.has(password.normalize('NFKC').toLowerCase());
