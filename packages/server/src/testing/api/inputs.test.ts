import { describe, expect, test } from 'vitest';
import { callByPath, procedures } from '../procedures.ts';
import { refused, refusedAt } from '../refused.ts';
import { shopOfFile } from '../shop.ts';
import { someTicket } from '../testing.ts';

const shop = await shopOfFile();
const admin = await shop.admin();
const { create } = admin.call.customers;

/** The variants of a union input. */
const kinds: Record<string, Record<string, string>[]> = {
  'auth.register': [{ accountType: 'customer' }, { accountType: 'mechanic' }],
  'invites.create': [{ role: 'mechanic' }, { role: 'admin' }, { role: 'customer' }],
};
const kindsOf = (path: string) => kinds[path] ?? [{}];

/** The fields of the contract that accept null. All others reject it. */
const nullable: Record<string, string[]> = {
  'auth.register customer': ['phone', 'inviteCode'],
  'auth.register mechanic': ['address'],
  'auth.updateMe': ['phone', 'address', 'specialty'],
  'apiKeys.create': ['expiresInDays'],
  'invites.create mechanic': ['email', 'expiresInHours'],
  'invites.create admin': ['email', 'expiresInHours'],
  'invites.create customer': ['expiresInHours'],
  'customers.create': ['email', 'phone', 'address', 'company', 'taxExempt', 'note', 'externalId'],
  'customers.update': ['email', 'phone', 'address', 'company', 'note', 'externalId'],
  'mechanics.create': ['specialty', 'address', 'salaryCents', 'role'],
  'mechanics.update': ['specialty', 'address', 'salaryCents'],
  'vehicles.create': ['customerId', 'vin', 'licensePlate', 'mileageUnit', 'note', 'externalId'],
  'vehicles.update': ['vin', 'licensePlate', 'note', 'externalId'],
  'inventory.create': [
    'quantity',
    'sku',
    'unit',
    'decimals',
    'costCents',
    'minQuantity',
    'maxQuantity',
    'supplierId',
    'location',
  ],
  'inventory.update': ['sku', 'costCents', 'minQuantity', 'maxQuantity', 'supplierId', 'location'],
  'suppliers.create': ['email', 'phone', 'address', 'note', 'externalId'],
  'suppliers.update': ['email', 'phone', 'address', 'note', 'externalId'],
  'purchases.create': ['reference', 'expectedOn', 'note'],
  'purchases.update': ['reference', 'expectedOn', 'note'],
  'tickets.create': ['customerId', 'vehicleId', 'serviceDate'],
  'tickets.update': ['vehicleId', 'serviceDate', 'discount', 'mileageIn', 'mileageOut'],
  'tickets.setHold': ['hold'],
  'tickets.setCustomer': ['vehicleId'],
  'tickets.recordApproval': ['note'],
  'tickets.addJob': ['description', 'note', 'discount'],
  'tickets.updateJob': ['description', 'note', 'discount'],
  'tickets.addCannedJob': ['backorder'],
  'tickets.addLabor': ['jobId', 'taxable', 'mechanicId'],
  'tickets.updateLabor': ['mechanicId'],
  'tickets.addExtra': ['jobId', 'taxable'],
  'tickets.moveLine': ['jobId'],
  'tickets.addPart': ['jobId', 'backorder'],
  'tickets.removePart': ['jobId'],
  'invoices.issue': ['dueDate', 'note'],
  'clock.start': ['laborId'],
  'clock.stop': ['note'],
  'messages.post': ['internal'],
  'inspections.recommend': ['cannedJobId'],
  'payments.record': ['reference', 'note', 'receivedAt'],
  'payments.refund': ['amountCents', 'method'],
  'webhooks.create': ['description'],
  'webhooks.update': ['description'],
  'cannedJobs.create': ['description'],
  'cannedJobs.update': ['description'],
  'appointments.request': ['vehicleId'],
  'appointments.book': ['vehicleId', 'bayId', 'mechanicId', 'note'],
  'appointments.update': ['vehicleId', 'bayId', 'mechanicId', 'note'],
  'appointments.cancel': ['note'],
  'estimates.send': ['jobIds', 'message'],
  'estimates.answer': ['note'],
  'estimates.decide': ['note'],
  'shop.update': ['address', 'phone', 'email', 'taxNumber', 'supplies', 'documentNote'],
};

/** Procedures without required input. */
const withoutInput = procedures.filter(({ takesNothing }) => takesNothing).map(({ path }) => path);

async function issuesOf(path: string, input: unknown) {
  const { issues } = await refused(callByPath(admin.call, path, input), 'INVALID_INPUT');
  return issues.map((issue) => issue.path.join('.'));
}

describe.each(procedures.flatMap(({ path, members }) => kindsOf(path).map((kind) => ({ path, members, kind }))))(
  'input of $path $kind',
  ({ path, members, kind }) => {
    test('rejects unknown fields', async () => {
      expect(await issuesOf(path, { ...kind, nonsense: 1 })).toContain('nonsense');
      expect(await issuesOf(path, { ...kind, Id: 1 })).toContain('Id');
      const own: unknown = JSON.parse(JSON.stringify({ ...kind, x: 1 }).replace('"x"', '"__proto__"'));
      expect(await issuesOf(path, own)).toContain('__proto__');
    });

    test('accepts null only where the contract does', async () => {
      const name = [path, ...Object.values(kind)].join(' ');
      const takesNull: string[] = [];
      for (const member of members.filter((member) => !(member in kind))) {
        // The unknown field keeps each of these calls from taking effect.
        const paths = await issuesOf(path, { ...kind, [member]: null, nonsense: 1 });
        if (!paths.includes(member)) takesNull.push(member);
      }
      expect(takesNull.toSorted()).toEqual((nullable[name] ?? []).toSorted());
    });

    test.each([null, 'text', 5, true, [], [{}]])('rejects %j as an input', async (input) => {
      await refused(callByPath(admin.call, path, input), 'INVALID_INPUT');
    });
  },
);

describe('missing input', () => {
  const ending = ['auth.logout', 'auth.logoutEverywhere'];
  const stopping = ['clock.stop'];
  const needing = procedures.map(({ path }) => path).filter((path) => !withoutInput.includes(path));

  test.each(needing)('%s rejects a missing input', async (path) => {
    await refused(callByPath(admin.call, path), 'INVALID_INPUT');
  });

  const streams = procedures.filter(({ type }) => type === 'subscription').map(({ path }) => path);

  test.each(withoutInput.filter((path) => ![...ending, ...stopping, ...streams].includes(path)))(
    '%s treats a missing input as {}',
    async (path) => {
      expect(await callByPath(admin.call, path, {})).toEqual(await callByPath(admin.call, path));
    },
  );

  test.each(streams)('%s takes a missing input', async (path) => {
    for (const input of [undefined, {}]) expect(await callByPath(admin.call, path, input)).toHaveProperty('onEnd');
  });

  test.each(stopping)('%s treats a missing input as {}', async (path) => {
    const { id: ticketId } = await someTicket(await shop.customer());
    for (const input of [undefined, {}]) {
      await admin.call.clock.start({ ticketId });
      expect(await callByPath(admin.call, path, input)).toMatchObject({ ticketId, note: null });
    }
  });

  test.each(ending)('%s treats a missing input as {}', async (path) => {
    for (const input of [undefined, {}]) {
      expect(await callByPath((await shop.customer()).call, path, input)).toEqual({ ended: 1 });
    }
  });
});

test('an issue never contains the value', async () => {
  const values = { firstName: 5, lastName: 'secret\0value', email: 'secret value', phone: ['secret'], address: '' };
  const { issues } = await refused(callByPath(admin.call, 'customers.create', values), 'INVALID_INPUT');
  expect(issues.map(({ path }) => path.join('.')).toSorted()).toEqual(
    expect.arrayContaining(['address', 'email', 'firstName', 'lastName', 'phone']),
  );
  expect(JSON.stringify(issues)).not.toContain('secret');
});

test('an input reports at most twenty issues', async () => {
  const input = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`member${n}`.repeat(50), n]));
  const { issues } = await refused(callByPath(admin.call, 'customers.create', input), 'INVALID_INPUT');
  expect(issues).toHaveLength(20);
  for (const { path } of issues) expect(String(path[0]).length).toBeLessThanOrEqual(64);
});

describe('text input', () => {
  const kept = async (address: string) => (await create({ firstName: 'Walt', lastName: 'Kin', address })).address;
  const keptName = async (lastName: string) => (await create({ firstName: 'Walt', lastName })).lastName;

  test.each([
    ['blanks', '  Kin  '],
    ['tabs and line breaks', '\t\r\nKin\n'],
    ['a no-break space', '\u00a0Kin\u00a0'],
    ['an ideographic space', '\u3000Kin\u3000'],
    ['a byte order mark', '\ufeffKin'],
  ])('texts are trimmed of %s', async (_, text) => {
    expect(await keptName(text)).toBe('Kin');
  });

  test('texts are stored in NFC', async () => {
    expect(await keptName('Mu\u0308ller')).toBe('M\u00fcller');
    expect(await keptName('\u212bngstro\u0308m')).toBe('\u00c5ngstr\u00f6m');
    expect(await keptName('\u1112\u1161\u11ab')).toBe('\ud55c');
  });

  test('texts are measured after normalization', async () => {
    expect(await keptName(`  ${'u\u0308'.repeat(100)}  `)).toBe('\u00fc'.repeat(100));
    await refusedAt(keptName('u'.repeat(101)), 'lastName');
  });

  test('texts are rejected before a slow normalization', async () => {
    expect(await kept(`a${'\u0315'.repeat(200)}`)).toHaveLength(201);
    await refusedAt(kept(`a${'\u0315\u0300'.repeat(101)}`), 'address');
    await refusedAt(kept('a'.repeat(1201)), 'address');
  });

  test.each(['\0', '\u0001', '\u0007', '\u001b', '\u007f', '\u0085', '\u009f', '\ud800', '\udfff', '\ude00\ud83d'])(
    'texts are rejected with %j',
    async (sign) => {
      await refusedAt(keptName(`K${sign}in`), 'lastName');
      await refusedAt(kept(`Main${sign}Street`), 'address');
    },
  );

  test('single-line texts reject inner line breaks and tabs; longer texts keep them', async () => {
    for (const sign of ['\n', '\r', '\t']) {
      await refusedAt(keptName(`K${sign}in`), 'lastName');
      expect(await kept(`Main${sign}Street`)).toBe(`Main${sign}Street`);
    }
  });

  test.each([
    '\u200b',
    '\u200b\u2060\u00ad',
    '\u3164',
    '\u115f\u1160',
    '\uffa0',
    '\u2800',
    '\u2028',
    '\ufe0f',
    '\u0301',
    '\u{e0020}',
  ])('texts without a visible character are rejected: %j', async (unseen) => {
    await refusedAt(keptName(unseen), 'lastName');
    await refusedAt(kept(` ${unseen} `), 'address');
    expect(await keptName(`${unseen}K`)).toContain('K');
  });

  test.each([
    "o'neil+a.b!#$%&*=?^_`{|}~-/@example.co.uk",
    'x@xn--80ak6aa92e.xn--p1ai',
    'a@b-c.d2',
    `${'a'.repeat(64)}@example.com`,
    'A.B@EXAMPLE.ORG',
  ])('%s is accepted as an e-mail', async (email) => {
    const made = await admin.call.customers.create({ firstName: 'E', lastName: 'Mail', email });
    expect(made.email).toBe(email.toLowerCase());
  });

  test.each([
    'a@b',
    '.a@b.c',
    'a.@b.c',
    'a..b@b.c',
    'a b@b.c',
    '"a"@b.c',
    'a@-b.c',
    'a@b-.c',
    'a@b..c',
    'a@1.2.3.4',
    'ä@b.c',
    'a@b.c.',
    `${'a'.repeat(251)}@b.c`,
  ])('%j is rejected as an e-mail', async (email) => {
    await refusedAt(admin.call.customers.create({ firstName: 'E', lastName: 'Mail', email }), 'email');
  });

  test.each(['\v', '\f'])('a pasted %j becomes a line break in long texts and a space elsewhere', async (sign) => {
    expect(await keptName(`K${sign}in`)).toBe('K in');
    expect(await kept(`Main${sign}Street`)).toBe('Main\nStreet');
  });

  test.each([
    ['characters outside the basic plane', 'Kin 👩‍🔧 𝒦'],
    ['every other script', 'Ελλάδα Россия العربية עברית 日本 한국 ไทย'],
    ['what a database may interpret', `'; drop table accounts; -- \\ %_ $1 {} "`],
    ['characters that no font has', '\ufffe\uffff\u{10ffff}\ue000'],
    ['line separators', 'a\u2028b\u2029c'],
    ['marks alone', 'a\u0301\u0301\u0301 \u200b\u200d\u202e'],
  ])('texts may consist of %s, and come back unchanged', async (_, text) => {
    expect(await keptName(text)).toBe(text.normalize('NFC'));
    expect(await kept(text)).toBe(text.normalize('NFC'));
  });
});
