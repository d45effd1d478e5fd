import { expect, it } from 'vitest';
import { renderPdf } from './render.ts';
import { readPdf } from './testing/read-pdf.ts';
import { sampleContent } from './testing/sample.ts';

// Alone in their file: the faults need fonts that have printed nothing else.
it('letters can be copied also after a document that had them only as parts of other letters', async () => {
  const heading = 'ÇĶŃŠŽ';
  const composed = await readPdf(await renderPdf(sampleContent({ heading })));
  expect(composed.text).toContain(heading);
  const plain = await readPdf(await renderPdf(sampleContent({ heading: 'CKNSZ' })));
  expect(plain.text).toContain('CKNSZ');
});

it('signs that look the same do not change what the next document says', async () => {
  // In the font, the sign for ohm is the Greek letter.
  await renderPdf(sampleContent({ heading: '\u2126' }));
  const greek = await readPdf(await renderPdf(sampleContent({ heading: '\u03A9' })));
  expect(greek.text).toContain('\u03A9');
});
