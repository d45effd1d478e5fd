/** A procedure that reads. `I` is the input as callers write it, before defaults; `O` is the output. */
export interface Query<I, O> {
  readonly kind: 'query';
  readonly input: I;
  readonly output: O;
}

/** A procedure that changes something. `I` is the input as callers write it, before defaults; `O` is the output. */
export interface Mutation<I, O> {
  readonly kind: 'mutation';
  readonly input: I;
  readonly output: O;
}

/** A procedure that sends events as they happen. `I` is the input before defaults; `O` is an event. */
export interface Subscription<I, O> {
  readonly kind: 'subscription';
  readonly input: I;
  readonly output: O;
}

/** An event of a subscription as clients receive it. `id` is where a later subscription resumes: its `lastEventId`. */
export interface Tracked<O> {
  id: string;
  data: O;
}

/** The tRPC codes of error reasons. */
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
