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

/** Every single-line and every multi-line text field, in a call that is valid without it. */
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
  ['zero-width characters', '\u200b\u200c\u200d\u2060\ufeff\u200b'],
  ['soft hyphens', '\u00ad\u00ad\u00ad'],
  ['directional marks', '\u200e\u200f\u202e\u2066'],
  ['Hangul fillers', '\u3164\uffa0\u115f\u1160'],
  ['braille blanks', '\u2800\u2800\u2800'],
  ['combining marks', '\u0301\u0308\u20dd'],
  ['spacing marks', '\u093e\u0903\u093e'],
  ['variation selectors', '\ufe0f\u{e0100}\ufe0e'],
  ['tags', '\u{e0041}\u{e0042}\u{e007f}'],
  ['Mongolian vowel separators', '\u180e\u180b\u180e'],
  ['Khmer inherent vowels', '\u17b4\u17b5\u17b4'],
  ['musical symbols without a note', '\u{1d159}\u{1d173}\u{1d159}'],
  ['hieroglyphic blanks', '\u{13441}\u{13442}\u{13430}'],
  ['an object replacement character', '\ufffc\ufffc\ufffc'],
  ['invisible operators', '\u2061\u2062\u2063\u2064'],
  ['spaces between such characters', '\u200b \u3000\u2800 \u3164'],
  ['unassigned characters', '\uffff\ufffe\u{10ffff}'],
];

describe.each([...oneLine, ...manyLines])('text field %s %s', (path, member, rest) => {
  test('requires a visible character and says so', async () => {
    for (const [, text] of invisible) {
      expect(await messagesAt(path, member, rest, text)).toEqual([expect.stringContaining('visible character')]);
    }
  });
});

describe('names', () => {
  const kept = async (lastName: string) => (await admin.call.customers.create({ ...person, lastName })).lastName;

  test.each(invisible)('a name cannot consist only of %s', async (_, text) => {
    await refused(kept(text), 'INVALID_INPUT');
    // Inside a visible text they stay, where fonts and scripts need them.
    const inside = `a${text}a`.normalize('NFC');
    expect(await kept(`a${text}a`)).toBe(inside);
  });

  test.each(['李', 'X', '7', '-', '?', '☂', '👩‍🔧', '¼', '`', 'ا', 'ก', '\ue000', '٣', 'ー', 'ª'])(
    'a name may be %j',
    async (name) => {
      expect(await kept(name)).toBe(name);
    },
  );
});

describe('line separators of other programs', () => {
  const breaks = ['\v', '\f'];

  test.each(breaks)('%j becomes a line break in multi-line texts', async (sign) => {
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

  test.each(breaks)('%j becomes a space elsewhere', async (sign) => {
    const { lastName } = await admin.call.customers.create({ ...person, lastName: `${sign}van${sign}Dyk${sign}` });
    expect(lastName).toBe('van Dyk');
    const { licensePlate } = await admin.call.vehicles.create({ ...car, licensePlate: `ab${sign}1` });
    expect(licensePlate).toBe('AB 1');
  });

  test.each(breaks)('%j alone is an empty text', async (sign) => {
    await refused(admin.call.customers.create({ ...person, lastName: sign }), 'INVALID_INPUT');
    await refused(admin.call.customers.create({ ...person, address: sign }), 'INVALID_INPUT');
  });
});

describe.each([...oneLine, ...manyLines])('text field %s %s', (path, member, rest) => {
  test('texts with control characters or broken Unicode are rejected', async () => {
    for (const sign of ['\0', '\u0007', '\u001b', '\u007f', '\u0085', '\u009f', '\ud800', '\udc00']) {
      expect(await messagesAt(path, member, rest, `abc${sign}def`)).toEqual([
        'Remove control characters and broken Unicode.',
      ]);
    }
  });
});
