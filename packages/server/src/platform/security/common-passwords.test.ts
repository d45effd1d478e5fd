import { describe, expect, it } from 'vitest';
import { isCommonPassword } from './common-passwords.ts';

describe('isCommonPassword', () => {
  it.each(['password', '12345678', 'iloveyou', 'password1', 'trustno1', 'qwertyuiop', 'baseball', 'mechanic'])(
    'isCommonPassword rejects %s',
    (password) => expect(isCommonPassword(password)).toBe(true),
  );

  it('isCommonPassword ignores case and the width of letters', () => {
    expect(isCommonPassword('PassWord')).toBe(true);
    expect(isCommonPassword('ｐａｓｓｗｏｒｄ')).toBe(true);
  });

  it.each([
    '',
    'constructor',
    '__proto__',
    'correct-horse-battery',
    'three wrenches, one nut',
    'password of my garage',
  ])('isCommonPassword accepts "%s"', (password) => expect(isCommonPassword(password)).toBe(false));
});
