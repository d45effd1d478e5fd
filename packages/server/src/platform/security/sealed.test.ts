import { expect, test } from 'vitest';
import { isSealedByFirst, seal, unseal } from './sealed.ts';

const OLD = 'an-old-secret-for-tests-7f1c9d';
const NEW = 'a-new-secret-for-tests-2b8e4a';

test('a sealed text is read with any of the secrets, and shows nothing', () => {
  const sealed = seal([OLD], 'whsec_text');
  expect(sealed).not.toContain('whsec_text');
  expect(Buffer.from(sealed.split('.')[1] ?? '', 'base64url').toString('latin1')).not.toContain('whsec_text');
  expect(seal([OLD], 'whsec_text')).not.toBe(sealed);
  expect(unseal([OLD], sealed)).toBe('whsec_text');
  expect(unseal([NEW, OLD], sealed)).toBe('whsec_text');
  expect([isSealedByFirst([OLD, NEW], sealed), isSealedByFirst([NEW, OLD], sealed)]).toEqual([true, false]);
});

test('another secret, and any changed bit, reads nothing', () => {
  const sealed = seal([OLD], 'é');
  expect(unseal([NEW], sealed)).toBe(undefined);
  const [id = '', text = ''] = sealed.split('.');
  const bytes = Buffer.from(text, 'base64url');
  for (const at of bytes.keys()) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(unseal([OLD], `${id}.${changed.toString('base64url')}`)).toBe(undefined);
  }
  for (const damaged of ['', id, `${id}.`, `${id}.${text.slice(0, 20)}`])
    expect(unseal([OLD], damaged)).toBe(undefined);
});
