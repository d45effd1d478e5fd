// Words and sort keys are made here, once, so that both databases find and sort exactly alike.

const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC').toLowerCase().replaceAll('ς', 'σ');

// A search has at most 100 characters, so the rest of a longer word can never be asked for.
const MAX_WORD = 100;
// A last piece of half a surrogate pair is dropped rather than stored broken.
const cut = (word: string): string => word.slice(0, MAX_WORD).replace(/[\uD800-\uDBFF]$/, '');

/** The words of texts: runs of letters and digits in lower case without accents, each once. */
export const wordsOf = (...texts: (string | null | undefined)[]): string[] => {
  const words = texts.flatMap((text) => fold(text ?? '').match(/[\p{L}\p{N}]+/gu) ?? []);
  return [...new Set(words.map(cut))];
};

/** The digits of a phone number run together, so that it is found however it was written. */
export const digitsOf = (phone: string | null): string => (phone ?? '').replace(/\P{Nd}/gu, '');

/** How names sort: part by part, without case and accents; U+0001 occurs in no text. */
export const sortKeyOf = (...names: string[]): string => names.map(fold).join('\u0001');
