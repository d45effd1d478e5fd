import ICAL from 'ical.js';
import { afterAll, describe, expect, test } from 'vitest';
import { serveTestShop } from '../../http/testing.ts';
import { refused, refusedAt } from '../../testing/refused.ts';
import { freshShop } from '../../testing/shop.ts';
import { someAppointment, someBays } from './testing/diary.ts';

/** The events of a calendar as a calendar program reads them. */
function eventsIn(ics: string): ICAL.Event[] {
  const calendar = new ICAL.Component(ICAL.parse(ics) as unknown[]);
  return calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
}

const shownAt = (event: ICAL.Event) => [
  event.startDate.toString(),
  event.startDate.toJSDate().toISOString(),
  event.endDate.toJSDate().toISOString(),
];

const server = await serveTestShop();
afterAll(() => server.close());
const { shop } = server;
const [boss, mia, cara] = [await shop.admin(), await shop.mechanic(), await shop.customer()];
await someBays(boss, 1);

describe('appointments.calendar', () => {
  test.each([
    ['Europe/Dublin', '2026-10-01', '2026-10-24T09:00:00.000Z', '2026-10-24T10:00:00'],
    ['Europe/Dublin', '2026-10-01', '2026-10-25T00:30:00.000Z', '2026-10-25T00:30:00Z'],
    ['Europe/Dublin', '2026-10-01', '2026-10-25T01:30:00.000Z', '2026-10-25T01:30:00Z'],
    ['Europe/Dublin', '2026-10-01', '2026-10-25T02:00:00.000Z', '2026-10-25T02:00:00'],
    ['Europe/Dublin', '2026-10-01', '2026-10-26T09:00:00.000Z', '2026-10-26T09:00:00'],
    ['America/New_York', '2027-03-01', '2027-03-14T06:30:00.000Z', '2027-03-14T01:30:00'],
    ['America/New_York', '2027-03-01', '2027-03-14T07:00:00.000Z', '2027-03-14T03:00:00'],
    ['Asia/Kolkata', '2026-11-01', '2026-11-23T04:00:00.000Z', '2026-11-23T09:30:00'],
    ['Australia/Lord_Howe', '2028-04-01', '2028-04-01T13:30:00.000Z', '2028-04-02T00:30:00'],
    ['Australia/Lord_Howe', '2028-04-01', '2028-04-01T14:00:00.000Z', '2028-04-01T14:00:00Z'],
    ['Australia/Lord_Howe', '2028-04-01', '2028-04-02T00:00:00.000Z', '2028-04-02T10:30:00'],
    ['Australia/Lord_Howe', '2028-09-20', '2028-10-01T00:00:00.000Z', '2028-10-01T11:00:00'],
    ['UTC', '2026-11-01', '2026-11-23T09:00:00.000Z', '2026-11-23T09:00:00'],
  ])('in %s from %s, %s is shown at %s', async (timeZone, from, startsAt, local) => {
    await boss.call.shop.update({ timeZone });
    const { id } = await someAppointment(mia, { customerId: cara.id, startsAt, bayId: null, minutes: 45 });
    const { ics } = await mia.call.appointments.calendar({ from });
    const [event] = eventsIn(ics).filter(({ uid }) => uid === `appointment-${id}@mechanic-shop`);
    const endsAt = new Date(Date.parse(startsAt) + 45 * 60_000).toISOString();
    expect(event && shownAt(event)).toEqual([local, startsAt, endsAt]);
    // The hour that the clock shows twice is written in UTC.
    expect(event?.startDate.zone?.tzid).toBe(local.endsWith('Z') ? 'UTC' : timeZone);
  });

  test('shows live and done appointments of 60 days, and what is known of them', async () => {
    const own = await freshShop();
    const [admin, staff, customer] = [await own.admin(), await own.mechanic(), await own.customer()];
    const [bayId = 0] = await someBays(admin, 1);
    const vehicle = await customer.call.vehicles.create({
      make: 'Saab',
      model: '900',
      year: 1990,
      licensePlate: '90-D-1',
    });
    const book = (startsAt: string, values: object = {}) =>
      someAppointment(staff, { customerId: customer.id, startsAt, bayId: null, ...values });
    const subject = `Öl; Filter, \\ Kerzen – ${'lang '.repeat(30)}🚗`;
    const note = 'First line\nSecond, line';
    const whole = { bayId, mechanicId: staff.id, vehicleId: vehicle.id, subject, note };
    const first = await book('2026-11-20T00:00:00Z', whole);
    const done = await book('2026-11-21T10:00:00Z');
    await staff.call.appointments.arrive({ id: done.id });
    await staff.call.appointments.finish({ id: done.id });
    for (const move of ['cancel', 'noShow'] as const) {
      await staff.call.appointments[move]({ id: (await book('2026-11-22T10:00:00Z')).id });
    }
    const last = await book('2027-01-18T23:30:00Z');
    for (const outside of ['2026-11-19T23:59:00Z', '2027-01-19T00:00:00Z']) await book(outside);
    const request = { startsAt: '2026-11-23T10:00:00Z', minutes: 30, subject: 'Noise' };
    const requested = await customer.call.appointments.request(request);
    const { ics } = await staff.call.appointments.calendar();
    const events = eventsIn(ics);
    const uids = [first, done, requested, last].map(({ id }) => `appointment-${id}@mechanic-shop`);
    expect(events.map(({ uid }) => uid)).toEqual(uids);
    expect(events[0]).toMatchObject({
      summary: `${first.customer.firstName} ${first.customer.lastName}: ${subject.trim()}`,
      location: 'Lift 1',
      description: `1990 Saab 900 90-D-1\nMia ${staff.session.account.lastName}\n${note}`,
      sequence: 0,
    });
    expect(events[1]?.sequence).toBe(2);
    const statuses = events.map(({ component }) => component.getFirstPropertyValue('status'));
    expect(statuses).toEqual(['CONFIRMED', 'CONFIRMED', 'TENTATIVE', 'CONFIRMED']);
    for (const line of ics.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(ics.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(ics.isWellFormed()).toBe(true);
    await refused(customer.call.appointments.calendar(), 'ROLE_REQUIRED', { role: 'mechanic' });
    await refusedAt(staff.call.appointments.calendar({ from: '20 November' }), 'from');
  });
});

describe('GET /api/appointments.ics', () => {
  const ask = (authorization?: string, query = '') =>
    fetch(`${server.url}/api/appointments.ics${query}`, { headers: authorization ? { authorization } : {} });
  const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const reasonOf = async (response: Response) => {
    const { error } = (await response.json()) as { error: { data: { reason: string } } };
    return [response.status, error.data.reason];
  };

  test('answers calendar programs, with a key as the password of any user', async () => {
    const { id, key } = await mia.call.apiKeys.create({ name: 'Calendar', scopes: ['appointments.calendar'] });
    for (const authorization of [
      basic('anyone', key),
      basic('', key),
      basic('münchen', key),
      `basic ${Buffer.from(`x:${key}`).toString('base64')}`,
      `Bearer ${key}`,
      `Bearer ${mia.session.token}`,
    ]) {
      const response = await ask(authorization, '?from=2026-11-01');
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
      expect(response.headers.get('content-disposition')).toBe('attachment; filename="appointments.ics"');
      expect(eventsIn(await response.text()).length).toBeGreaterThan(0);
    }
    expect(await reasonOf(await ask(basic('x', key), '?from=soon'))).toEqual([400, 'INVALID_INPUT']);
    await mia.call.apiKeys.revoke({ id });
    expect(await reasonOf(await ask(basic('x', key)))).toEqual([401, 'SESSION_ENDED']);
  });

  test('asks those who may not read it for a key', async () => {
    const response = await ask();
    expect(response.headers.get('www-authenticate')).toBe('Bearer, Basic realm="mechanic-shop", charset="UTF-8"');
    expect(await reasonOf(response)).toEqual([401, 'NOT_SIGNED_IN']);
    const { key } = await mia.call.apiKeys.create({ name: 'Parts', scopes: ['inventory.*'] });
    expect(await reasonOf(await ask(basic('x', key)))).toEqual([403, 'SCOPE_REQUIRED']);
    expect(await reasonOf(await ask(`Bearer ${cara.session.token}`))).toEqual([403, 'ROLE_REQUIRED']);
    // Passwords of people and tokens of sessions are no keys.
    for (const password of ['', 'wrong', mia.session.token, `${key}x`]) {
      expect(await reasonOf(await ask(basic(mia.email, password)))).toEqual([401, 'TOKEN_INVALID']);
    }
    expect(await reasonOf(await ask('Basic ???'))).toEqual([401, 'TOKEN_INVALID']);
  });

  test('no other route takes Basic authentication', async () => {
    const { key } = await mia.call.apiKeys.create({ name: 'All', scopes: ['*:read'] });
    const response = await fetch(`${server.url}/api/appointments`, { headers: { authorization: basic('x', key) } });
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });
});
