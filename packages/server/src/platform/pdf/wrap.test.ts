import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wrap } from './wrap.ts';

/** A font whose letters are all one point wide. */
const measure = (text: string): number => Array.from(text).length;

describe('wrap', () => {
  it('wrap breaks between words', () => {
    expect(wrap('Replace the front brake pads', 12, measure)).toEqual(['Replace the', 'front brake', 'pads']);
  });

  it('wrap keeps line breaks of every kind, and empty lines', () => {
    expect(wrap('1 Main Street\r\n\nDublin\rIreland', 20, measure)).toEqual(['1 Main Street', '', 'Dublin', 'Ireland']);
  });

  it('wrap breaks words that are longer than a line, but no accents from their letters', () => {
    expect(wrap('an ABCDEFGHIJ end', 4, measure)).toEqual(['an', 'ABCD', 'EFGH', 'IJ', 'end']);
    expect(wrap('e\u0301e\u0301', 2, measure)).toEqual(['e\u0301', 'e\u0301']);
  });

  it('wrap loses no letter, and only single letters are wider than a line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 1, max: 20 }), (text, width) => {
        const lines = wrap(text, width, measure);
        const visible = (some: string): string => some.replaceAll(/[ \t\r\n]/g, '');
        expect(visible(lines.join(''))).toBe(visible(text));
        const segments = new Intl.Segmenter('en');
        for (const line of lines) {
          expect(measure(line) <= width || [...segments.segment(line)].length === 1).toBe(true);
        }
      }),
    );
  });
});
