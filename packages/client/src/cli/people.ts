import { text } from './fields.ts';

/** A person's name, as tables and cards show it. */
export function fullName({ firstName, lastName }: { firstName: string; lastName: string }): string {
  return `${firstName} ${lastName}`;
}

export const firstName = text('--first-name <name>', 'first name');
export const lastName = text('--last-name <name>', 'last name');
export const email = text('--email <address>', 'e-mail address');
export const phone = text('--phone <number>', 'phone number');
export const address = text('--address <text>', 'postal address');
export const specialty = text('--specialty <text>', 'what a mechanic is best at');
