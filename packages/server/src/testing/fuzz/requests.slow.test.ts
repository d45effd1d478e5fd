import { expect, test } from 'vitest';
import { serveTestShop } from '../../http/testing.ts';
import { expectConsistent } from '../invariants.ts';
import { somePart, someTicket } from '../testing.ts';
import { malformedRequests } from './requests.ts';
import { countsOf, fuzz } from './run.ts';

const SEED = 20_261_120;
const COUNT = 600;

test(`${COUNT} malformed requests get an error in the contract's shape, or a closed connection`, async () => {
  const server = await serveTestShop();
  try {
    const [customer, mechanic, admin] = [
      await server.shop.customer(),
      await server.shop.mechanic(),
      await server.shop.admin(),
    ];
    await somePart(mechanic);
    await someTicket(customer);
    const tokens = [customer, mechanic, admin].map(({ session }) => session.token);
    const report = await fuzz(server.url, malformedRequests(SEED, COUNT, tokens));
    expect(report.faults.join('\n\n')).toBe('');
    expect(report.sent).toBe(COUNT);
    expect(report.resets).toBe(2 * COUNT);
    // The fuzzer must reach beyond the HTTP parser, into every part of the server.
    for (const status of [200, 207, 400, 401, 403, 404, 405, 413, 415, 431]) {
      expect(report.statuses.get(status) ?? 0, countsOf(report)).toBeGreaterThan(0);
    }
    await expectConsistent(server.shop.shop.database);
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect(server.lines().filter(({ level }) => level === 'error' || level === 'fatal')).toEqual([]);
  } finally {
    await server.close();
  }
});

test('the same seed gives the same requests', () => {
  const bytesOf = (seed: number) => [...malformedRequests(seed, 50)].map(({ bytes }) => bytes.toString('base64'));
  expect(bytesOf(1)).toEqual(bytesOf(1));
  expect(bytesOf(1)).not.toEqual(bytesOf(2));
});
