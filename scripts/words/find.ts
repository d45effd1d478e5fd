import { type Phrase, phrases } from './phrases.ts';

/** One use of a phrase: the 1-based line it begins on, the text found, and what to write instead. */
export interface Finding {
  line: number;
  found: string;
  instead: string;
}

// A line break in a sentence, with what begins the next line of a comment or a quotation.
const GAP = String.raw`\s+(?:(?:\*|//|#|>)\s+)?`;

const GAPS = new RegExp(GAP, 'g');

// Not a part of an identifier, an e-mail address, a path or a link.
const BEFORE = String.raw`(?<![\w.@/$-])`;
const AFTER = String.raw`(?![\w@/$(-]|\.\w|:\s*undefined)`;

function patternOf({ words }: Phrase): RegExp {
  return new RegExp(`${BEFORE}${words.replaceAll('(', '(?:').replaceAll(' ', GAP)}${AFTER}`, 'giu');
}

const patterns = phrases.map((phrase) => ({ pattern: patternOf(phrase), instead: phrase.instead }));

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

/** All phrases of the list in a text, in order. Code is searched like prose: only words match, no parts of names. */
export function findPhrases(text: string): Finding[] {
  return patterns
    .flatMap(({ pattern, instead }) =>
      [...text.matchAll(pattern)].map(({ 0: match, index }) => ({
        index,
        found: match.replace(GAPS, ' '),
        instead,
      })),
    )
    .toSorted((a, b) => a.index - b.index)
    .map(({ index, ...finding }) => ({ line: lineAt(text, index), ...finding }));
}
