import { describe, expect, test } from 'vitest';
import { callByPath } from '../procedures.ts';
import { refused } from '../refused.ts';
import { shopOfFile } from '../shop.ts';
import { somePart, someTicket } from '../testing.ts';

const shop = await shopOfFile();
const admin = await shop.admin();
const customer = await shop.customer();
const part = await somePart(admin);
const ticket = await someTicket(customer);
const vehicle = await customer.call.vehicles.create({ make: 'Saab', model: '900', year: 1990 });
const walkIn = await admin.call.customers.create({ firstName: 'Walt', lastName: 'Kin' });

const person = { firstName: 'Walt', lastName: 'Kin' };
const login = { ...person, email: 'never@example.com', password: 'correct horse battery' };
const car = { customerId: customer.id, make: 'Saab', model: '900', year: 1990 };

/** Every member that keeps a text of one line, and every one that keeps lines, in a call that is right without it. */
const oneLine: [path: string, member: string, rest: object][] = [
  ...['firstName', 'lastName', 'phone'].flatMap((member): [string, string, object][] => [
    ['auth.register', member, { accountType: 'customer', address: 'Bray', ...login }],
    ['customers.create', member, person],
    ['customers.update', member, { id: walkIn.id }],
  ]),
  ...['firstName', 'lastName', 'specialty'].flatMap((member): [string, string, object][] => [
    ['auth.register', member, { accountType: 'mechanic', inviteCode: 'x', specialty: 'Oil', ...login }],
    ['auth.updateMe', member, {}],
    ['mechanics.create', member, login],
    ['mechanics.update', member, { id: admin.id }],
  ]),
  ...['make', 'model', 'licensePlate'].flatMap((member): [string, string, object][] => [
    ['vehicles.create', member, car],
    ['vehicles.update', member, { id: vehicle.id }],
  ]),
  ...['name', 'sku'].flatMap((member): [string, string, object][] => [
    ['inventory.create', member, { name: 'Oil', priceCents: 1 }],
    ['inventory.update', member, { id: part.id }],
  ]),
];
const manyLines: typeof oneLine = [
  ['auth.register', 'address', { accountType: 'customer', ...login }],
  ['auth.register', 'address', { accountType: 'mechanic', inviteCode: 'x', specialty: 'Oil', ...login }],
  ['auth.updateMe', 'address', {}],
  ['customers.create', 'address', person],
  ['customers.update', 'address', { id: walkIn.id }],
  ['mechanics.create', 'address', login],
  ['mechanics.update', 'address', { id: admin.id }],
  ['inventory.adjust', 'note', { id: part.id, delta: 1 }],
  ['tickets.create', 'description', { customerId: customer.id }],
  ['tickets.update', 'description', { id: ticket.id }],
  ['tickets.setStatus', 'note', { id: ticket.id, status: 'in_progress' }],
];

async function messagesAt(path: string, member: string, rest: object, text: string): Promise<string[]> {
  const { issues } = await refused(callByPath(admin.call, path, { ...rest, [member]: text }), 'INVALID_INPUT');
  return issues.filter((issue) => issue.path.join('.') === member).map(({ message }) => message);
}

const invisible: [what: string, text: string][] = [
  ['zero-width signs', '\u200b\u200c\u200d\u2060\ufeff\u200b'],
  ['soft hyphens', '\u00ad\u00ad\u00ad'],
  ['marks of direction', '\u200e\u200f\u202e\u2066'],
  ['Hangul fillers', '\u3164\uffa0\u115f\u1160'],
  ['braille blanks', '\u2800\u2800\u2800'],
  ['combining marks', '\u0301\u0308\u20dd'],
  ['spacing marks', '\u093e\u0903\u093e'],
  ['variation selectors', '\ufe0f\u{e0100}\ufe0e'],
  ['tags', '\u{e0041}\u{e0042}\u{e007f}'],
  ['Mongolian vowel separators', '\u180e\u180b\u180e'],
  ['Khmer inherent vowels', '\u17b4\u17b5\u17b4'],
  ['music without a note', '\u{1d159}\u{1d173}\u{1d159}'],
  ['hieroglyphic blanks', '\u{13441}\u{13442}\u{13430}'],
  ['a picture that did not come along', '\ufffc\ufffc\ufffc'],
  ['invisible operators', '\u2061\u2062\u2063\u2064'],
  ['blanks between such signs', '\u200b \u3000\u2800 \u3164'],
  ['signs that are none', '\uffff\ufffe\u{10ffff}'],
];

describe.each([...oneLine, ...manyLines])('%s %s', (path, member, rest) => {
  test('needs something to see, and says so', async () => {
    for (const [, text] of invisible) {
      expect(await messagesAt(path, member, rest, text)).toEqual([expect.stringContaining('visible character')]);
    }
  });
});

describe('a name', () => {
  const kept = async (lastName: string) => (await admin.call.customers.create({ ...person, lastName })).lastName;

  test.each(invisible)('is not only of %s', async (_, text) => {
    await refused(kept(text), 'INVALID_INPUT');
    // Beside something visible they stay, where fonts and scripts need them.
    const inside = `a${text}a`.normalize('NFC');
    expect(await kept(`a${text}a`)).toBe(inside);
  });

  test.each(['李', 'X', '7', '-', '?', '☂', '👩‍🔧', '¼', '`', 'ا', 'ก', '\ue000', '٣', 'ー', 'ª'])(
    'may be %j',
    async (name) => {
      expect(await kept(name)).toBe(name);
    },
  );
});

describe('what programs put between lines', () => {
  const breaks = ['\v', '\f'];

  test.each(breaks)('%j is a line break where there may be lines', async (sign) => {
    const address = `Mill Lane${sign}Bray`;
    const made = await admin.call.customers.create({ ...person, address });
    expect(made.address).toBe('Mill Lane\nBray');
    expect((await admin.call.customers.get({ id: made.id })).address).toBe('Mill Lane\nBray');
    const described = await admin.call.tickets.create({
      customerId: made.id,
      description: `${sign}One${sign}two${sign}`,
    });
    expect(described.description).toBe('One\ntwo');
  });

  test.each(breaks)('%j is a space elsewhere', async (sign) => {
    const { lastName } = await admin.call.customers.create({ ...person, lastName: `${sign}van${sign}Dyk${sign}` });
    expect(lastName).toBe('van Dyk');
    const { licensePlate } = await admin.call.vehicles.create({ ...car, licensePlate: `ab${sign}1` });
    expect(licensePlate).toBe('AB 1');
  });

  test.each(breaks)('%j alone is no text', async (sign) => {
    await refused(admin.call.customers.create({ ...person, lastName: sign }), 'INVALID_INPUT');
    await refused(admin.call.customers.create({ ...person, address: sign }), 'INVALID_INPUT');
  });
});

describe.each([...oneLine, ...manyLines])('%s %s', (path, member, rest) => {
  test('refuses control characters and broken Unicode', async () => {
    for (const sign of ['\0', '\u0007', '\u001b', '\u007f', '\u0085', '\u009f', '\ud800', '\udc00']) {
      expect(await messagesAt(path, member, rest, `abc${sign}def`)).toEqual([
        'Remove control characters and broken Unicode.',
      ]);
    }
  });
});
