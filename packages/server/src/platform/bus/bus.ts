/** A kind of rows whose changes processes tell each other about. */
export interface Topic {
  /** As the bus sends it. */
  readonly name: string;
}

/**
 * Processes tell each other a topic and an id: a hint that a row changed, never the row. Tells listeners that something changed: those of this process at once, those of others soon and at most once.
 * Whoever keeps what he read must also forget it at a gap.
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
