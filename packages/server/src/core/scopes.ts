/** What a procedure is, by its name. */
export type ProcedureTypes = ReadonlyMap<string, 'query' | 'mutation' | 'subscription'>;

// Accounts, and what gives others access: only a person who logged in may change them.
const CLOSED = new Set(['auth', 'apiKeys', 'invites', 'webhooks']);
const OPEN = 'auth.me';
const READ_ALL = '*:read';
const GROUP = '.*';

const featureOf = (name: string): string => name.split('.', 1)[0] ?? '';

/** Whether no API key may call a procedure, whatever its scopes. */
export function isClosedToKeys(procedure: string): boolean {
  return procedure !== OPEN && CLOSED.has(featureOf(procedure));
}

function covers(scope: string, { path, type }: { path: string; type: string }): boolean {
  if (scope === path) return true;
  if (scope === READ_ALL) return type !== 'mutation';
  return scope.endsWith(GROUP) && path.startsWith(scope.slice(0, -1));
}

/** Whether an API key with these scopes may call a procedure. Public procedures need no scope. */
export function isInScope(scopes: readonly string[], procedure: { path: string; type: string }): boolean {
  return !isClosedToKeys(procedure.path) && scopes.some((scope) => covers(scope, procedure));
}

/** What is wrong with the scope of a new API key, as an instruction; undefined for a good one. */
export function scopeFault(scope: string, procedures: ProcedureTypes): string | undefined {
  if (scope === READ_ALL) return undefined;
  if (scope === '*' || scope === '*.*')
    return 'Use *:read for everything that reads, and list the procedures that the key may also call.';
  if (isClosedToKeys(scope))
    return 'API keys cannot call auth (except auth.me), apiKeys, invites and webhooks: leave this scope out.';
  const isGroup = scope.endsWith(GROUP);
  const feature = featureOf(scope);
  const isKnown = isGroup
    ? scope === feature + GROUP && [...procedures.keys()].some((path) => featureOf(path) === feature)
    : procedures.has(scope);
  return isKnown ? undefined : 'Use the name of a procedure like tickets.get, a group like tickets.*, or *:read.';
}
