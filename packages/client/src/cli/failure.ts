import { NOTHING_TO_CHANGE, type InputIssue } from '@mechanic-shop/shared';
import { type ShopError, isShopError, isShopUnreachable } from '../index.ts';
import { showMoney, withAmounts, withBounds } from './money.ts';
import { cleanLine } from './text.ts';

/** The exit statuses that scripts rely on. */
export const status = { done: 0, failed: 1, usage: 2, notAllowed: 3, notFound: 4, conflict: 5, unavailable: 6 };

/** Ends the command with a status and a line or two on standard error. */
export class Failure extends Error {
  readonly status: number;

  constructor(code: number, message: string) {
    super(message);
    this.status = code;
  }
}

/** The context of a failure. */
export interface Situation {
  url: string;
  /** What SHOP_TOKEN holds, which is used instead of a session; undefined without it. */
  token: 'access token' | 'API key' | undefined;
  /** How this command was started, for hints: `./shop`. */
  program: string;
  /** How the members of the input were typed: `priceCents` as `--price`. */
  names: Map<string, string>;
  /** What is short, with the part's name. */
  shortage?: string | undefined;
}

const statuses = new Map<number, number>([
  [400, status.usage],
  [401, status.notAllowed],
  [403, status.notAllowed],
  [404, status.notFound],
  [409, status.conflict],
  [413, status.usage],
  [429, status.unavailable],
  [503, status.unavailable],
]);

const fresh = { 'access token': 'a fresh token', 'API key': 'another API key' };

function signIn({ token, url, program }: Situation): string {
  return token === undefined
    ? `run \`${program} login\` for ${url}.`
    : `set SHOP_TOKEN to ${fresh[token]}, or unset it and run \`${program} login\`.`;
}

function issueLine({ path, message }: InputIssue, { names }: Situation): string {
  if (message === NOTHING_TO_CHANGE) return 'Name at least one option to change: --help lists them.';
  const member = path[0];
  if (member === undefined) return withAmounts(message);
  const isMoney = String(path.at(-1)).endsWith('Cents');
  return `${names.get(String(member)) ?? member}: ${isMoney ? withBounds(message) : withAmounts(message)}`;
}

/** The message for a rejected call: the server's, unless the command line has a better one. */
function tell(error: ShopError, situation: Situation): string {
  const { message, data } = error;
  if (isShopError(error, 'INVALID_INPUT')) {
    const { issues } = error.data.details;
    // One line per member: further issues of the same member follow from the first.
    const first = new Map(issues.toReversed().map((issue) => [issue.path[0], issue]));
    const lines = issues.filter((issue) => first.get(issue.path[0]) === issue);
    return lines.length === 0 ? message : lines.map((issue) => issueLine(issue, situation)).join('\nerror: ');
  }
  if (isShopError(error, 'NOT_SIGNED_IN')) return `You are not logged in: ${signIn(situation)}`;
  if (isShopError(error, 'INVALID_CREDENTIALS')) return message;
  if (isShopError(error, 'TOKEN_INVALID') && situation.token !== undefined)
    return `SHOP_TOKEN is not a valid token: ${signIn(situation)}`;
  if (situation.token === 'API key' && data.httpStatus === 401) {
    const end = isShopError(error, 'TOKEN_EXPIRED') ? 'has expired' : 'was revoked';
    return `The API key in SHOP_TOKEN ${end}: ${signIn(situation)}`;
  }
  if (situation.token === 'API key' && isShopError(error, 'SCOPE_REQUIRED')) {
    return `The API key in SHOP_TOKEN cannot call ${error.data.details.procedure}: ${signIn(situation)}`;
  }
  if (data.httpStatus === 401) return `Your session has ended: ${signIn(situation)}`;
  if (isShopError(error, 'VERSION_MISMATCH')) {
    const { version } = error.data.details.current;
    return `Someone else has changed it: check it, then repeat with --if-version ${version}.`;
  }
  if (isShopError(error, 'OVERPAID') && error.data.details.balanceCents > 0) {
    return `Only ${showMoney(error.data.details.balanceCents)} is left to pay: record at most that.`;
  }
  if (isShopError(error, 'REFUND_TOO_LARGE') && error.data.details.refundableCents > 0) {
    return `Only ${showMoney(error.data.details.refundableCents)} of this payment is left: refund at most that.`;
  }
  if (isShopError(error, 'INSUFFICIENT_STOCK')) return situation.shortage ?? message;
  if (isShopError(error, 'INTERNAL')) {
    return `${message.replace(/\.$/, '')}: see request ${data.requestId} in the server's log.`;
  }
  return message;
}

/** Turns any error of a call into a message for people and an exit status for scripts. */
export function asFailure(error: unknown, situation: Situation): Failure {
  if (error instanceof Failure) return error;
  if (isShopUnreachable(error)) {
    const { url } = situation;
    const message =
      error.kind === 'timeout'
        ? `The shop server at ${url} did not respond in time: try again.`
        : `No mechanic-shop server responds at ${url}: start it, or give another address with --url or SHOP_URL.`;
    return new Failure(status.unavailable, message);
  }
  if (isShopError(error)) {
    return new Failure(statuses.get(error.data.httpStatus) ?? status.failed, tell(error, situation));
  }
  const message = error instanceof Error ? error.message : String(error);
  return new Failure(status.failed, message);
}

/** The lines of a failure as they go to standard error. */
export function failureText({ message }: Failure): string {
  return `error: ${message.split('\n').map(cleanLine).join('\n')}\n`;
}
