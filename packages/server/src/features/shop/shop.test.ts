import type { RouterInputs } from '@mechanic-shop/shared';
import { describe, expect, test } from 'vitest';
import { refused, refusedAt } from '../../testing/refused.ts';
import { freshShop, shopOfFile } from '../../testing/shop.ts';
import { somePart, someTicket } from '../../testing/testing.ts';

const workday = [{ from: '08:00', to: '17:00' }];
const week = {
  monday: [],
  tuesday: workday,
  wednesday: workday,
  thursday: workday,
  friday: workday,
  saturday: [],
  sunday: [{ from: '22:00', to: '24:00' }],
};

const shop = await shopOfFile();
const [mia, boss, cara] = [await shop.mechanic(), await shop.admin(), await shop.customer()];

test('a new shop has the default settings, which everybody may read', async () => {
  const { anonymous } = await freshShop();
  expect(await anonymous.shop.get()).toEqual({
    name: 'Mechanic shop',
    address: null,
    phone: null,
    email: null,
    taxNumber: null,
    currency: 'EUR',
    timeZone: 'UTC',
    language: 'en',
    mileageUnit: 'km',
    laborRateCents: 0,
    taxMode: 'exclusive',
    taxes: { partsPercent: 0, laborPercent: 0, subletPercent: 0, feesPercent: 0 },
    supplies: null,
    approvalRequired: false,
    estimateDays: 14,
    paymentDays: 14,
    invoicePrefix: 'INV-',
    documentNote: null,
    openingHours: {
      monday: workday,
      tuesday: workday,
      wednesday: workday,
      thursday: workday,
      friday: workday,
      saturday: [],
      sunday: [],
    },
    closures: [],
    version: 1,
    updatedAt: expect.any(String),
  });
});

describe('shop.update', () => {
  test('changes every setting, and cached reads show it at once', async () => {
    const own = await freshShop();
    const admin = await own.admin();
    const before = await own.anonymous.shop.get();
    own.advance(1000);
    const wanted: RouterInputs['shop']['update'] = {
      name: 'Murphy & Sons',
      address: '1 Main Street\nDublin',
      phone: '+353 1 234',
      email: 'desk@murphy.example',
      taxNumber: 'IE1234567T',
      currency: 'USD',
      timeZone: 'Europe/Dublin',
      language: 'de-AT',
      mileageUnit: 'mi',
      laborRateCents: 9_500,
      taxMode: 'inclusive',
      taxes: { partsPercent: 23, laborPercent: 13.5, subletPercent: 0.001, feesPercent: 100 },
      supplies: { percent: 2.5, capCents: 5_000 },
      approvalRequired: true,
      estimateDays: 90,
      paymentDays: 0,
      invoicePrefix: '2026/A-',
      documentNote: 'Thank you.\nMurphy',
      openingHours: { ...week, monday: [{ from: '00:00', to: '00:15' }, ...workday] },
      closures: [
        { from: '2026-12-24', to: '2026-12-26', note: 'Christmas' },
        { from: '2026-12-26', to: '2026-12-26', note: null },
      ],
    };
    const changed = await admin.call.shop.update({ version: before.version, ...wanted });
    expect(changed).toEqual({ ...wanted, version: 2, updatedAt: own.shop.now().toISOString() });
    expect(await own.anonymous.shop.get()).toEqual(changed);
    const cleared = { address: null, phone: null, email: null, taxNumber: null, supplies: null, documentNote: null };
    await admin.call.shop.update(cleared);
    expect(await own.anonymous.shop.get()).toMatchObject({ ...wanted, ...cleared, version: 3 });
    await admin.call.shop.update({ supplies: { percent: 1 } });
    expect((await own.anonymous.shop.get()).supplies).toEqual({ percent: 1, capCents: null });
  });

  test('changes the totals of tickets at once, without a new version', async () => {
    const own = await freshShop();
    const [admin, customer] = [await own.admin(), await own.customer()];
    const part = await somePart(admin, { priceCents: 10_000 });
    const { id } = await someTicket(customer);
    const { version } = await admin.call.tickets.addPart({ id, partId: part.id });
    const total = async () => (await customer.call.tickets.get({ id })).totals.totalCents;
    expect(await total()).toBe(10_000);
    await admin.call.shop.update({ taxes: { partsPercent: 23, laborPercent: 0, subletPercent: 0, feesPercent: 10 } });
    expect(await total()).toBe(12_300);
    await admin.call.shop.update({ supplies: { percent: 5, capCents: 400 } });
    expect(await total()).toBe(12_740);
    await admin.call.shop.update({ taxMode: 'inclusive' });
    expect(await admin.call.tickets.get({ id })).toMatchObject({ version, totals: { totalCents: 10_400 } });
    expect((await admin.call.tickets.list()).items).toMatchObject([{ totals: { totalCents: 10_400 } }]);
  });

  test('keeps the version when nothing changes, and rejects a stale one', async () => {
    const first = await boss.call.shop.update({ laborRateCents: 1, supplies: { percent: 1, capCents: null } });
    const same = { laborRateCents: 1, supplies: { percent: 1 }, taxes: first.taxes, name: first.name };
    expect(await boss.call.shop.update({ ...same, version: first.version })).toEqual(first);
    const second = await boss.call.shop.update({ laborRateCents: 2 });
    expect(second.version).toBe(first.version + 1);
    const stale = boss.call.shop.update({ version: first.version, laborRateCents: 3 });
    await refused(stale, 'VERSION_MISMATCH', { current: second });
    expect(await shop.anonymous.shop.get()).toEqual(second);
  });

  test('of two admins on one version, one wins', async () => {
    const { version } = await shop.anonymous.shop.get();
    const calls = ['One', 'Two', 'Three'].map((name) => boss.call.shop.update({ version, name }));
    const settled = await Promise.allSettled(calls);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await shop.anonymous.shop.get()).version).toBe(version + 1);
  });

  test('is for admins', async () => {
    await refused(mia.call.shop.update({ name: 'Mine' }), 'ROLE_REQUIRED', { role: 'admin' });
    await refused(cara.call.shop.update({ name: 'Mine' }), 'ROLE_REQUIRED', { role: 'admin' });
    await refused(shop.anonymous.shop.update({ name: 'Mine' }), 'NOT_SIGNED_IN');
  });

  test.each<[path: (string | number)[], value: unknown]>([
    [['name'], ''],
    [['name'], 'x'.repeat(101)],
    [['name'], null],
    [['currency'], 'XYQ'],
    [['currency'], 'EURO'],
    [['currency'], ''],
    [['currency'], null],
    [['timeZone'], 'Europe/Atlantis'],
    [['timeZone'], '+01:00'],
    [['timeZone'], ''],
    [['language'], 'english language'],
    [['language'], ''],
    [['language'], 'd'],
    [['mileageUnit'], 'm'],
    [['laborRateCents'], -1],
    [['laborRateCents'], 0.5],
    [['taxMode'], 'none'],
    [['taxes', 'laborPercent'], { partsPercent: 1, subletPercent: 1, feesPercent: 1 }],
    [['taxes', 'partsPercent'], { partsPercent: 100.001, laborPercent: 1, subletPercent: 1, feesPercent: 1 }],
    [['taxes', 'feesPercent'], { partsPercent: 1, laborPercent: 1, subletPercent: 1, feesPercent: 1.0001 }],
    [['taxes', 'feesPercent'], { partsPercent: 1, laborPercent: 1, subletPercent: 1, feesPercent: -1 }],
    [['supplies', 'percent'], { percent: 101 }],
    [['supplies', 'capCents'], { percent: 1, capCents: -1 }],
    [['approvalRequired'], 'yes'],
    [['estimateDays'], 0],
    [['estimateDays'], 91],
    [['estimateDays'], 1.5],
    [['paymentDays'], -1],
    [['paymentDays'], 366],
    [['invoicePrefix'], 'inv-'],
    [['invoicePrefix'], 'INVOICE-2026-'],
    [['invoicePrefix'], null],
    [['email'], 'not an address'],
    [['taxNumber'], ''],
    [['documentNote'], 'x'.repeat(1001)],
    [['openingHours', 'sunday'], { ...week, sunday: undefined }],
    [['openingHours', 'holidays'], { ...week, holidays: [] }],
    [['openingHours', 'monday', 0, 'from'], { ...week, monday: [{ from: '24:00', to: '24:00' }] }],
    [['openingHours', 'monday', 0, 'from'], { ...week, monday: [{ from: '8:00', to: '17:00' }] }],
    [['openingHours', 'monday', 0, 'to'], { ...week, monday: [{ from: '08:00', to: '24:01' }] }],
    [['openingHours', 'monday', 0, 'to'], { ...week, monday: [{ from: '08:00', to: '08:00' }] }],
    [['openingHours', 'monday', 0, 'to'], { ...week, monday: [{ from: '08:00' }] }],
    [['openingHours', 'monday'], { ...week, monday: [...workday, { from: '17:00', to: '18:00' }] }],
    [['openingHours', 'monday'], { ...week, monday: [...workday, { from: '06:00', to: '07:00' }] }],
    [
      ['openingHours', 'monday'],
      { ...week, monday: [1, 3, 5, 7, 9].map((hour) => ({ from: `0${hour}:00`, to: `0${hour}:30` })) },
    ],
    [['openingHours'], null],
    [['closures'], null],
    [['closures', 0, 'to'], [{ from: '2026-12-26', to: '2026-12-25' }]],
    [['closures', 0, 'from'], [{ from: 'Christmas', to: '2026-12-25' }]],
    [['closures', 0, 'note'], [{ from: '2026-12-25', to: '2026-12-25', note: 'x'.repeat(201) }]],
    [['closures'], Array.from({ length: 201 }, () => ({ from: '2026-12-25', to: '2026-12-25' }))],
    [[], undefined],
  ])('rejects %j as %j', async (path, value) => {
    const before = await shop.anonymous.shop.get();
    await refusedAt(boss.call.shop.update({ [String(path[0] ?? 'name')]: value }), ...path);
    expect(await shop.anonymous.shop.get()).toEqual(before);
  });

  test('accepts other ways to write the same currency and language', async () => {
    const written = await boss.call.shop.update({ currency: ' gbp ', language: 'EN-ie', timeZone: 'America/New_York' });
    expect(written).toMatchObject({ currency: 'GBP', language: 'en-IE', timeZone: 'America/New_York' });
    expect(await boss.call.shop.update({ invoicePrefix: '' })).toMatchObject({ invoicePrefix: '' });
  });
});
