/** A command as somebody types it, the one call it makes, and what people read of the answer. */
export interface Case {
  /** As typed after `shop`. */
  line: string[];
  path: string;
  input: unknown;
  answer: unknown;
  /** What other calls answer, by path; they are not found unless given. */
  others?: Record<string, unknown>;
  stdin?: string;
  /** What a person must be able to read in the output. */
  shows: string[];
}

/** The answer to a deletion. */
export const gone = { id: 7, message: 'It is gone.' };

export const ada = { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' };
export const adaTyped = ['--email', 'ada@example.com', '--first-name', 'Ada', '--last-name', 'Lovelace'];
