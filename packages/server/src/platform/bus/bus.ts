/** A kind of rows whose changes are announced to all processes. */
export interface Topic {
  /** The name on the bus. */
  readonly name: string;
}

/**
 * Announces that a row changed: a topic and an id, never the row. Listeners in this process are called at once, those
 * in other processes soon and at most once. Subscribers that cache must also clear their cache after a gap.
 */
export interface Bus {
  publish(topic: string, id: number): void;
  subscribe(topic: string, listener: (id: number) => void): void;
  /** Called when messages of other processes may have been lost. */
  onGap(listener: () => void): void;
  /** Whether messages reach other processes. */
  readonly connected: boolean;
  /** Resolves once the first connection attempt has succeeded or failed. */
  opened(): Promise<void>;
  close(): Promise<void>;
}
