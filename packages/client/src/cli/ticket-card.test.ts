import { expect, test } from 'vitest';
import { ticket } from './testing/samples.ts';
import { fullTicket } from './testing/work-samples.ts';
import { ticketCard } from './ticket-card.ts';

const at = (width: number) => ({ width, paint: (_style: unknown, text: string) => text });
const linesOf = (text: string[]) => text.slice(text.findIndex((line) => line.startsWith('LINE')));

test('a card lists jobs with their lines, then those without a job, then the totals', () => {
  expect(linesOf(ticketCard(fullTicket, at(120))).map((line) => line.replaceAll(/ {2,}/g, '  '))).toEqual([
    'LINE  NAME  PART  SKU  QUANTITY  EACH  TOTAL  STATE',
    'Job 31: Oil service (10% off, net 100.04)',
    '  With the filter.',
    '  Note: Mind the thread.',
    'labor 41  Change the oil  0.75 h  90.00  67.50  done, Grace Hopper',
    'part 2  Engine oil 5W-30  8  OIL-5W30  4.3 l  8.99  38.66  1.3 missing, 3 reserved',
    'extra 51  Disposal  5.00  fee',
    '',
    'Without a job',
    'labor 42  Test drive  25.00  no tax',
    'part 1  Brake pads  7  BP-100  2  120.25  240.50  reserved',
    'extra 52  Paint by Murphy  80.00  sublet',
    '',
    'labor  92.50',
    'parts  279.16',
    'sublet  80.00',
    'fees  5.00',
    'supplies  7.43',
    'discount  -21.12',
    'net  442.97',
    '23% tax on 350.00  80.50',
    '13.5% tax on 67.97  9.18',
    'total  532.65',
    'paid  -200.00',
    'balance  332.65',
  ]);
});

test.for([80, 60])('a card cuts no line, name, SKU, quantity or amount at %i columns', (width) => {
  const lines = linesOf(ticketCard(fullTicket, at(width)));
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(width);
  const rows = lines.map((line) => line.split(/ {2,}/));
  const { parts, labor, extras } = fullTicket;
  for (const { id, name, sku } of parts) {
    expect(rows).toContainEqual(expect.arrayContaining([`part ${id}`, name, sku]));
  }
  for (const { id, description } of labor) {
    expect(rows).toContainEqual(expect.arrayContaining([`labor ${id}`, description]));
  }
  for (const { id, description } of extras) {
    expect(rows).toContainEqual(expect.arrayContaining([`extra ${id}`, description]));
  }
  expect(rows).toContainEqual(expect.arrayContaining(['4.3 l', '38.66']));
  expect(lines).toContain('Job 31: Oil service (10% off, net 100.04)');
});

test('a job without lines has its heading, and a text in it cannot steer the terminal', () => {
  const job = {
    ...fullTicket.jobs[0]!,
    name: 'Oil\u001B[2J',
    description: 'a\u0007',
    note: null,
    approval: 'asked' as const,
  };
  const card = ticketCard({ ...ticket, jobs: [job], parts: [] }, at(80));
  expect(card).toContain('Job 31: Oil (asked, 10% off, net 100.04)');
  for (const text of ['\u0007', '\u001B', 'LINE', 'Without a job']) expect(card.join('\n')).not.toContain(text);
});

test('a plain ticket has no jobs, no taxes, and no entries that it does not need', () => {
  const card = ticketCard(ticket, at(80)).join('\n');
  expect(card).toContain('\n\nparts  240.50\ntotal  240.50');
  expect(card).not.toMatch(/Job|Without a job|tax|net|discount|on hold|missing|blocked|mileage/);
});

test('a discount in percent is named, and a lone reading is shown', () => {
  const discount = { kind: 'percent', percent: 5 } as const;
  const card = ticketCard({ ...fullTicket, discount, mileageIn: null, vehicle: null }, at(80)).join('\n');
  expect(card).toContain('discount, 5% on all');
  expect(card).toContain('84012 out\n');
});
