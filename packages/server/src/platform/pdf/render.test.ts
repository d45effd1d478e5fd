import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PdfRow } from './content.ts';
import { renderPdf } from './render.ts';
import { type ReadPdf, overlapsOf, readPdf } from './testing/read-pdf.ts';
import { sampleContent, sampleLine } from './testing/sample.ts';

const render = async (...given: Parameters<typeof sampleContent>): Promise<ReadPdf> =>
  readPdf(await renderPdf(sampleContent(...given)));

/** No text covers another or leaves its page. */
function expectReadable({ pages }: ReadPdf): void {
  for (const page of pages) {
    expect(overlapsOf(page)).toEqual([]);
    for (const { text, left, right, baseline } of page.pieces) {
      expect(left, text).toBeGreaterThan(40);
      expect(right, text).toBeLessThan(page.width - 40);
      expect(baseline, text).toBeGreaterThan(30);
      expect(baseline, text).toBeLessThan(page.height - 20);
    }
  }
}

describe('renderPdf: bytes', () => {
  it('equal contents give equal bytes, other contents do not', async () => {
    const [one, two, other] = await Promise.all([
      renderPdf(sampleContent()),
      renderPdf(sampleContent()),
      renderPdf(sampleContent({ number: 'INV-000002' })),
    ]);
    expect(Buffer.from(one).equals(two)).toBe(true);
    expect(Buffer.from(one).equals(other)).toBe(false);
  });

  it('the file names its title, author and language, and the date of the content instead of the clock', async () => {
    const bytes = await renderPdf(sampleContent({ language: 'de-AT' }));
    const { info } = await readPdf(bytes);
    expect(info).toMatchObject({
      Title: 'Invoice INV-000001',
      Author: 'Mechanic shop',
      CreationDate: 'D:20261120093000Z',
      ModDate: 'D:20261120093000Z',
      Language: 'de-AT',
    });
  });

  it('a document stays small: only the used letters of the fonts are embedded', async () => {
    expect((await renderPdf(sampleContent())).byteLength).toBeLessThan(60_000);
  });
});

describe('renderPdf: pages', () => {
  it.each([
    ['A4', 595.28, 841.89],
    ['LETTER', 612, 792],
  ] as const)('a document of size %s has its pages', async (size, width, height) => {
    const { pages } = await render({ size });
    expect(pages).toHaveLength(1);
    expect(pages[0]?.width).toBeCloseTo(width, 1);
    expect(pages[0]?.height).toBeCloseTo(height, 1);
    expect(pages[0]?.text).toContain('Page 1 of 1');
  });

  it('200 lines go over numbered pages, each with the titles of the table, and none is lost', async () => {
    const rows = Array.from({ length: 200 }, (_, n) => sampleLine(`Line number ${n + 1}.`));
    const read = await render({}, rows);
    expectReadable(read);
    expect(read.pages.length).toBeGreaterThan(4);
    for (const [at, { text }] of read.pages.entries()) {
      expect(text).toContain(`Page ${at + 1} of ${read.pages.length}`);
      expect(text).toContain('Invoice INV-000001');
      if (text.includes('Line number')) expect(text).toContain('Description Quantity Unit price Tax Amount EUR');
    }
    const found = [...read.text.matchAll(/Line number (\d+)\./g)].map(([, n]) => Number(n));
    expect(found).toEqual(Array.from({ length: 200 }, (_, n) => n + 1));
    expect(read.pages.at(-1)?.text).toContain('Total €14.76');
  });

  it('a heading is never the last row of a page', async () => {
    for (let filler = 10; filler < 40; filler += 1) {
      const lines = Array.from({ length: filler }, (_, n) => sampleLine(`Filler ${n}`));
      const read = await render({}, [...lines, { kind: 'heading', text: 'Brakes' }, sampleLine('Pads')]);
      const page = read.pages.find(({ text }) => text.includes('Brakes'));
      expect(page?.text).toContain('Pads');
    }
  });

  it('sums stay on one page', async () => {
    const totals = Array.from({ length: 12 }, (_, n) => ({
      label: `Sum ${n}.`,
      value: `€${n}.00`,
      strong: n % 4 === 3,
    }));
    for (let filler = 14; filler < 32; filler += 1) {
      const lines = Array.from({ length: filler }, (_, n) => sampleLine(`Filler ${n}`));
      const read = await render({ totals }, lines);
      expectReadable(read);
      const first = read.pages.find(({ text }) => text.includes('Sum 0.'));
      expect(first?.text).toContain('Sum 11.');
    }
  });

  it('a mark stands across every page', async () => {
    const rows = Array.from({ length: 60 }, (_, n) => sampleLine(`Line ${n}`));
    const { pages } = await render({ mark: 'STORNIERT' }, rows);
    expect(pages.length).toBeGreaterThan(1);
    for (const { turned } of pages) expect(turned).toEqual(['STORNIERT']);
  });
});

describe('renderPdf: texts', () => {
  it.each([
    ['Latin', 'Ålfluß Affinity Łukasz Müller-Ångström, Çağlar Ñandú, Ðặng Thị Hạnh'],
    ['Greek', 'Αλέξανδρος Παπαδόπουλος, Θεσσαλονίκη'],
    ['Cyrillic', 'Юлія Ґжицька, Владимир Щербаков'],
    ['currencies', '€ £ ₴ ₽ ₺ ₹ zł'],
  ])('names in %s can be read back', async (_, name) => {
    const read = await render({ recipient: { title: 'Bill to', lines: [name] } }, [sampleLine(name)]);
    expect(read.text.split(name)).toHaveLength(3);
    expectReadable(read);
  });

  it('a letter that the fonts lack does not stop the document', async () => {
    const read = await render({ recipient: { title: 'Bill to', lines: ['日本語 العربية 🚗'] } });
    expect(read.text).toContain('Total');
  });

  it('long texts wrap inside of their columns', async () => {
    const words = 'Replace the front brake pads and discs, then clean and grease the calipers. '
      .repeat(3)
      .slice(0, 200);
    const rows: PdfRow[] = [
      { kind: 'heading', text: words },
      { kind: 'text', text: words.repeat(5) },
      {
        kind: 'line',
        cells: [
          'W'.repeat(200),
          '100,000.123 kilograms of it all',
          '90,000,000,000,000.00',
          '13.125%',
          '90,000,000,000,000.00',
        ],
        detail: words,
      },
      { kind: 'sum', label: words, value: '90,000,000,000,000.00', strong: true },
    ];
    const read = await render(
      {
        sender: ['S'.repeat(100), words, 'x'.repeat(300)],
        recipient: { title: 'Bill to', lines: [words, 'y'.repeat(300)] },
        facts: [{ label: words, value: words }],
        totals: [{ label: words, value: '€90,000,000,000,000.00', strong: true }],
      },
      rows,
    );
    expectReadable(read);
    expect(read.text.replaceAll(/[^W]/g, '')).toHaveLength(200);
  });

  it('many wide columns leave room for the description', async () => {
    const wide = ['100,000.123 kilograms of it', ...Array.from({ length: 4 }, () => '-90,000,000,000,000.00')];
    const { table } = sampleContent();
    const columns = [...table.columns, { title: 'Discount', align: 'right' as const }];
    const words = 'Replace the front brake pads and discs. '.repeat(5).trim();
    const rows: PdfRow[] = [{ kind: 'line', cells: [words, ...wide], detail: null }];
    const read = await render({ table: { columns, rows } });
    expectReadable(read);
    expect(read.pages).toHaveLength(1);
    // Words, not letters, under each other.
    expect(read.text).toContain('Replace the front');
  });

  it('texts of a thousand lines go over pages', async () => {
    const lines = Array.from({ length: 400 }, (_, n) => `Row ${n}.`).join('\n');
    const read = await render(
      {
        sender: ['Shop', lines],
        recipient: { title: 'Bill to', lines: [lines] },
        notes: [{ title: 'Note', text: lines }],
      },
      [{ kind: 'text', text: lines }, sampleLine('Pads')],
    );
    expectReadable(read);
    expect(read.text.match(/Row 399\./g)).toHaveLength(4);
  });

  it('no texts make others overlap', async () => {
    const words = fc.string({
      unit: fc.constantFrom('a', 'W', ' ', 'i', 'j', 'Ą', 'ж', 'Ω', '-', ',', '\n'),
      maxLength: 160,
    });
    const line = words.map((text) => text.replaceAll('\n', ' '));
    const row = fc.oneof(
      {
        weight: 5,
        arbitrary: line.map(
          (text): PdfRow => ({ ...sampleLine(text, '1,234.00'), detail: text.slice(60) || null }) as PdfRow,
        ),
      },
      { weight: 1, arbitrary: line.map((text): PdfRow => ({ kind: 'heading', text })) },
      { weight: 1, arbitrary: words.map((text): PdfRow => ({ kind: 'text', text })) },
      { weight: 1, arbitrary: line.map((label): PdfRow => ({ kind: 'sum', label, value: '99.00', strong: false })) },
    );
    const content = fc.record({
      sender: fc.array(words, { minLength: 1, maxLength: 5 }),
      recipient: fc.record({ title: fc.constant('Bill to'), lines: fc.array(words, { maxLength: 4 }) }),
      facts: fc.array(fc.record({ label: line, value: line }), { maxLength: 9 }),
      intro: fc.array(fc.record({ title: fc.option(line), text: words }), { maxLength: 2 }),
    });
    await fc.assert(
      fc.asyncProperty(content, fc.array(row, { maxLength: 60 }), async (given, rows) => {
        expectReadable(await render(given, rows));
      }),
      { numRuns: 25 },
    );
  });
});
