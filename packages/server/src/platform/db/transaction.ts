import { AsyncLocalStorage } from 'node:async_hooks';
import type { Queries } from './queries.ts';

type Effect = () => void;

/** Work at the end of a transaction, once for all entries that were queued in it. */
export interface LastStep<Entry> {
  (tx: Queries, entries: readonly Entry[]): Promise<void>;
}

/** The state of a running transaction of either engine. */
export interface Transaction {
  /** The connection or database it belongs to: a write to another one inside it is a separate transaction. */
  readonly owner: object;
  readonly effects: Effect[];
  /** What runs before the commit, with its entries in their order. */
  readonly lastSteps: Map<LastStep<unknown>, unknown[]>;
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
    lastSteps: new Map(),
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

/** A read that runs once in each transaction, however many of its steps ask. */
interface OncePerTransaction<T> {
  (db: Queries): Promise<T>;
  /** Reads again in the surrounding transaction, which has just changed what was read. */
  forget(): void;
}

/** Outside a transaction it reads each time. */
export function oncePerTransaction<T>(read: (db: Queries) => Promise<T>): OncePerTransaction<T> {
  const known = new WeakMap<Transaction, Promise<T>>();
  const once = (db: Queries): Promise<T> => {
    const tx = currentTransaction();
    if (!tx) return read(db);
    const value = known.get(tx) ?? read(db);
    known.set(tx, value);
    return value;
  };
  const forget = (): void => {
    const tx = currentTransaction();
    if (tx) known.delete(tx);
  };
  return Object.assign(once, { forget });
}

/** Runs `effect` once the surrounding transaction is durable, or immediately outside one. */
export function afterCommit(effect: Effect): void {
  const tx = currentTransaction();
  if (tx) tx.effects.push(effect);
  else effect();
}

/** Queues an entry for a step that runs at the end of the surrounding transaction, and rolls back with it. */
export function beforeCommit<Entry>(step: LastStep<Entry>, entry: Entry): void {
  const tx = currentTransaction();
  if (!tx) throw new Error('Only a transaction has a last step: write inside one.');
  // Entries lie under the step that they were queued for.
  const key = step as LastStep<unknown>;
  const entries = tx.lastSteps.get(key);
  if (entries) entries.push(entry);
  else tx.lastSteps.set(key, [entry]);
}

/** Runs `work`, and then the last steps of its transaction. */
export async function runToEnd<T>(tx: Transaction, queries: Queries, work: () => PromiseLike<T>): Promise<T> {
  // Awaited as it is: a Drizzle query is lazy and must start in here.
  const value = await work();
  await runLastSteps(tx, queries);
  return value;
}

async function runLastSteps({ lastSteps }: Transaction, queries: Queries): Promise<void> {
  for (const [step, entries] of lastSteps) {
    lastSteps.delete(step);
    await step(queries, entries);
  }
}

/** Runs what is queued for the end of the surrounding transaction now, for one that does the work of many. */
export async function endStep(queries: Queries): Promise<void> {
  const tx = currentTransaction();
  if (tx) await runLastSteps(tx, queries);
}

/** Gives what a nested write has queued to the transaction around it. */
export function joinNested(outer: Transaction, inner: Transaction): void {
  outer.effects.push(...inner.effects);
  for (const [step, entries] of inner.lastSteps) {
    const before = outer.lastSteps.get(step);
    if (before) before.push(...entries);
    else outer.lastSteps.set(step, entries);
  }
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
