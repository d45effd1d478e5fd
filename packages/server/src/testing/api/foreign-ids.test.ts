import { TRPCError } from '@trpc/server';
import { describe, expect, test } from 'vitest';
import { appErrorOf } from '../../api/trpc-errors.ts';
import { callByPath, procedures } from '../procedures.ts';
import { refusedAt } from '../refused.ts';
import type { Caller } from '../testing.ts';
import { admin, cases, mechanic, owner, sessionId, shop, stranger, ticket, vehicle } from './foreign-id-cases.ts';

function split(name: string) {
  const at = name.lastIndexOf('.');
  return { path: name.slice(0, at), member: name.slice(at + 1) };
}
/** A call with an id in the named field. */
function callWith(call: Caller, name: string, id: unknown) {
  const { path, member } = split(name);
  const { rest, listed } = cases[name] ?? {};
  // Staff must name a customer where customers must not.
  const customer = name === 'tickets.create.vehicleId' && call === admin.call ? { customerId: owner.id } : {};
  return callByPath(call, path, { ...rest, ...customer, [member]: listed ? [id] : id });
}
/** Everything that a caller learns from a call. */
async function answerTo(calling: Promise<unknown>): Promise<unknown> {
  try {
    return { answer: await calling };
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    const { reason, details, message } = appErrorOf(error);
    return { reason, details, message };
  }
}

const NOWHERE = 2 ** 31 + 7;
const names = Object.keys(cases);

/** Members that are called ids but are of no row. */
const NOT_OF_ROWS = new Set(['lastEventId', 'externalId']);

test('every id of every procedure is covered here', () => {
  const found = procedures.flatMap(({ path, members }) =>
    members
      .filter((member) => /(^id|Ids?)$/.test(member) && !NOT_OF_ROWS.has(member))
      .map((member) => `${path}.${member}`),
  );
  expect(found.toSorted()).toEqual(names.toSorted());
});

describe.each(names)('the id %s', (name) => {
  test('reveals nothing about another customer', async () => {
    const unknown = await answerTo(callWith(stranger.call, name, NOWHERE));
    expect(unknown).toHaveProperty(cases[name]?.filters ? 'answer' : 'reason');
    expect(await answerTo(callWith(stranger.call, name, cases[name]?.foreign))).toEqual(unknown);
  });

  test.each([NOWHERE, Number.MAX_SAFE_INTEGER])('finds nothing at %j', async (id) => {
    const answer = await answerTo(callWith(admin.call, name, id));
    const { absent = 'NOT_FOUND' } = cases[name] ?? {};
    if (absent === 'nothing') expect(answer).toHaveProperty('answer');
    else expect(answer).toMatchObject({ reason: absent });
  });

  test.each([0, -1, 1.5, 2 ** 53, Number.NaN, '1', true, [1]])('rejects %j as input', async (id) => {
    const { member } = split(name);
    await refusedAt(callWith(admin.call, name, id), member, ...(cases[name]?.listed ? [0] : []));
  });
});

test('calls with foreign ids change nothing', async () => {
  expect(await owner.call.auth.me()).toMatchObject({ id: owner.id, version: 1 });
  expect(await owner.call.vehicles.get({ id: vehicle.id })).toEqual(vehicle);
  expect(await owner.call.tickets.get({ id: ticket.id })).toMatchObject({ status: 'open', version: 6 });
  expect((await (await shop.withToken(owner.session.token)).auth.sessions()).items).toHaveLength(1);
});

describe('foreign ids used by a mechanic', () => {
  test.each(['mechanics.record.id', 'auth.endSession.id'])(
    '%s reveals nothing about another account to a mechanic',
    async (name) => {
      const other = await shop.mechanic();
      const foreign = name.startsWith('auth') ? sessionId : other.id;
      const unknown = await answerTo(callWith(mechanic.call, name, NOWHERE));
      expect(unknown).toHaveProperty('reason', 'NOT_FOUND');
      expect(await answerTo(callWith(mechanic.call, name, foreign))).toEqual(unknown);
    },
  );
});
