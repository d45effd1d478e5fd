/** The caller of a step. */
export type Who = 'visitor' | 'customer' | 'guest' | 'mechanic' | 'admin';

/** Fields of earlier responses, for the inputs of later steps. */
export type Kept = Record<string, string | number>;

export interface Step {
  path: string;
  who: Who;
  input?: (kept: Kept) => unknown;
  /** Stores a field of the response, such as `items.0.id`, under a name. */
  keep?: { as: string; member: string };
}

/** A short page. */
export const page = { limit: 5 };
