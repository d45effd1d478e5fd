import { Email } from '@mechanic-shop/shared';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { refusedAt } from '../refused.ts';
import { shopOfFile } from '../shop.ts';

const shop = await shopOfFile();
const { call } = await shop.mechanic();
async function kept(email: string) {
  return (await call.customers.create({ firstName: 'Walt', lastName: 'Kin', email })).email;
}

const atext = Array.from("abcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/=?^_`{|}~");
const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/);
const lastLabel = fc.stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/);
const dotAtom = fc
  .array(fc.string({ unit: fc.constantFrom(...atext), minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 4 })
  .map((atoms) => atoms.join('.'));

test('every dot-atom at every host name is an e-mail address', () => {
  fc.assert(
    fc.property(dotAtom, fc.array(label, { minLength: 1, maxLength: 4 }), lastLabel, (local, labels, last) => {
      const email = `${local}@${[...labels, last].join('.')}`;
      expect(Email.parse(email)).toBe(email);
    }),
  );
});

test.each([
  ["o'brien@example.com", "o'brien@example.com"],
  ['!#$%&*/=?^_`{|}~@example.com', '!#$%&*/=?^_`{|}~@example.com'],
  ['a.b+tag@sub.example.co.uk', 'a.b+tag@sub.example.co.uk'],
  [' Ada@Example.COM ', 'ada@example.com'],
  ['post@xn--mller-kva.de', 'post@xn--mller-kva.de'],
  ['ivan@xn--e1afmkfd.xn--p1ai', 'ivan@xn--e1afmkfd.xn--p1ai'],
  ['a@b.c', 'a@b.c'],
  ['a@1.de', 'a@1.de'],
  ['a@3com.com', 'a@3com.com'],
  [`${'a'.repeat(65)}@example.com`, `${'a'.repeat(65)}@example.com`],
  [`${'a'.repeat(242)}@example.com`, `${'a'.repeat(242)}@example.com`],
  [`a@${'b'.repeat(63)}.com`, `a@${'b'.repeat(63)}.com`],
])('%s is an e-mail address', async (typed, email) => {
  expect(await kept(typed)).toBe(email);
});

test.each([
  '',
  'ada',
  'ada@',
  '@example.com',
  'ada@localhost',
  '.ada@example.com',
  'ada.@example.com',
  'a..b@example.com',
  'ada@.com',
  'ada@example..com',
  'ada@example.com.',
  'ada@-example.com',
  'ada@example-.com',
  'ada@exa_mple.com',
  'ada@127.0.0.1',
  'ada@[127.0.0.1]',
  'a b@example.com',
  'a@b@example.com',
  '"a b"@example.com',
  'ada@example.com, bob@example.com',
  'Ada <ada@example.com>',
  'ada\n@example.com',
  'ad\u00e4@example.com',
  'ada@ex\u00e4mple.com',
  '\u212ada@example.com',
  `${'a'.repeat(243)}@example.com`,
  `a@${'b'.repeat(64)}.com`,
])('%j is not an e-mail address', async (typed) => {
  await refusedAt(kept(typed), 'email');
});
