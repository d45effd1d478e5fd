import type { Estimate, Invoice, Totals } from '@mechanic-shop/shared';
import { describe, expect, it } from 'vitest';
import type { PdfContent } from '../../platform/pdf/content.ts';
import { renderPdf } from '../../platform/pdf/render.ts';
import { overlapsOf, readPdf } from '../../platform/pdf/testing/read-pdf.ts';
import { quantityCell } from './common.ts';
import { estimateContent } from './estimate.ts';
import { formatsFor } from './formats.ts';
import { invoiceContent } from './invoice.ts';
import { sampleEstimate, sampleInvoice, samplePrint } from './testing/samples.ts';
import { textsFor } from './texts.ts';

const here = {
  suppliedAt: '2026-11-18T16:00:00.000Z',
  timeZone: 'Europe/Dublin',
  mileageUnit: 'km',
} as const;

async function textOf(content: PdfContent): Promise<string> {
  const { text, pages } = await readPdf(await renderPdf(content));
  for (const page of pages) expect(overlapsOf(page)).toEqual([]);
  return text.replaceAll(/\s+/g, ' ');
}

const invoiceText = (given: Partial<Invoice> = {}): Promise<string> =>
  textOf(invoiceContent(sampleInvoice(given), here));

function figuresOf({ taxes, ...sums }: Totals): number[] {
  const { taxCents: _, discountCents, ...shown } = sums;
  return [
    ...Object.values(shown),
    -discountCents,
    ...taxes.flatMap(({ baseCents, taxCents }) => [baseCents, taxCents]),
  ];
}

describe('invoiceContent', () => {
  it('the page holds every figure of the invoice', async () => {
    const invoice = sampleInvoice();
    const text = await invoiceText();
    const { amount, money, quantity, percent } = formatsFor({ language: 'en-IE', currency: 'EUR', timeZone: 'UTC' });
    for (const line of invoice.lines) {
      const { description, unit, unitPriceCents, amountCents, discountCents, taxPercent } = line;
      const figures = [
        description,
        ...(line.quantity === null
          ? []
          : [quantity(line.quantity) + (unit === null || unit === 'piece' ? '' : ` ${unit}`)]),
        ...(unitPriceCents === null ? [] : [amount(unitPriceCents)]),
        ...(discountCents === 0 ? [] : [amount(-discountCents)]),
        percent(taxPercent),
        amount(amountCents - discountCents),
      ];
      expect(text).toContain(figures.join(' '));
      if (line.sku !== null) expect(text).toContain(line.sku);
    }
    for (const cents of figuresOf(invoice.totals)) expect(text).toContain(money(cents));
    expect(text).toContain(`Paid ${money(invoice.paidCents)} Balance due ${money(invoice.balanceCents)}`);
  });

  it.each(['constructor', 'toString', '__proto__'])("a shop's own unit %s is printed as it is", (unit) => {
    const writing = {
      texts: textsFor('en'),
      formats: formatsFor({ language: 'en', currency: 'EUR', timeZone: 'UTC' }),
    };
    expect(quantityCell(2, unit, writing)).toBe(`2 ${unit}`);
  });

  it('the page says who, to whom, what and when', async () => {
    const text = await invoiceText();
    expect(text).toContain(
      'Invoice INV-000012 Liffey Motors 12 Bachelors Walk Dublin 1 D01 X2Y3 Phone: +353 1 555 0100',
    );
    expect(text).toContain('Tax number: IE1234567T');
    for (const words of [
      'Bill to',
      'Analytical Engines Ltd',
      'Ada Lovelace',
      '1 Byron Road',
      'Invoice date 20 Nov 2026',
      'Date of service 18 Nov 2026',
      'Due date 4 Dec 2026',
      'Ticket 34',
      'Toyota Corolla (2019)',
      '191-D-12345',
      'JTDBR32E720123456',
      '84,210 km',
      'Note Check the rear pads at the next service.',
      'IBAN IE29 AIBK 9311 5212 3456 78.',
      'Page 1 of 2',
    ]) {
      expect(text).toContain(words);
    }
  });

  it('lines are grouped by job with a subtotal; those without one come last', async () => {
    const { rows } = invoiceContent(sampleInvoice(), here).table;
    const shown = rows.map((row) => {
      if (row.kind === 'line') return row.cells[0];
      return row.kind === 'sum' ? `${row.label}: ${row.value}` : row.text;
    });
    expect(shown).toEqual([
      'Front brakes',
      'Brake pads, front',
      'Replace pads and discs',
      'Disc skimming',
      'Subtotal Front brakes: 274.50',
      'Other work and parts',
      'Engine oil 5W-30',
      'Oil change',
      'Oil disposal',
      'Shop supplies',
    ]);
  });

  it('a German invoice is German throughout', async () => {
    const { shop } = sampleInvoice();
    const text = await invoiceText({ shop: { ...shop, language: 'de-DE' } });
    for (const words of [
      'Rechnung INV-000012',
      'Telefon:',
      'Steuernummer: IE1234567T',
      'Rechnung an',
      'Rechnungsdatum 20.11.2026',
      'Leistungsdatum 18.11.2026',
      'Fällig am 04.12.2026',
      'Beschreibung Menge Einzelpreis Rabatt USt. Betrag EUR',
      'Brake pads, front 1 Stück 120,00 -12,00 23 % 108,00',
      '1,5 Std. 90,00 -13,50 13,5 % 121,50',
      'Zwischensumme Front brakes 274,50',
      'Weitere Arbeiten und Teile',
      'Kleinmaterial 7,02 €',
      'Netto 381,27 €',
      'USt. 23 % auf 216,27 € 49,74 €',
      'Gesamtbetrag 452,81 €',
      'Bezahlt 100,00 €',
      'Offener Betrag 352,81 €',
      'Seite 1 von 2',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toMatch(/\b(?:Invoice|Total|Subtotal|Due|Paid|Labor|Page|Tax)\b/);
  });

  it('prices that contain tax show the total before the tax in it', async () => {
    const text = await invoiceText({ taxMode: 'inclusive' });
    expect(text).toMatch(/Discount -€30\.50 Total €452\.81 Net €381\.27 Contains tax 23% on €216\.27 €49\.74/);
    expect(text).toContain('Prices contain tax.');
  });

  it.each([
    ['EUR', 'A4'],
    ['GBP', 'A4'],
    ['USD', 'LETTER'],
    ['CAD', 'LETTER'],
  ])('the page of an invoice in %s is %s', (currency, size) => {
    expect(invoiceContent(sampleInvoice({ currency }), here).size).toBe(size);
  });

  it('a void invoice has its mark, the day and the reason, and no balance', async () => {
    const voided = { at: '2026-11-21T10:00:00.000Z', by: null, reason: 'Wrong customer.' };
    const content = invoiceContent(sampleInvoice({ status: 'void', paidCents: 0, balanceCents: 0, voided }), here);
    const { pages, text } = await readPdf(await renderPdf(content));
    for (const { turned } of pages) expect(turned).toEqual(['VOID']);
    expect(text).toContain('This invoice was voided on 21 Nov 2026. Reason: Wrong customer.');
    expect(text).not.toContain('Balance due');
  });

  it('an overpaid invoice shows a credit', async () => {
    const text = await invoiceText({ paidCents: 50_000, balanceCents: -4719 });
    expect(text).toContain('Paid €500.00 Credit balance €47.19');
  });

  it('an invoice without discounts has no column for them, and one without jobs no headings', () => {
    const lines = sampleInvoice().lines.map((line) => ({ ...line, job: null, discountCents: 0 }));
    const { table } = invoiceContent(sampleInvoice({ lines }), here);
    expect(table.columns.map(({ title }) => title)).not.toContain('Discount');
    expect(new Set(table.rows.map(({ kind }) => kind))).toEqual(new Set(['line']));
  });

  it('an exempt customer is named so', async () => {
    const { customer } = sampleInvoice();
    expect(await invoiceText({ customer: { ...customer, taxExempt: true } })).toContain('exempt from tax');
  });
});

describe('estimateContent', () => {
  const estimateText = (given: Partial<Estimate> = {}, language = 'en-IE'): Promise<string> =>
    textOf(estimateContent(sampleEstimate(given), samplePrint({ language })));

  it('the page holds every figure of the estimate', async () => {
    const { jobs, totals } = sampleEstimate();
    const text = await estimateText();
    const { amount, money } = formatsFor({ language: 'en-IE', currency: 'EUR', timeZone: 'UTC' });
    for (const { name, parts, labor, extras, discountCents, netCents } of jobs) {
      for (const part of parts) {
        expect(text).toContain(`${part.name} 1 ${amount(part.unitPriceCents)} ${amount(part.totalCents)}`);
      }
      for (const { description, hours, totalCents } of labor) {
        expect(text).toContain(`${description}${hours === null ? '' : ` ${hours} h`} ${amount(totalCents)}`);
      }
      for (const { description, amountCents } of extras)
        expect(text).toContain(`${description} ${amount(amountCents)}`);
      if (discountCents > 0) expect(text).toContain(`Discount ${amount(-discountCents)}`);
      expect(text).toContain(`Subtotal ${name} ${amount(netCents)}`);
    }
    for (const cents of figuresOf(totals).filter((cents) => cents !== 0)) expect(text).toContain(money(cents));
  });

  it('the page says until when it is valid: the last day, not the one after', async () => {
    const text = await estimateText();
    expect(text).toContain('Estimate 34-2');
    expect(text).toContain('Date 20 Nov 2026');
    expect(text).toContain('Valid until 4 Dec 2026');
    expect(text).toContain('We found worn brakes.');
    expect(text).toContain('Pads are down to 2 mm.');
  });

  it('a German estimate is German throughout', async () => {
    const text = await estimateText({}, 'de');
    for (const words of [
      'Kostenvoranschlag 34-2',
      'Erstellt für',
      'Gültig bis 04.12.2026',
      'Rabatt -30,50',
      'Gesamtbetrag 371,49 €',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toMatch(/\b(?:Estimate|Total|Subtotal|Valid|Labor|Page|Tax)\b/);
  });

  it('an answered estimate says what was decided, by whom and when', async () => {
    const [brakes, oil] = sampleEstimate().jobs;
    const text = await estimateText({
      status: 'answered',
      jobs: [
        { ...brakes!, decision: 'approved' },
        { ...oil!, decision: 'declined' },
      ],
      answer: {
        id: 1,
        ticketId: 34,
        estimateId: 3,
        method: 'link',
        by: 'Ada Lovelace',
        recordedBy: null,
        approved: [7],
        declined: [8],
        approvedCents: 27_450,
        note: null,
        at: '2026-11-21T10:00:00.000Z',
      },
    });
    expect(text).toContain('Front brakes (approved)');
    expect(text).toContain('Oil change (declined)');
    expect(text).toContain('Answered by Ada Lovelace on 21 Nov 2026.');
  });

  it.each([
    ['sent', null],
    ['answered', null],
    ['expired', 'EXPIRED'],
    ['superseded', 'SUPERSEDED'],
    ['withdrawn', 'WITHDRAWN'],
  ] as const)('the mark of an estimate that is %s is %s', (status, mark) => {
    expect(estimateContent(sampleEstimate({ status }), samplePrint()).mark).toBe(mark);
  });
});
