import type { Customer } from '@mechanic-shop/client';
import { fullName } from './name.ts';

/** A customer, told from others of the same name. */
export function Who({ customer }: { customer: Customer }) {
  const { id, phone, email, company } = customer;
  const facts = [`#${id}`, phone, email, company].filter((fact) => fact !== null);
  return (
    <span className="min-w-0 wrap-anywhere">
      {fullName(customer)} <span className="text-muted text-sm">{facts.join(', ')}</span>
    </span>
  );
}
