// Words, codes and sort keys are computed here, so that both databases find and sort exactly alike.

// Letters that Unicode does not decompose, with their plain form.
const PLAIN: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    a: 'ⱥɐɑ',
    ae: 'æ',
    b: 'ƀɓƃ',
    c: 'ƈȼ',
    d: 'đðɖɗƌȡ',
    e: 'ɇǝəɛ',
    f: 'ƒ',
    g: 'ǥɠɣ',
    h: 'ħⱨ',
    i: 'ıɨɩ',
    j: 'ȷɉ',
    k: 'ƙⱪĸ',
    l: 'łƚɫⱡȴ',
    m: 'ɱ',
    n: 'ŋɲƞȵ',
    o: 'øɵɔ',
    oe: 'œ',
    p: 'ƥᵽ',
    q: 'ɋ',
    r: 'ɍɽ',
    s: 'ȿ',
    t: 'ŧƭʈⱦȶ',
    th: 'þ',
    u: 'ʉ',
    v: 'ʋ',
    w: 'ⱳ',
    y: 'ƴɏ',
    z: 'ƶȥɀⱬ',
  }).flatMap(([plain, letters]) => Array.from(letters, (letter) => [letter, plain])),
);
const UNPLAIN = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'gu');

// Applied before compatibility forms, which turn a spacing accent into a space and an accent.
const APOSTROPHES = /['’‘‛`´ʼʻʽʹˈˊˋ′‵ʾʿ՚׳＇᾽᾿]/gu;
const IGNORABLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const OTHER_DIGIT = /(?![0-9])\p{Nd}/gu;

/** The value of a decimal digit: Unicode places the ten digits of a script side by side, from zero. */
function digitOf(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

// Upper case first: it merges letters that differ only by case, including ß and ss. Sigma has two lower-case forms.
function foldCase(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');
}

/**
 * Normalizes a text for comparison: case, accents, ignorable characters and special forms are removed; every apostrophe
 * becomes `'`.
 */
function fold(text: string): string {
  const compatible = text.replace(APOSTROPHES, "'").replace(IGNORABLE, '').normalize('NFKC');
  // Some apostrophes only appear now, from compatibility forms such as ŉ and the full-width grave accent.
  return foldCase(compatible.replace(APOSTROPHES, "'"))
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .replace(UNPLAIN, (letter) => PLAIN[letter] ?? letter)
    .replace(OTHER_DIGIT, digitOf);
}

const INNER_APOSTROPHE = /(?<=[\p{L}\p{N}])'+(?=[\p{L}\p{N}])/gu;
const WORD = /[\p{L}\p{N}]+/gu;

function runsIn(folded: string): string[] {
  return folded.match(WORD) ?? [];
}

// A search has at most 100 characters, so the rest of a longer word cannot be searched for.
const MAX_WORD = 100;
// Drops the half of a surrogate pair at the cut, which could not be stored.
const cut = (text: string, most = MAX_WORD): string => text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');

/** The words of a search: runs of letters and digits, folded, without duplicates. `O'Brien` is one word. */
export function wordsOf(search: string): string[] {
  return [...new Set(runsIn(fold(search).replace(INNER_APOSTROPHE, '')).map((word) => cut(word)))];
}

/** The letters and digits of a text without separators: how codes are compared, whatever their spacing or hyphens. */
export function joined(text: string): string {
  return cut(runsIn(fold(text)).join(''));
}

// A prefix that no text can contain marks the beginning of a code.
const CODE = '\uE000';
/** The word that represents a code in the index. */
export const codeWord = (code: string): string => CODE + code;

// Indexing takes about 20 µs a word on SQLite. A page of text has about 300 distinct words.
const MAX_WORDS = 400;

type Text = string | null | undefined;

/**
 * The words under which a row is indexed: those of its texts, and its codes. A word with an apostrophe counts as a
 * whole and by its parts. A very long text is indexed by its first words.
 */
export function searchWords(texts: readonly Text[], codes: readonly Text[]): string[] {
  const words = new Set(codes.flatMap((code) => (code ? [codeWord(joined(code))] : [])));
  for (const text of texts) {
    const folded = fold(text ?? '');
    for (const word of [...runsIn(folded.replace(INNER_APOSTROPHE, '')), ...runsIn(folded)]) {
      if (words.size >= MAX_WORDS) return [...words];
      words.add(cut(word));
    }
  }
  return [...words];
}

/** A country prefix as typed, `+353` or `00353`, separated from the rest. */
const COUNTRY = /^\s*(?:\+|00)\s*(\d{1,3})[\s./()-]+/;

/**
 * The forms in which a phone number may be searched: all digits; without the typed country prefix, with and without the
 * leading zero; and without the zeros or plus of the prefix.
 */
export function phoneCodes(phone: Text): string[] {
  if (!phone) return [];
  const plain = fold(phone);
  const [, country = ''] = COUNTRY.exec(plain) ?? [];
  const national = country && joined(plain.replace(COUNTRY, '')).replace(/^0/, '');
  const all = joined(plain);
  const others = national ? [national, `0${national}`, country + national] : [];
  return [...new Set([all, all.replace(/^0+/, ''), ...others])].filter(Boolean);
}

// Fits two names of 100 characters with separators. Folding can turn one character into 18, and a cursor of 1,000
// characters must hold the key: 220 characters of 3 bytes are 930.
const MAX_SORT_KEY = 220;

/** The sort key of names, part by part, folded. U+0001 occurs in no text. A very long key is truncated. */
export function sortKeyOf(...names: string[]): string {
  return cut(names.map((name) => fold(name).replace(INNER_APOSTROPHE, '')).join('\u0001'), MAX_SORT_KEY);
}
