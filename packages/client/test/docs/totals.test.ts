import { expect, test } from 'vitest';
import { totalsOf } from '../../src/index.ts';
import { readPage } from '../testing/markdown.ts';

test('the example of docs/sdk.md has the totals that it prints', async () => {
  const blocks = readPage('docs/sdk.md').blocks.filter(({ under }) => under.includes('Totals'));
  const [, example = ''] = blocks.filter(({ language }) => language === 'ts').map(({ text }) => text);
  const printed: unknown = JSON.parse(blocks.find(({ language }) => language === 'json')?.text ?? '');
  // The example as plain JavaScript: its statements without the import and the types.
  const body = example
    .replace(/^import .*\n/m, '')
    .replaceAll(/: (?:PricedTicket|TotalsRules) =/g, ' =')
    .replace('console.log(', 'return (');
  // oxlint-disable-next-line typescript/no-implied-eval -- runs our own page as a reader would
  const run = new Function('totalsOf', body) as (price: typeof totalsOf) => unknown;
  expect(run(totalsOf)).toEqual(printed);
});
