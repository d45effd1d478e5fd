import type { Reason, Role } from '@mechanic-shop/shared';

/** A signed-in caller, authorized by the current rows of session and account. */
export interface Caller {
  accountId: number;
  /** Null for work of the process itself, such as filling the demo. */
  sessionId: number | null;
  role: Role;
}

export function isStaff(caller: Caller): boolean {
  return caller.role !== 'customer';
}

/** Why a request has no caller. */
export type TokenRefusal = Extract<Reason, 'NOT_SIGNED_IN' | 'TOKEN_EXPIRED' | 'TOKEN_INVALID' | 'SESSION_ENDED'>;
