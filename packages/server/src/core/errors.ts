import { type InputIssue, type Reason, type ReasonDetails, reasonCodes } from '@mechanic-shop/shared';
import { defaultMessage } from './messages.ts';

type Rest<R extends Reason> = undefined extends ReasonDetails[R]
  ? [details?: undefined, message?: string]
  : [details: ReasonDetails[R], message?: string];

/** An error for the client: a reason of the contract, its details and a readable message. */
export class AppError<R extends Reason = Reason> extends Error {
  override readonly name = 'AppError';
  readonly reason: R;
  readonly details: ReasonDetails[R];

  constructor(reason: R, ...[details, message]: Rest<R>) {
    super(message ?? defaultMessage(reason, details as ReasonDetails[R]));
    this.reason = reason;
    this.details = details as ReasonDetails[R];
  }

  get code() {
    return reasonCodes[this.reason];
  }
}

/** The error for a well-formed input that cannot be applied: the path of the member, and what to send instead. */
export function invalidInput(path: InputIssue['path'], message: string): AppError<'INVALID_INPUT'> {
  return new AppError('INVALID_INPUT', { issues: [{ path, message }] });
}

export function notFound(resource: ReasonDetails['NOT_FOUND']['resource']): AppError<'NOT_FOUND'> {
  return new AppError('NOT_FOUND', { resource });
}

/** For a path without a route. */
export function noRoute(): AppError {
  return new AppError('NOT_FOUND', { resource: 'procedure' }, 'This path does not exist. See /docs for those that do.');
}
