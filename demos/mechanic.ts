// A mechanic takes a walk-in customer's ticket, reserves parts, and runs out of stock.
import { isShopError } from '@mechanic-shop/client';
import { demoMechanic, play, url, visitor } from './play.ts';
import { chapter, say, showStock, showTicket } from './show.ts';

await play(async () => {
  const shop = visitor();
  say(`A mechanic at ${url}`);

  chapter('He logs in and looks at his work');
  const { account } = await shop.auth.login.mutate(demoMechanic);
  say(`  ${account.firstName} ${account.lastName}, ${account.role}`);
  const { items: current } = await shop.tickets.mine.query({ status: 'in_progress' });
  for (const ticket of current) say(`  ${ticket.id}: ${ticket.description}`);

  chapter('He looks somebody up; accents do not matter');
  const { items: found } = await shop.customers.list.query({ search: 'jose garcia' });
  for (const { firstName, lastName, phone } of found) say(`  ${firstName} ${lastName}, ${phone}`);

  chapter('Somebody walks in');
  const customer = await shop.customers.create.mutate({ firstName: 'Fionn', lastName: 'Ó Laoire' });
  const vehicle = await shop.vehicles.create.mutate({
    customerId: customer.id,
    make: 'Toyota',
    model: 'Yaris III',
    year: 2017,
    licensePlate: '171-D-3003',
  });
  const { id } = await shop.tickets.create.mutate({
    customerId: customer.id,
    vehicleId: vehicle.id,
    description: 'Left dipped beam is out.',
  });
  await shop.tickets.editMechanics.mutate({ id, addIds: [account.id] });
  showTicket(await shop.tickets.setStatus.mutate({ id, status: 'in_progress' }));

  chapter('He reserves bulbs, and puts one back');
  const { items: bulbs } = await shop.inventory.list.query({ search: 'bulb h7', limit: 1 });
  const [listed] = bulbs;
  if (!listed) throw new Error('The shop sells no bulbs H7: start with a fresh demo shop.');
  // Earlier runs and other people use some, too.
  const bulb = await shop.inventory.adjust.mutate({ id: listed.id, delta: 2, note: 'Found in the workshop' });
  showStock(bulb);
  await shop.tickets.addPart.mutate({ id, partId: bulb.id, quantity: 2 });
  showTicket(await shop.tickets.removePart.mutate({ id, partId: bulb.id, quantity: 1 }));
  showStock(await shop.inventory.get.query({ id: bulb.id }));

  chapter('Stock that is not there cannot be reserved');
  try {
    await shop.tickets.addPart.mutate({ id, partId: bulb.id, quantity: 5_000 });
  } catch (error) {
    if (!isShopError(error, 'INSUFFICIENT_STOCK')) throw error;
    const { requested, available } = error.data.details;
    say(`  ${requested} are refused, because only ${available} are available`);
  }

  chapter('The customer only needed a fuse; everything goes back');
  const note = 'It was the fuse; no charge.';
  showTicket(await shop.tickets.setStatus.mutate({ id, status: 'cancelled', note }));
  showStock(await shop.inventory.adjust.mutate({ id: bulb.id, delta: -2, note: 'Back to the workshop' }));
  await shop.auth.logout.mutate();
});
