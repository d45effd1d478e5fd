import { type Actor, type TestShop, somePart, someTicket } from '../../../server/src/testing/testing.ts';

/** Rows of a test's own: a customer with a car, its open ticket, and parts on the shelf. */
export async function setStage(people: TestShop, admin: Actor) {
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

export type Stage = Awaited<ReturnType<typeof setStage>>;
