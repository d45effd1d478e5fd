import { describe, expect, test } from 'vitest';
import { authenticate } from '../features/accounts/authenticate.ts';
import { createCaller } from '../router.ts';
import { callByPath, procedures } from '../testing/procedures.ts';
import { refused } from '../testing/refused.ts';
import { shopOfFile } from '../testing/shop.ts';
import { storedRows } from '../testing/stored-rows.ts';
import type { Actor } from '../testing/testing.ts';
import { contextOf } from './context.ts';
import { mutationInputs } from './testing/mutation-inputs.ts';

const shop = await shopOfFile();
const admin = await shop.admin();
const inputs = mutationInputs(shop, admin);

/** A call under a key, and whether its response was a replay. */
async function callKeyed(actor: Actor, key: string, path: string, input: unknown, dryRun = false) {
  const caller = await authenticate(shop.shop, `Bearer ${actor.session.token}`);
  if (typeof caller === 'string') throw new Error(caller);
  const context = contextOf(shop.shop, { caller, requestId: 'test', idempotencyKey: key, dryRun });
  const answer = await callByPath(createCaller(context), path, input);
  return { answer, replayed: context.replayed.yes };
}

test('every mutation stores its response except those that return a secret or send a test', () => {
  const without = [
    'apiKeys.create',
    'estimates.send',
    'invites.create',
    'webhooks.create',
    'webhooks.rotateSecret',
    'webhooks.test',
  ];
  const secret = (path: string) => path.startsWith('auth.') || without.includes(path);
  const found = procedures.filter(({ path, type }) => type === 'mutation' && !secret(path)).map(({ path }) => path);
  // Answers of customers are repeated in features/estimates/keys.test.ts.
  const answers = ['estimates.answer', 'estimates.decide'];
  // Staff request nothing; see features/appointments/keys.test.ts.
  const requests = ['appointments.request'];
  expect(found.toSorted()).toEqual([...Object.keys(inputs), ...answers, ...requests].toSorted());
});

describe.each(Object.entries(inputs))('%s', (path, makeInput) => {
  test('replays the response of a repeated call', async () => {
    const input = await makeInput();
    const first = await callKeyed(admin, `repeat ${path}`, path, input);
    const second = await callKeyed(admin, `repeat ${path}`, path, input);
    expect(first.replayed).toBe(false);
    expect(second).toEqual({ answer: first.answer, replayed: true });
  });

  test('rejects its key for another call', async () => {
    await callKeyed(admin, `mismatch ${path}`, path, await makeInput());
    const call = await shop.withToken(admin.session.token, `mismatch ${path}`);
    await refused(call.inventory.create({ name: 'Something else', priceCents: 1 }), 'IDEMPOTENCY_MISMATCH');
  });
});

/** An answer without the ids that only the change itself can know. */
function withoutIds(answer: unknown): unknown {
  const text = JSON.stringify(answer, (name, value: unknown) =>
    typeof value === 'number' && /^id$|Id$/.test(name) ? 'an id' : value,
  );
  return JSON.parse(text);
}

describe.each(Object.entries(inputs))('a dry run of %s', (path, makeInput) => {
  test('answers as the call would, and changes nothing', async () => {
    const input = await makeInput();
    const before = await storedRows(shop);
    const dry = await callKeyed(admin, `dry ${path}`, path, input, true);
    expect(await storedRows(shop)).toEqual(before);
    const real = await callKeyed(admin, `dry ${path}`, path, input);
    expect(real.replayed).toBe(false);
    expect(withoutIds(dry.answer)).toEqual(withoutIds(real.answer));
    expect(await storedRows(shop)).not.toEqual(before);
  });
});
