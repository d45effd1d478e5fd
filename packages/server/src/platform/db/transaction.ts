import { AsyncLocalStorage } from 'node:async_hooks';

type Effect = () => void;

/** The state of a running transaction of either engine. */
export interface Transaction {
  /** The connection or database it belongs to: a write to another one inside it is a separate transaction. */
  readonly owner: object;
  readonly effects: Effect[];
  /** True once it ended; work that outlives it is outside of it. */
  over: boolean;
  /** The error of the first failed query, which prevents the commit. */
  broken: unknown;
  /** Resolves after the last nested write; siblings run in sequence, since savepoints are a stack. */
  turn: Promise<unknown>;
  /** The number of unfinished nested writes. */
  nested: number;
}

export function newTransaction(owner: object): Transaction {
  return {
    owner,
    effects: [],
    over: false,
    broken: undefined,
    turn: Promise.resolve(),
    nested: 0,
  };
}

/** The transaction in which the running code started, even if it has ended. */
export const current = new AsyncLocalStorage<Transaction>();

/** The transaction around the caller; undefined once it has ended. */
export function currentTransaction(): Transaction | undefined {
  const tx = current.getStore();
  return tx === undefined || tx.over ? undefined : tx;
}

/** Runs `effect` once the surrounding transaction is durable, or immediately outside one. */
export function afterCommit(effect: Effect): void {
  const tx = currentTransaction();
  if (tx) tx.effects.push(effect);
  else effect();
}

/** The default handler of errors that have no caller. */
export const warn = (error: unknown): void => process.emitWarning(error instanceof Error ? error : String(error));

/** Runs the effects of a committed transaction; one that throws cannot undo it and does not stop the others. */
export function runEffects(effects: readonly Effect[], onError: (error: unknown) => void): void {
  for (const effect of effects) {
    try {
      effect();
    } catch (error) {
      onError(error);
    }
  }
}

/** Runs a nested write after its earlier siblings; `turn` receives its own transaction. */
export function takeTurn<T>(outer: Transaction, turn: (inner: Transaction) => Promise<T>): Promise<T> {
  outer.nested += 1;
  const inner = newTransaction(outer.owner);
  const taken = outer.turn
    .then(() => {
      if (outer.over) throw new Error('The transaction around this write has ended: is an `await` missing?');
      return turn(inner);
    })
    .finally(() => {
      inner.over = true;
      outer.nested -= 1;
    });
  outer.turn = taken.catch(() => undefined);
  return taken;
}

/** Prevents the commit of a transaction that failed partly or is still running. */
export function assertCommittable(tx: Transaction): void {
  if (tx.broken !== undefined) {
    throw new Error('This transaction was rolled back: one of its queries failed.', { cause: tx.broken });
  }
  if (tx.nested > 0) throw new Error('A nested write was still running at the end: is an `await` missing?');
}

/** Stops a query that runs outside its transaction, or in a failed one. */
export function assertInside(active: Transaction | undefined): void {
  if (active === undefined || current.getStore() !== active) {
    throw new Error('A query of a transaction ran outside of it: is an `await` missing?');
  }
  if (active.broken !== undefined) {
    throw new Error('This transaction has failed and accepts no more queries.', { cause: active.broken });
  }
}
