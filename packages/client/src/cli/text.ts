import { stripVTControlCharacters } from 'node:util';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
// Direction overrides could make a cell look like different text.
const OVERRIDES = /[\u202A-\u202E\u2066-\u2069]/gu;
// East Asian wide and fullwidth blocks, and emoji.
const WIDE =
  /^(?:\p{Emoji_Presentation}|.*\uFE0F|[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}])/u;
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

/** Foreign text on one line, without characters that control a terminal. */
export function cleanLine(text: string): string {
  return stripVTControlCharacters(text)
    .replace(OVERRIDES, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}

/** Foreign text with line breaks, without other characters that control a terminal. */
export const cleanLines = (text: string): string[] => text.split(/\r\n|[\n\r]/u).map(cleanLine);

function widthOf(grapheme: string): number {
  if (NO_WIDTH.test(grapheme)) return 0;
  return WIDE.test(grapheme) ? 2 : 1;
}

// Most cells are ASCII, which needs no segmenter.
const isPlain = (text: string): boolean => /^[\x20-\x7E]*$/u.test(text);

/** The width of a clean text in terminal columns. */
export function widthOfText(text: string): number {
  if (isPlain(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += widthOf(segment);
  return width;
}

/** Cuts a text to a width; ends in … if something is missing. */
export function cut(text: string, width: number): string {
  if (widthOfText(text) <= width) return text;
  let kept = '';
  let room = width - 1;
  for (const { segment } of graphemes.segment(text)) {
    room -= widthOf(segment);
    if (room < 0) break;
    kept += segment;
  }
  return width < 1 ? '' : `${kept.trimEnd()}…`;
}

/** Pads a text with spaces to a width. */
export function pad(text: string, width: number, side: 'left' | 'right'): string {
  const spaces = ' '.repeat(Math.max(0, width - widthOfText(text)));
  return side === 'left' ? text + spaces : spaces + text;
}

/** A text as a shell reads it back, on one line. */
export function quoted(text: string): string {
  const line = cleanLines(text)
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .join(', ');
  return /^[\w@.+/-]+$/.test(line) ? line : `'${line.replaceAll("'", `'\\''`)}'`;
}
