import type { Reason, Role } from '@mechanic-shop/shared';

/** The API key of a call. */
export interface CallerKey {
  id: number;
  /** What it may call; see core/scopes.ts. */
  scopes: readonly string[];
}

/** A signed-in caller, authorized by the current rows of account and session or API key. */
export interface Caller {
  accountId: number;
  /** Null for calls with an API key, and for work of the process itself, such as filling the demo. */
  sessionId: number | null;
  /** Null for calls with a session, and for work of the process itself. */
  apiKey: CallerKey | null;
  role: Role;
}

export function isStaff(caller: Caller): boolean {
  return caller.role !== 'customer';
}

/** Why a request has no caller. */
export type TokenRefusal = Extract<Reason, 'NOT_SIGNED_IN' | 'TOKEN_EXPIRED' | 'TOKEN_INVALID' | 'SESSION_ENDED'>;
