import fc from 'fast-check';
import { routes } from '../../http/rest/routes.ts';
import type { ServedTestShop } from '../../http/testing.ts';
import { type Actor, somePart, someTicket } from '../testing.ts';
import { faultOf } from './judge.ts';
import { inputsFor } from './values.ts';

const roles = ['anonymous', 'customer', 'mechanic', 'admin'] as const;
type Role = (typeof roles)[number];

/** Some rows of every kind, so that small ids exist. */
export async function someRows({ shop }: ServedTestShop): Promise<void> {
  const [customer, mechanic] = [await shop.customer(), await shop.mechanic()];
  for (let n = 0; n < 4; n++) {
    const part = await somePart(mechanic, { name: `Part ${n}`, sku: `SKU-${n}` });
    const vehicle = await customer.call.vehicles.create({ make: 'VW', model: 'Käfer', year: 1967 + n });
    const ticket = await someTicket(customer, { vehicleId: vehicle.id });
    await mechanic.call.tickets.addPart({ id: ticket.id, partId: part.id, quantity: 2 });
    await mechanic.call.tickets.editMechanics({ id: ticket.id, addIds: [mechanic.id] });
  }
}

// Calls of the run end sessions and delete accounts, which are then replaced.
function callersOf({ shop, url }: ServedTestShop) {
  const actors = new Map<Role, Actor>();
  const isCurrent = async ({ session }: Actor): Promise<boolean> => {
    const headers = { authorization: `Bearer ${session.token}` };
    return (await fetch(`${url}/trpc/auth.me`, { headers })).ok;
  };
  return async (role: Role): Promise<string | undefined> => {
    if (role === 'anonymous') return undefined;
    const known = actors.get(role);
    if (known && (await isCurrent(known))) return known.session.token;
    const actor = await shop[role]();
    actors.set(role, actor);
    return actor.session.token;
  };
}

const headersOf = (response: Response): ReadonlyMap<string, string> => new Map(response.headers);

/**
 * Sends generated inputs to every procedure as every role, and fails with the smallest input whose response violates
 * the contract. Returns the number of responses by status.
 */
export async function callAll(
  server: ServedTestShop,
  { seed, each }: { seed: number; each: number },
): Promise<Map<number, number>> {
  const tokenOf = callersOf(server);
  const statuses = new Map<number, number>();
  const byProcedure = new Map(routes.map((route) => [route.procedurePath, route]));
  for (const { procedurePath, type, input } of byProcedure.values()) {
    for (const role of roles) {
      const token = await tokenOf(role);
      const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const call = async (json: string): Promise<void> => {
        const url = `${server.url}/trpc/${procedurePath}`;
        const response = await (type === 'query'
          ? fetch(`${url}?input=${encodeURIComponent(json)}`, { headers: authorization })
          : fetch(url, {
              method: 'POST',
              body: json,
              headers: { ...authorization, 'content-type': 'application/json' },
            }));
        const { status } = response;
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        const answer = { status, headers: headersOf(response), body: await response.text() };
        const fault = faultOf({ answers: [answer], rest: '', stuck: false }, false);
        if (fault !== null) throw new Error(`${procedurePath} as ${role}: ${fault}`);
      };
      await fc.assert(fc.asyncProperty(inputsFor(input), call), { seed, numRuns: each, endOnFailure: each > 20 });
    }
  }
  return statuses;
}
