import type { Account } from '@mechanic-shop/shared';
import { entityOf } from '../../core/events/entity.ts';
import { type Happening, type Recording, recordHappening } from '../../core/events/record.ts';

type Known = Pick<Account, 'id' | 'role'>;

const accountEntity = entityOf<Known>({
  name: 'account',
  audience: 'admin',
  customerIdOf: ({ id, role }) => (role === 'customer' ? id : null),
});

export type AccountEvent =
  | 'registered'
  | 'logged_in'
  | 'login_refused'
  | 'logged_out'
  | 'password_changed'
  | 'email_changed'
  | 'role_changed'
  | 'deactivated'
  | 'reactivated';

/** Records what happened to the login of an account. */
export function recordAccount(
  call: Recording,
  { id, role }: Known,
  what: AccountEvent,
  more: Pick<Happening<Known>, 'changes' | 'origin'> = {},
): void {
  // Accounts show no version: the row is that of a customer or of staff.
  recordHappening(call, accountEntity, { row: { id, role }, what, ...more });
}
