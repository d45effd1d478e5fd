import { describe, expect, test } from 'vitest';
import { callByPath, procedures } from '../procedures.ts';
import { refused, refusedAt } from '../refused.ts';
import { shopOfFile } from '../shop.ts';

const shop = await shopOfFile();
const admin = await shop.admin();
const { create } = admin.call.customers;

/** What tells the kinds of an input apart. */
const kinds: Record<string, Record<string, string>[]> = {
  'auth.register': [{ accountType: 'customer' }, { accountType: 'mechanic' }],
  'invites.create': [{ role: 'mechanic' }, { role: 'admin' }, { role: 'customer' }],
};
const kindsOf = (path: string) => kinds[path] ?? [{}];

/** Sections 1, 4 and 5 of the contract: the members that take null. All others refuse it. */
const nullable: Record<string, string[]> = {
  'auth.register customer': ['phone', 'inviteCode'],
  'auth.register mechanic': ['address'],
  'auth.updateMe': ['phone', 'address', 'specialty'],
  'invites.create mechanic': ['email', 'expiresInHours'],
  'invites.create admin': ['email', 'expiresInHours'],
  'invites.create customer': ['expiresInHours'],
  'customers.create': ['email', 'phone', 'address'],
  'customers.update': ['email', 'phone', 'address'],
  'mechanics.create': ['specialty', 'address', 'salaryCents', 'role'],
  'mechanics.update': ['specialty', 'address', 'salaryCents'],
  'vehicles.create': ['customerId', 'vin', 'licensePlate'],
  'vehicles.update': ['vin', 'licensePlate'],
  'inventory.create': ['quantity', 'sku'],
  'inventory.update': ['sku'],
  'tickets.create': ['customerId', 'vehicleId', 'serviceDate'],
  'tickets.update': ['vehicleId', 'serviceDate'],
};

/** Those that need no input. */
const withoutInput = procedures.filter(({ takesNothing }) => takesNothing).map(({ path }) => path);

async function issuesOf(path: string, input: unknown) {
  const { issues } = await refused(callByPath(admin.call, path, input), 'INVALID_INPUT');
  return issues.map((issue) => issue.path.join('.'));
}

describe.each(procedures.flatMap(({ path, members }) => kindsOf(path).map((kind) => ({ path, members, kind }))))(
  '$path $kind',
  ({ path, members, kind }) => {
    test('refuses unknown members', async () => {
      expect(await issuesOf(path, { ...kind, nonsense: 1 })).toContain('nonsense');
      expect(await issuesOf(path, { ...kind, Id: 1 })).toContain('Id');
      const own: unknown = JSON.parse(JSON.stringify({ ...kind, x: 1 }).replace('"x"', '"__proto__"'));
      expect(await issuesOf(path, own)).toContain('__proto__');
    });

    test('takes null only where the contract says so', async () => {
      const name = [path, ...Object.values(kind)].join(' ');
      const takesNull: string[] = [];
      for (const member of members.filter((member) => !(member in kind))) {
        // The unknown member keeps every one of these calls from taking effect.
        const paths = await issuesOf(path, { ...kind, [member]: null, nonsense: 1 });
        if (!paths.includes(member)) takesNull.push(member);
      }
      expect(takesNull.toSorted()).toEqual((nullable[name] ?? []).toSorted());
    });

    test.each([null, 'text', 5, true, [], [{}]])('refuses %j for an input', async (input) => {
      await refused(callByPath(admin.call, path, input), 'INVALID_INPUT');
    });
  },
);

describe('no input', () => {
  const ending = ['auth.logout', 'auth.logoutEverywhere'];
  const needing = procedures.map(({ path }) => path).filter((path) => !withoutInput.includes(path));

  test.each(needing)('is none for %s', async (path) => {
    await refused(callByPath(admin.call, path), 'INVALID_INPUT');
  });

  test.each(withoutInput.filter((path) => !ending.includes(path)))('is the same as {} for %s', async (path) => {
    expect(await callByPath(admin.call, path, {})).toEqual(await callByPath(admin.call, path));
  });

  test.each(ending)('is the same as {} for %s', async (path) => {
    for (const input of [undefined, {}]) {
      expect(await callByPath((await shop.customer()).call, path, input)).toEqual({ ended: 1 });
    }
  });
});

test('an issue never shows the value', async () => {
  const values = { firstName: 5, lastName: 'secret\0value', email: 'secret value', phone: ['secret'], address: '' };
  const { issues } = await refused(callByPath(admin.call, 'customers.create', values), 'INVALID_INPUT');
  expect(issues.map(({ path }) => path.join('.')).toSorted()).toEqual(
    expect.arrayContaining(['address', 'email', 'firstName', 'lastName', 'phone']),
  );
  expect(JSON.stringify(issues)).not.toContain('secret');
});

test('the issues of one input are at most twenty', async () => {
  const input = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`member${n}`.repeat(50), n]));
  const { issues } = await refused(callByPath(admin.call, 'customers.create', input), 'INVALID_INPUT');
  expect(issues).toHaveLength(20);
  for (const { path } of issues) expect(String(path[0]).length).toBeLessThanOrEqual(64);
});

describe('texts', () => {
  const kept = async (address: string) => (await create({ firstName: 'Walt', lastName: 'Kin', address })).address;
  const keptName = async (lastName: string) => (await create({ firstName: 'Walt', lastName })).lastName;

  test.each([
    ['blanks', '  Kin  '],
    ['tabs and line breaks', '\t\r\nKin\n'],
    ['a no-break space', '\u00a0Kin\u00a0'],
    ['an ideographic space', '\u3000Kin\u3000'],
    ['a byte order mark', '\ufeffKin'],
  ])('are trimmed of %s', async (_, text) => {
    expect(await keptName(text)).toBe('Kin');
  });

  test('are kept in NFC', async () => {
    expect(await keptName('Mu\u0308ller')).toBe('M\u00fcller');
    expect(await keptName('\u212bngstro\u0308m')).toBe('\u00c5ngstr\u00f6m');
    expect(await keptName('\u1112\u1161\u11ab')).toBe('\ud55c');
  });

  test('are measured after that', async () => {
    expect(await keptName(`  ${'u\u0308'.repeat(100)}  `)).toBe('\u00fc'.repeat(100));
    await refusedAt(keptName('u'.repeat(101)), 'lastName');
  });

  test('are refused before they are normalised where that would take long', async () => {
    expect(await kept(`a${'\u0315'.repeat(200)}`)).toHaveLength(201);
    await refusedAt(kept(`a${'\u0315\u0300'.repeat(101)}`), 'address');
    await refusedAt(kept('a'.repeat(1201)), 'address');
  });

  test.each(['\0', '\u0001', '\u0007', '\u001b', '\u007f', '\u0085', '\u009f', '\ud800', '\udfff', '\ude00\ud83d'])(
    'are refused with %j',
    async (sign) => {
      await refusedAt(keptName(`K${sign}in`), 'lastName');
      await refusedAt(kept(`Main${sign}Street`), 'address');
    },
  );

  test('of one line are refused with a line break or tab inside, longer ones keep them', async () => {
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
  ])('are refused with nothing visible in them: %j', async (unseen) => {
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
  ])('may be the e-mail %s', async (email) => {
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
  ])('cannot be the e-mail %j', async (email) => {
    await refusedAt(admin.call.customers.create({ firstName: 'E', lastName: 'Mail', email }), 'email');
  });

  test.each(['\v', '\f'])('break lines with a pasted %j where lines may break, else it is a space', async (sign) => {
    expect(await keptName(`K${sign}in`)).toBe('K in');
    expect(await kept(`Main${sign}Street`)).toBe('Main\nStreet');
  });

  test.each([
    ['signs outside the basic plane', 'Kin 👩‍🔧 𝒦'],
    ['every other script', 'Ελλάδα Россия العربية עברית 日本 한국 ไทย'],
    ['what a database may take for its own', `'; drop table accounts; -- \\ %_ $1 {} "`],
    ['signs that no font has', '\ufffe\uffff\u{10ffff}\ue000'],
    ['line separators', 'a\u2028b\u2029c'],
    ['marks alone', 'a\u0301\u0301\u0301 \u200b\u200d\u202e'],
  ])('may be of %s, and come back as they were', async (_, text) => {
    expect(await keptName(text)).toBe(text.normalize('NFC'));
    expect(await kept(text)).toBe(text.normalize('NFC'));
  });
});
