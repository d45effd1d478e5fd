const MIN_LENGTH = 8;
const COUNT = 10_000;

// Loaded when the first password is judged: unpacking them takes a tenth of the start.
async function readCommon(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  // Sorted by frequency, most common first; shorter passwords are rejected for their length.
  return new Set(dictionary['passwords-common'].filter((password) => password.length >= MIN_LENGTH).slice(0, COUNT));
}

let common: Promise<ReadonlySet<string>> | undefined;

/** Whether a password is among the 10,000 most common ones of the minimum length, ignoring case. */
export async function isCommonPassword(password: string): Promise<boolean> {
  const passwords = await (common ??= readCommon());
  return passwords.has(password.normalize('NFKC').toLowerCase());
}
