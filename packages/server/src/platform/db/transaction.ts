import { AsyncLocalStorage } from 'node:async_hooks';

type Effect = () => void;

/** What a running transaction of either engine carries. */
export interface Transaction {
  /** The connection or database it belongs to: a write on another one inside it is a transaction of its own. */
  readonly owner: object;
  readonly effects: Effect[];
  /** Work that outlives its transaction is outside it. */
  over: boolean;
  /** The first query that failed: nothing of this transaction may be committed. */
  broken: unknown;
  /** The turn of the last nested write; siblings take turns, since savepoints are a stack. */
  turn: Promise<unknown>;
  /** Nested writes begun and not ended. */
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

/** The transaction that the running code was started in, even when that is over. */
export const current = new AsyncLocalStorage<Transaction>();

/** The transaction around the caller; none for work that outlived the one it was started in. */
export function currentTransaction(): Transaction | undefined {
  const tx = current.getStore();
  return tx === undefined || tx.over ? undefined : tx;
}

/** Runs `effect` once the surrounding transaction is durable, at once when there is none. */
export function afterCommit(effect: Effect): void {
  const tx = currentTransaction();
  if (tx) tx.effects.push(effect);
  else effect();
}

/** What is told of errors that have no caller, unless the options say otherwise. */
export const warn = (error: unknown): void => process.emitWarning(error instanceof Error ? error : String(error));

/** Runs the effects of a committed transaction; one that throws cannot undo it and stops no other. */
export function runEffects(effects: readonly Effect[], onError: (error: unknown) => void): void {
  for (const effect of effects) {
    try {
      effect();
    } catch (error) {
      onError(error);
    }
  }
}

/** Runs a nested write when its elder siblings are done; `turn` gets the transaction of its own. */
export function takeTurn<T>(outer: Transaction, turn: (inner: Transaction) => Promise<T>): Promise<T> {
  outer.nested += 1;
  const inner = newTransaction(outer.owner);
  const taken = outer.turn
    .then(() => {
      if (outer.over) throw new Error('The transaction around this write is over: was an `await` forgotten?');
      return turn(inner);
    })
    .finally(() => {
      inner.over = true;
      outer.nested -= 1;
    });
  outer.turn = taken.catch(() => undefined);
  return taken;
}

/** Refuses to commit what failed halfway or is still running. */
export function assertWhole(tx: Transaction): void {
  if (tx.broken !== undefined) {
    throw new Error('This transaction was rolled back: one of its queries failed.', { cause: tx.broken });
  }
  if (tx.nested > 0) throw new Error('A nested write was still running at the end: was an `await` forgotten?');
}

/** Stops a query that runs outside the transaction that it belongs to, or after one that failed. */
export function assertInside(active: Transaction | undefined): void {
  if (active === undefined || current.getStore() !== active) {
    throw new Error('A query of a transaction ran outside it: was an `await` forgotten?');
  }
  if (active.broken !== undefined) {
    throw new Error('This transaction has failed and takes no more queries.', { cause: active.broken });
  }
}
