/** The destination of log bytes. Writing never throws, blocks or waits. */
export interface Output {
  write(bytes: Buffer): void;
  /** Calls back when everything is written, or cannot be written now. */
  whenOut(done: () => void): void;
  /** Writes the last bytes of an ending process, as far as possible. */
  end(bytes: Buffer): void;
}

/**
 * A slow reader or a full disk must not stop the server or fill its memory: bytes beyond this are dropped and counted.
 */
export const MAX_WAITING = 16 * 1024 * 1024;
