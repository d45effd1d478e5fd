import { expect } from 'vitest';
import { PASSWORD, somePart } from '../../../server/src/testing/testing.ts';
import { realShop } from '../testing/real-shop.ts';

/**
 * A real server for a third-party program, with a mechanic who can log in, a customer and a part in stock. The program
 * must log in, open a ticket for the customer, add two of the part, and complete it.
 */
export async function createFixtures(options: Parameters<typeof realShop>[0] = {}) {
  const { url, people } = await realShop(options);
  const admin = await people.admin();
  const mechanic = await people.mechanic();
  const customer = await people.customer({ firstName: 'Ada', lastName: 'Lovelace' });
  const part = await somePart(admin, { name: 'Wiper blade', priceCents: 1250 });
  const env = {
    SHOP_URL: url,
    MECHANIC_EMAIL: mechanic.email,
    MECHANIC_PASSWORD: PASSWORD,
    CUSTOMER_ID: String(customer.id),
    PART_ID: String(part.id),
  };

  /** Expects one completed ticket whose parts left the stock. */
  async function expectCompleted(description: string, quantity = 2) {
    const { items } = await admin.call.tickets.list();
    expect(items).toMatchObject([
      { description, status: 'completed', customer: { id: customer.id }, parts: [{ partId: part.id, quantity }] },
    ]);
    const { items: steps } = await admin.call.tickets.history({ id: items[0]?.id ?? 0 });
    expect(steps.map(({ to, by }) => [to, by?.id])).toEqual([
      ['completed', mechanic.id],
      ['in_progress', mechanic.id],
      ['open', expect.any(Number)],
    ]);
    const shelf = await admin.call.inventory.get({ id: part.id });
    expect(shelf).toMatchObject({ quantity: part.quantity - quantity, reserved: 0 });
  }

  return { url, env, mechanic, customer, part, expectCompleted };
}
