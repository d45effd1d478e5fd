import type { Customer } from '@mechanic-shop/shared';

/** What an erased customer is called. */
export function erasedNames(id: number): { firstName: string; lastName: string } {
  return { firstName: 'Erased', lastName: `#${id}` };
}

/** Whether a customer was erased, all at once or still in steps. */
export function isErased({ id, firstName, lastName }: Pick<Customer, 'id' | 'firstName' | 'lastName'>): boolean {
  const names = erasedNames(id);
  return firstName === names.firstName && lastName === names.lastName;
}
