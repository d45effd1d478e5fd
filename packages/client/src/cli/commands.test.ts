import { expect, test } from 'vitest';
import { cases } from './testing/cases.ts';
import { fakeShop, refuse } from './testing/fake-shop.ts';
import { runShop } from './testing/run-shop.ts';

const titled = cases.map((each) => ({ ...each, title: each.line.join(' ') }));

test.for(titled)('shop $title', async ({ line, path, input, answer, shows, others, stdin = '' }) => {
  // What a command looks up to show names is not there: the ids stay.
  const { seen, env } = await fakeShop((call) =>
    call.path === path ? answer : (others?.[call.path] ?? refuse('NOT_FOUND', { resource: 'customer' })),
  );
  const calls = () => seen.splice(0).filter((call) => call.path === path);
  const people = await runShop(line, { env, stdin });
  expect(people).toMatchObject({ status: 0, err: '' });
  for (const text of shows) expect(people.out).toContain(text);
  expect(calls().map((call) => call.input)).toEqual([input]);

  const script = await runShop([...line, '--json'], { env, stdin });
  expect(script).toEqual({ status: 0, err: '', out: `${JSON.stringify(answer)}\n` });
  expect(calls().map((call) => call.input)).toEqual([input]);
});

test.for(titled)('shop $title, refused', async ({ line, stdin = '' }) => {
  const { env } = await fakeShop(() => refuse('NOT_FOUND', { resource: 'ticket' }, 'There is no such ticket.'));
  const refused = await runShop(line, { env, stdin });
  expect(refused).toEqual({ status: 4, out: '', err: 'error: There is no such ticket.\n' });
});
