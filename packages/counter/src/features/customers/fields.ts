import type { Customer } from '@mechanic-shop/client';
import { useTexts } from '../../i18n/i18n.tsx';
import type { FieldsOf } from '../../ui/form/fields.ts';
import { check, line, lineOrNull, linesOrNull } from '../../ui/form/kinds.ts';

const members = ['firstName', 'lastName', 'phone', 'email', 'company', 'address', 'note', 'taxExempt'] as const;

/** What is typed of a new customer. */
export type CustomerValues = Pick<Customer, (typeof members)[number]>;

export const noCustomer: CustomerValues = {
  firstName: '',
  lastName: '',
  phone: null,
  email: null,
  company: null,
  address: null,
  note: null,
  taxExempt: false,
};

export function useCustomerFields(): FieldsOf<CustomerValues> {
  const { customers: texts } = useTexts();
  return {
    firstName: { label: texts.firstName, kind: line(100) },
    lastName: { label: texts.lastName, kind: line(100) },
    phone: { label: texts.phone, kind: lineOrNull(32, { type: 'tel' }) },
    email: { label: texts.email, kind: lineOrNull(254, { type: 'email' }) },
    company: { label: texts.company, kind: lineOrNull(100) },
    address: { label: texts.address, kind: linesOrNull(300) },
    note: { label: texts.note, kind: linesOrNull(1000) },
    taxExempt: { label: texts.taxExempt, kind: check },
  };
}
