/** Where a procedure is found by plain HTTP, under `/api`. A part of the procedure's meta. */
export interface RestMeta {
  method: RestMethod;
  /** Members of the input stand in braces: `/vehicles/{id}`. */
  path: string;
  /** 201 for what creates something; 200 unless given. */
  status?: 201;
  /** Members of the input that the path calls otherwise: `{ id: 'partId' }`. */
  params?: Readonly<Record<string, string>>;
  /** What a DELETE takes in its body instead of the query: secrets, which do not belong into an address. */
  body?: readonly string[];
  aliases?: readonly RestAlias[];
}

/** The same procedure under another path. */
export interface RestAlias {
  path: string;
  /** Tells its operation from the others: `auth.login-customers`. */
  suffix: string;
  /** Members of the input that this path decides, and callers leave out. */
  fixed?: Readonly<Record<string, string>>;
}

export type RestMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';
