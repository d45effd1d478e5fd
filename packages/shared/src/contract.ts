/** A procedure that reads: `I` as the caller writes it, `O` as it answers. */
export interface Query<I, O> {
  readonly kind: 'query';
  readonly input: I;
  readonly output: O;
}

/** A procedure that changes something: `I` as the caller writes it, `O` as it answers. */
export interface Mutation<I, O> {
  readonly kind: 'mutation';
  readonly input: I;
  readonly output: O;
}

/** The tRPC codes that reasons are sent under. */
export type ReasonCode =
  | 'BAD_REQUEST'
  | 'UNAUTHORIZED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'METHOD_NOT_SUPPORTED'
  | 'CONFLICT'
  | 'PAYLOAD_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'TOO_MANY_REQUESTS'
  | 'INTERNAL_SERVER_ERROR'
  | 'SERVICE_UNAVAILABLE';
