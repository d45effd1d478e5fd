/** A command as typed, the one call it makes, and what its output shows. */
export interface Case {
  /** As typed after `shop`. */
  line: string[];
  path: string;
  input: unknown;
  answer: unknown;
  /** The outputs of other calls, by path; others return NOT_FOUND. */
  others?: Record<string, unknown>;
  stdin?: string;
  /** Texts that the output must contain. */
  shows: string[];
}

/** The result of a deletion. */
export const gone = { id: 7, message: 'It is gone.' };

export const ada = { email: 'ada@example.com', firstName: 'Ada', lastName: 'Lovelace' };
export const adaTyped = ['--email', 'ada@example.com', '--first-name', 'Ada', '--last-name', 'Lovelace'];
