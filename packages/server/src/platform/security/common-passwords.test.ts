import { describe, expect, it } from 'vitest';
import { isCommonPassword } from './common-passwords.ts';

describe('isCommonPassword', () => {
  it.each(['password', '12345678', 'iloveyou', 'password1', 'trustno1', 'qwertyuiop', 'baseball', 'mechanic'])(
    'isCommonPassword rejects %s',
    async (password) => expect(await isCommonPassword(password)).toBe(true),
  );

  it('isCommonPassword ignores case and the width of letters', async () => {
    expect(await isCommonPassword('PassWord')).toBe(true);
    expect(await isCommonPassword('ｐａｓｓｗｏｒｄ')).toBe(true);
  });

  it.each([
    '',
    'constructor',
    '__proto__',
    'correct-horse-battery',
    'three wrenches, one nut',
    'password of my garage',
  ])('isCommonPassword accepts "%s"', async (password) => expect(await isCommonPassword(password)).toBe(false));
});
