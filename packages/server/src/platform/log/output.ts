/** Where the log's bytes go. Writing never throws, blocks or waits. */
export interface Output {
  write(bytes: Buffer): void;
  /** Calls back when what was written is out, or cannot be written now. */
  whenOut(done: () => void): void;
  /** Writes the last of a process that ends now, as far as it can be written. */
  end(bytes: Buffer): void;
}

/**
 * A reader that is slow, or a disk that is full, must neither stop the server nor fill its memory: what is beyond these
 * bytes is dropped and counted.
 */
export const MAX_WAITING = 16 * 1024 * 1024;
