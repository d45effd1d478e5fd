/** The REST route of a procedure, under `/api`. A part of the procedure's meta. */
export interface RestMeta {
  method: RestMethod;
  /** Input fields are in braces: `/vehicles/{id}`. */
  path: string;
  /** 201 for procedures that create something; default 200. */
  status?: 201;
  /** Input fields with another name in the path: `{ id: 'partId' }`. */
  params?: Readonly<Record<string, string>>;
  /** What a DELETE takes from its body instead of the query: secrets, which must not be in a URL. */
  body?: readonly string[];
  aliases?: readonly RestAlias[];
  /**
   * For a procedure that returns a `DocumentFile` or a `CalendarFile`: plain HTTP answers with its bytes, of this media
   * type. A calendar is also served with Basic authentication.
   */
  file?: 'application/pdf' | 'text/calendar';
}

/** The same procedure under another path. */
export interface RestAlias {
  path: string;
  /** Distinguishes its operation from the others: `auth.login-customers`. */
  suffix: string;
  /** Input fields that this path fixes, and clients omit. */
  fixed?: Readonly<Record<string, string>>;
}

export type RestMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';
