// Words, codes and sort keys are made here, once, so that both databases find and sort exactly alike.

// Letters that Unicode does not decompose, by their plain form.
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

// Before compatibility forms are replaced: those take a spacing accent for a blank with an accent.
const APOSTROPHES = /['’‘‛`´ʼʻʽʹˈˊˋ′‵ʾʿ՚׳＇᾽᾿]/gu;
const IGNORABLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const OTHER_DIGIT = /(?![0-9])\p{Nd}/gu;

/** The value of a decimal digit: Unicode keeps the ten of a script side by side, from zero. */
function digitOf(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
}

// Capitals first: they join what differs only by case, ß and ss as well. One sigma has two small forms.
function foldCase(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');
}

/** A text as it is compared: without case, accents, ignorable signs and special forms; apostrophes are all `'`. */
function fold(text: string): string {
  const compatible = text.replace(APOSTROPHES, "'").replace(IGNORABLE, '').normalize('NFKC');
  // Some are hidden in such forms: ŉ, the full-width grave accent.
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

// A search has at most 100 characters, so the rest of a longer word can never be asked for.
const MAX_WORD = 100;
// A last piece of half a surrogate pair is dropped rather than stored broken.
const cut = (text: string, most = MAX_WORD): string => text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');

/** The words of a search: runs of letters and digits, folded, each once. `O'Brien` is one word. */
export function wordsOf(search: string): string[] {
  return [...new Set(runsIn(fold(search).replace(INNER_APOSTROPHE, '')).map((word) => cut(word)))];
}

/** The letters and digits of a text run together: how codes are compared, however they are spaced or hyphenated. */
export function joined(text: string): string {
  return cut(runsIn(fold(text)).join(''));
}

// A word that no text can hold stands for the beginning of a code.
const CODE = '\uE000';
/** The word that stands for a code in the index. */
export const codeWord = (code: string): string => CODE + code;

// Indexing costs time by the word: about 20 µs each on SQLite. A page of text has some 300 different ones.
const MAX_WORDS = 400;

type Text = string | null | undefined;

/**
 * What a row is indexed by: the words of its texts and its codes. A word with an apostrophe counts whole and in its
 * parts. Of a text with very many words the first count.
 */
export function indexWords(texts: readonly Text[], codes: readonly Text[]): string[] {
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

/** The country prefix of a phone number as typed, `+353` or `00353`, where it stands apart from the rest. */
const COUNTRY = /^\s*(?:\+|00)\s*(\d{1,3})[\s./()-]+/;

/**
 * The ways in which a phone number may be looked for: all its digits; without the country prefix as typed, with and
 * without the leading zero; and without the zeros or the plus of the prefix.
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

// Two names of 100 characters and what is between them, in full. Folding makes up to 18 characters of one, and a cursor
// of at most 1,000 characters holds the key: 220 of 3 bytes each are 930.
const MAX_SORT_KEY = 220;

/** How names sort: part by part, folded; U+0001 occurs in no text. Of a very long key the beginning counts. */
export function sortKeyOf(...names: string[]): string {
  return cut(names.map((name) => fold(name).replace(INNER_APOSTROPHE, '')).join('\u0001'), MAX_SORT_KEY);
}
