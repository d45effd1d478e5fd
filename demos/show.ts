import type { Part, StatusChange, Ticket } from '@mechanic-shop/client';

/** Formats cents for people. */
export const money = (cents: number): string => (cents / 100).toFixed(2);

export const say = (...lines: string[]): void => console.log(lines.join('\n'));

export const chapter = (title: string): void => say('', title, '-'.repeat(title.length));

/** A ticket on the board. */
export function showTicket(ticket: Ticket): void {
  const { id, status, customer, vehicle, description, mechanics, parts, partsTotalCents } = ticket;
  say(
    `  Ticket ${id} is ${status}`,
    `    customer   ${customer.firstName} ${customer.lastName}`,
    ...(vehicle ? [`    car        ${vehicle.make} ${vehicle.model} (${vehicle.year}), ${vehicle.licensePlate}`] : []),
    `    trouble    ${description}`,
    `    mechanics  ${mechanics.map(({ firstName, lastName }) => `${firstName} ${lastName}`).join(', ') || 'no one yet'}`,
    ...parts.map(({ quantity, name, totalCents }) => `    part       ${quantity} × ${name}: ${money(totalCents)}`),
    `    parts      ${money(partsTotalCents)} in all`,
  );
}

/** A ticket's history, oldest change first. */
export function showHistory(steps: readonly StatusChange[]): void {
  for (const { at, from, to, by } of steps.toReversed()) {
    const who = by ? `${by.firstName} ${by.lastName}` : 'somebody';
    say(`  ${at.slice(0, 19).replace('T', ' ')}  ${from === null ? to : `${from} → ${to}`}, by ${who}`);
  }
}

/** The quantity of a part, and how much of it is reserved for tickets. */
export function showStock({ name, quantity, reserved, available }: Part): void {
  return say(`  ${name}: ${quantity} on the shelf, ${reserved} reserved, ${available} available`);
}
