import * as z from 'zod';

// Lone surrogates are always rejected; `lines` accepts some control characters.
const plain = /^[^\p{Cc}\p{Cs}]*$/u;
const lines = /^(?:[\t\n\r]|[^\p{Cc}\p{Cs}])*$/u;
const REFUSED = 'Remove control characters and broken Unicode.';

// Vertical tabs and form feeds, which text pasted from word processors contains.
const BREAKS = /[\v\f]/g;

// Characters that Unicode classifies as letters or symbols, but that fonts draw as nothing or as a missing picture.
const BLANKS = '\u{2800}\u{FFFC}\u{13441}\u{13442}\u{1D159}';
const IGNORED = '\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}';
const SEEN = new RegExp(`[^\\s\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}\\p{M}${IGNORED}${BLANKS}]`, 'u');
const INVISIBLE = 'Use at least one visible character: a letter, digit or symbol.';

const tooLong = (max: number) => `Use at most ${max} characters.`;

// Normalising takes quadratic time in consecutive accents: 64 KB of them would block the event loop for half a second.
const MAX_ACCENTS = 200;
function hasFewAccents(text: string): boolean {
  return !(text.match(/\p{M}+/gu) ?? []).some((accents) => accents.length > MAX_ACCENTS);
}

interface TextForm {
  min: number;
  max: number;
  /** Replaces vertical tabs and form feeds. */
  breaks: string;
  allowed: RegExp;
  /** Whether the text is converted to upper case. */
  capitals?: true;
}

// NFC composes at most four characters into one, so `4 * max` rejects no text that would fit after normalising.
function text({ min, max, breaks, allowed, capitals }: TextForm) {
  return (
    z
      .string()
      .overwrite((given) => given.replace(BREAKS, breaks))
      .trim()
      .max(4 * max, { abort: true, error: tooLong(max) })
      .refine(hasFewAccents, { abort: true, error: `Use at most ${MAX_ACCENTS} accents in a row.` })
      // Composed last: some letters become several characters in upper case.
      .overwrite((given) => (capitals ? given.toUpperCase() : given))
      .normalize('NFC')
      .trim()
      .min(min)
      .max(max, tooLong(max))
      .regex(allowed, REFUSED)
      .refine((given) => given.length < min || min === 0 || SEEN.test(given), INVISIBLE)
  );
}

/**
 * One line of text with a visible character, trimmed and NFC-normalised; pasted vertical tabs and form feeds become
 * spaces.
 * @internal
 */
export const Line = (min: number, max: number) => text({ min, max, breaks: ' ', allowed: plain });
/**
 * One line of text as `Line`, in upper case.
 * @internal
 */
export function CapitalLine(min: number, max: number) {
  return text({ min, max, breaks: ' ', allowed: plain, capitals: true });
}
/**
 * A text with a visible character that may have line breaks and tabs, trimmed and NFC-normalised.
 * @internal
 */
export const Lines = (min: number, max: number) => text({ min, max, breaks: '\n', allowed: lines });
