import { type Actor, type TestShop, somePart, someTicket } from '../../../server/src/testing/testing.ts';

/** Rows for one test: a customer with a car, its open ticket, and parts in stock. */
export async function createFixtures(people: TestShop, admin: Actor) {
  const customer = await people.customer({ firstName: 'Ada', lastName: 'Lovelace' });
  const car = await customer.call.vehicles.create({ make: 'Ford', model: 'Focus', year: 2020, licensePlate: 'AB-123' });
  const secondCar = await customer.call.vehicles.create({ make: 'VW', model: 'Polo', year: 2015 });
  const part = await somePart(admin, { name: 'Brake pads', priceCents: 12_025 });
  const ticket = await someTicket(customer, { vehicleId: car.id });
  const spare = await somePart(admin, { name: 'Bulb', priceCents: 190 });
  await admin.call.tickets.addPart({ id: ticket.id, partId: spare.id, quantity: 2 });
  const mechanic = await people.mechanic({ firstName: 'Grace', lastName: 'Hopper', specialty: 'engines' });
  const walkIn = await admin.call.customers.create({ firstName: 'Will', lastName: 'Walkin', phone: '123' });
  const invite = await admin.call.invites.create({ role: 'mechanic', email: 'new@example.com' });
  return { customer, car, secondCar, part, ticket, spare, mechanic, walkIn, invite };
}

export type Fixtures = Awaited<ReturnType<typeof createFixtures>>;
