// A customer registers, opens a ticket for a car, and cancels it.
import { isShopError } from '@mechanic-shop/client';
import { newEmail, play, url, visitor } from './play.ts';
import { chapter, money, say, showHistory, showTicket } from './show.ts';

await play(async () => {
  const shop = visitor();
  say(`A customer at ${url}`);

  chapter('Nora looks around; no login needed');
  const { items: pads } = await shop.inventory.list.query({ search: 'brake pads', limit: 3 });
  for (const { name, priceCents } of pads) say(`  ${name}: ${money(priceCents)}`);

  chapter('She opens an account');
  const { account } = await shop.auth.register.mutate({
    accountType: 'customer',
    email: newEmail('nora.quinn'),
    password: 'nora drives a clio',
    firstName: 'Nora',
    lastName: 'Quinn',
    address: '7 Quarry Hill, Bray',
    phone: '+353 20 910 7777',
  });
  say(`  ${account.firstName} ${account.lastName} logs in as ${account.email}`);

  chapter('She brings her car');
  const car = await shop.vehicles.create.mutate({
    make: 'Renault',
    model: 'Clio IV',
    year: 2016,
    vin: 'VF15RBJ05FM140485',
    licensePlate: '161-WW-2020',
  });
  say(`  ${car.make} ${car.model}, ${car.licensePlate}; the check digit of its VIN is ${car.vinCheck}`);
  const ticket = await shop.tickets.create.mutate({ vehicleId: car.id, description: 'Rattles when it is cold.' });
  showTicket(ticket);

  chapter('She may cancel it while it is open, and nothing else');
  say(`  allowed: ${ticket.allowedStatuses.join(', ')}`);
  try {
    await shop.tickets.setStatus.mutate({ id: ticket.id, status: 'in_progress' });
  } catch (error) {
    if (!isShopError(error, 'ROLE_REQUIRED')) throw error;
    say(`  in_progress is refused: it takes the role ${error.data.details.role}`);
  }
  await shop.tickets.setStatus.mutate({ id: ticket.id, status: 'cancelled' });

  chapter('Her tickets');
  const { items: mine } = await shop.tickets.mine.query();
  for (const one of mine) showTicket(one);
  showHistory((await shop.tickets.history.query({ id: ticket.id })).items);
  await shop.auth.logout.mutate();
});
