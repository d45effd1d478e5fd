import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fakeShop } from './testing/fake-shop.ts';
import { runShop } from './testing/run-shop.ts';
import { samplePdf } from './testing/samples.ts';

const file = samplePdf('estimate-13-2');
const bytes = Buffer.from(file.base64, 'base64');

test('pdf saves the bytes, and says where', async () => {
  const { env, home } = await fakeShop(() => file);
  const path = join(home, 'for Ada.pdf');
  const saved = await runShop(['estimates', 'pdf', '61', '--output', path], { env, terminal: 80 });
  expect(saved).toEqual({ status: 0, err: '', out: `Saved estimate-13-2.pdf as ${path}.\n` });
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

test('pdf replaces a file, and says nothing with --quiet', async () => {
  const { env, home } = await fakeShop(() => file);
  const path = join(home, 'estimate.pdf');
  for (const _ of [1, 2]) {
    const saved = await runShop(['estimates', 'pdf', '61', '--output', path, '--quiet'], { env });
    expect(saved).toEqual({ status: 0, err: '', out: '' });
  }
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

test('pdf writes the unchanged bytes to a pipe', async () => {
  const { env } = await fakeShop(() => file);
  const piped = await runShop(['estimates', 'pdf', '61'], { env });
  expect(piped).toEqual({ status: 0, err: '', out: bytes.toString('latin1') });
});

test('pdf writes no bytes to a terminal, calls nothing, and says what to do', async () => {
  const { env, seen } = await fakeShop(() => file);
  const refused = await runShop(['estimates', 'pdf', '61'], { env, terminal: 80 });
  expect(refused).toEqual({
    status: 2,
    out: '',
    err: 'error: A terminal cannot show a PDF: name a file with --output, or use a pipe.\n',
  });
  expect(seen).toEqual([]);
});

test('pdf prints JSON at a terminal, and saves the file too if one is named', async () => {
  const { env, home } = await fakeShop(() => file);
  const path = join(home, 'estimate.pdf');
  const line = ['estimates', 'pdf', '61', '--json'];
  const printed = await runShop(line, { env, terminal: 80 });
  expect(JSON.parse(printed.out)).toEqual(file);
  expect(readdirSync(home)).not.toContain('estimate.pdf');
  await runShop([...line, '--output', path], { env });
  expect(readFileSync(path).equals(bytes)).toBe(true);
});

test('pdf says why a file cannot be written', async () => {
  const { env, home } = await fakeShop(() => file);
  const refused = await runShop(['estimates', 'pdf', '61', '--output', join(home, 'nowhere/estimate.pdf')], { env });
  expect(refused).toMatchObject({ status: 1, out: '' });
  expect(refused.err).toMatch(
    /^error: The document was not saved \(ENOENT[^\n]*: give another file with --output\.\n$/,
  );
});
