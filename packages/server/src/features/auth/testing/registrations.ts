import type { RouterInputs } from '@mechanic-shop/shared';
import { PASSWORD } from '../../../testing/testing.ts';

type Register = RouterInputs['auth']['register'];
export type Customer = Extract<Register, { accountType: 'customer'; address: string }>;
export type Mechanic = Extract<Register, { accountType: 'mechanic' }>;

let people = 0;
export const newEmail = () => `new${(people += 1)}@example.com`;

export function asCustomer(values: Partial<Customer> = {}): Customer {
  return {
    accountType: 'customer',
    email: newEmail(),
    password: PASSWORD,
    firstName: 'Ada',
    lastName: 'Byron',
    address: '12 St James Square',
    ...values,
  };
}
export function asMechanic(inviteCode: string, values: Partial<Mechanic> = {}): Mechanic {
  return {
    accountType: 'mechanic',
    inviteCode,
    email: newEmail(),
    password: PASSWORD,
    firstName: 'Bertha',
    lastName: 'Benz',
    specialty: 'Brakes',
    ...values,
  };
}
