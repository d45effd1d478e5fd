// The whole story: a customer opens a ticket, a mechanic repairs the car, and the stock falls.
import type { Part } from '@mechanic-shop/client';
import { demoMechanic, newEmail, play, url, visitor } from './play.ts';
import { chapter, say, showHistory, showStock, showTicket } from './show.ts';

const NEEDED = [
  { search: 'brake pads front golf', quantity: 1 },
  { search: 'brake disc front golf', quantity: 2 },
];

await play(async () => {
  const customer = visitor();
  const mechanic = visitor();
  say(`A day at the shop at ${url}`);

  chapter('A customer opens an account and brings the car');
  const { account: cara } = await customer.auth.register.mutate({
    accountType: 'customer',
    email: newEmail('cara.daly'),
    password: 'cara brakes late',
    firstName: 'Cara',
    lastName: 'Daly',
    address: '3 Mill Lane, Dublin 8',
  });
  say(`  ${cara.firstName} ${cara.lastName}, ${cara.email}`);
  const car = await customer.vehicles.create.mutate({
    make: 'Volkswagen',
    model: 'Golf VII',
    year: 2016,
    licensePlate: '161-D-4711',
  });
  const opened = await customer.tickets.create.mutate({
    vehicleId: car.id,
    description: 'The front brakes squeal and grind.',
  });
  showTicket(opened);
  const { id } = opened;

  chapter('A mechanic logs in and takes the ticket');
  const { account: tomasz } = await mechanic.auth.login.mutate(demoMechanic);
  say(`  ${tomasz.firstName} ${tomasz.lastName}, ${tomasz.role}`);
  await mechanic.tickets.editMechanics.mutate({ id, addIds: [tomasz.id] });
  showTicket(await mechanic.tickets.setStatus.mutate({ id, status: 'in_progress' }));

  chapter('The stock before');
  const parts: { part: Part; quantity: number }[] = [];
  for (const { search, quantity } of NEEDED) {
    const { items } = await mechanic.inventory.list.query({ search, limit: 1 });
    const [found] = items;
    if (!found) throw new Error(`The shop has no "${search}": start with a fresh demo shop.`);
    const missing = quantity - found.available;
    // Each run consumes some.
    const part =
      missing > 0
        ? await mechanic.inventory.adjust.mutate({ id: found.id, delta: missing + 8, note: 'Delivered in the morning' })
        : found;
    showStock(part);
    parts.push({ part, quantity });
  }

  chapter('He puts parts on it: they are reserved');
  for (const { part, quantity } of parts) {
    await mechanic.tickets.addPart.mutate({ id, partId: part.id, quantity });
    showStock(await mechanic.inventory.get.query({ id: part.id }));
  }

  chapter('He finishes it: they are used');
  showTicket(await mechanic.tickets.setStatus.mutate({ id, status: 'completed', note: 'Test drive was quiet.' }));

  chapter('The stock after');
  for (const { part } of parts) showStock(await mechanic.inventory.get.query({ id: part.id }));

  chapter('What the customer sees: the ticket from opening to completion');
  showTicket(await customer.tickets.get.query({ id }));
  showHistory((await customer.tickets.history.query({ id })).items);

  await Promise.all([customer.auth.logout.mutate(), mechanic.auth.logout.mutate()]);
});
