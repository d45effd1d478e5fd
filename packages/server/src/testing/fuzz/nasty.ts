import type { Draws } from '../../demo/random.ts';

/** Texts that break programs. */
export const nastyTexts: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\r\n',
  '\u001b[31m',
  '\ud800',
  '\udc00\ud800',
  '\ufeff',
  '\ufffd\uffff\u{10ffff}',
  'e\u0301'.repeat(40),
  `a${'\u0315\u0300'.repeat(150)}`,
  '\u202eevil',
  '\ufdfa'.repeat(30),
  'İıſK',
  "' or 1=1 --",
  '"; drop table accounts; --',
  '$1 $$ ${7*7} {{7*7}} %s %n %00',
  '\\',
  '%',
  '_',
  '*',
  '" OR "',
  'a OR b NOT c NEAR(d)',
  ':* & | ! <->',
  '../../../../etc/passwd',
  '<script>alert(1)</script>',
  'null',
  'undefined',
  'NaN',
  'true',
  '-1',
  '0x10',
  '1e3',
  '9007199254740993',
  '2026-02-30',
  '0000-00-00',
  '2026-11-20T09:30:00.000Z',
  'x'.repeat(101),
  'x'.repeat(5_000),
  'ä'.repeat(300),
  'W10',
  Buffer.from('["x",[1]]').toString('base64url'),
];

/** Property names that break programs. */
export const nastyNames: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
  'toJSON',
  'valueOf',
  '',
  '0',
  'length',
  'x'.repeat(300),
  '\0',
];

/** Well-formed JSON that causes trouble, as text: numbers that JavaScript cannot represent, duplicate properties. */
export const nastyJson: readonly string[] = [
  'null',
  'true',
  'false',
  '0',
  '-0',
  '-1',
  '0.5',
  '1.0',
  '1e2',
  '1e400',
  '-1e400',
  '1e-400',
  '2147483648',
  '9007199254740991',
  '9007199254740992',
  '9223372036854775807',
  '9223372036854775808',
  '1'.repeat(400),
  '[]',
  '{}',
  '[[]]',
  '[null]',
  '[1,"a",{}]',
  '"\\ud800"',
  '"\\u0000"',
  '{"__proto__":{"role":"admin"}}',
  '{"constructor":{"prototype":{"role":"admin"}}}',
  '{"toString":null,"valueOf":1,"then":{}}',
  '{"toJSON":1,"length":-1}',
  '{"id":1,"id":{"id":2}}',
  `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
  `${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}`,
  `{${Array.from({ length: 500 }, (_, n) => `"k${n}":${n}`).join(',')}}`,
  `[${'1,'.repeat(2_000)}1]`,
];

/** Text that is not JSON. */
export const brokenJson: readonly string[] = [
  '{',
  '}',
  '[',
  '{"a":}',
  "{'a':1}",
  '{"a":1,}',
  '[1,]',
  '01',
  '+1',
  '.5',
  'NaN',
  'Infinity',
  'undefined',
  '"\u0001"',
  '"\\x41"',
  '"abc',
  '\ufeff{}',
  '{}{}',
  '// {}',
  '['.repeat(20_000),
];

/** A random JSON value. */
export function someJson(draws: Draws): string {
  return draws.chance(0.5) ? draws.oneOf(nastyJson) : JSON.stringify(draws.oneOf(nastyTexts));
}

/** A JSON object with some of these fields: some values may be valid, most are not. */
export function someObject(draws: Draws, members: readonly string[]): string {
  const pairs = members.filter(() => draws.chance(0.6)).map((name) => [name, likely(draws, name)] as const);
  if (draws.chance(0.15)) pairs.push([draws.oneOf(nastyNames), someJson(draws)]);
  return `{${pairs.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;
}

function likely(draws: Draws, name: string): string {
  if (draws.chance(0.4)) return someJson(draws);
  if (/id$/i.test(name) || name === 'version') return String(draws.between(1, 12));
  if (/ids$/i.test(name)) return `[${draws.between(1, 12)}]`;
  if (/cents|quantity|limit|delta|hours/i.test(name)) return String(draws.between(1, 100));
  if (name === 'year') return String(draws.between(1990, 2027));
  if (name === 'email') return `"fuzz${draws.between(1, 50)}@example.com"`;
  if (name === 'status') return `"${draws.oneOf(['open', 'in_progress', 'completed', 'cancelled'])}"`;
  return `"Some words ${draws.between(1, 99)}"`;
}
