import { expect, test } from 'vitest';
import { findPhrases } from './find.ts';
import { phrases } from './phrases.ts';

const foundIn = (text: string): string[] => findPhrases(text).map(({ found }) => found);

test.each(phrases.map(({ words }) => words.replaceAll(/\((\w+)[^)]*\)/g, '$1')))('finds "%s"', (words) => {
  expect(foundIn(`// A caller, ${words} the sentence ends.`)).toEqual([words]);
});

test('finds every alternative of a phrase, in any case', () => {
  expect(foundIn('Nobody looks into it. It WENT ON and was told.')).toEqual([
    'Nobody',
    'looks into',
    'WENT ON',
    'was told',
  ]);
});

test('finds a phrase across the lines of a comment, and names the first line', () => {
  expect(findPhrases('/**\n * The caller is\n * told.\n */')).toMatchObject([{ line: 2, found: 'is told' }]);
  expect(findPhrases('// The caller is\n  // told.')).toMatchObject([{ line: 1, found: 'is told' }]);
});

test('finds a phrase in test titles and in messages', () => {
  expect(foundIn("test('nobody waits', () => {});")).toEqual(['nobody']);
  expect(foundIn('throw new Error(`Nobody logs in with ${email}.`);')).toEqual(['Nobody']);
});

test.each([
  'nobody@example.com',
  'f(nobody.id, x.nobody)',
  '{ nobody: undefined }',
  'postgres://nobody@127.0.0.1',
  'Besides, the fix is to restart.',
  'It is told-apart.ts that looks into-one.ts',
  'The server told the client.',
  'Ongoing work goes online.',
])('leaves ordinary text alone: %s', (text) => {
  expect(foundIn(text)).toEqual([]);
});
