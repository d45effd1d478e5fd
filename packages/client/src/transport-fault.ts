/** Why a request got no answer at all. */
export interface TransportFault {
  /** What is wrong and what to do about it, for people. */
  message: string;
  /** Whether the same request may fare better in a moment. */
  passing: boolean;
  /** Whether it is certain that the server did not see the request. */
  neverSent: boolean;
}

/** Names what made `fetch` fail for a server at `url`. */
export function faultOf(cause: unknown, url: string): TransportFault {
  const codes = codesOf(cause);
  const [code = ''] = codes;
  const lasting = (message: string, neverSent = true): TransportFault => ({ message, passing: false, neverSent });

  if (CERTIFICATE.test(code)) {
    return lasting(
      `The certificate of ${url} is not trusted here (${code}). Use the name that it was issued for, renew it, or make ` +
        'its authority known, in Node by NODE_EXTRA_CA_CERTS.',
    );
  }
  if (TLS.test(code)) {
    return lasting(
      `${url} makes no secure connection (${code}). Check that this port serves https; where it serves plain http, ` +
        'begin the address with http://.',
    );
  }
  if (isNoHttp(cause)) {
    return lasting(`What answers at ${url} does not speak HTTP. Check the port in the address.`, false);
  }
  const innermost = innermostOf(cause);
  if (innermost === 'bad port') return lasting(`fetch refuses to use the port in ${url}. Serve the shop on another.`);
  if (isMixedContent(url)) {
    return lasting(
      `The browser lets a page on https call no address on http, such as ${url}. Serve the shop on https.`,
    );
  }
  return {
    message: [
      `No answer from ${url} (${code || innermost}). Check that the server runs, the address and the network, then try again.`,
      ...hintsOf(cause, url),
    ].join(' '),
    passing: true,
    neverSent: codes.length > 0 && codes.every((each) => NEVER_CONNECTED.has(each)),
  };
}

// Node's names for what is wrong with a certificate, and for a handshake that did not come about.
const CERTIFICATE = new RegExp(
  '^(?:CERT_|CRL_|ERROR_IN_C|ERR_TLS_CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_(?:CA|PURPOSE)|HOSTNAME_MISMATCH)',
);
const TLS = /^(?:ERR_SSL_|ERR_TLS_|EPROTO$)/;

// The connection was never made, so the server cannot have seen the call. Browsers do not tell.
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ConnectionRefused',
]);

/** The system's error codes; several where a name stands for several addresses. */
function codesOf(cause: unknown): string[] {
  if (!(cause instanceof Error)) return [];
  if (cause instanceof AggregateError && cause.errors.length > 0) return cause.errors.flatMap(codesOf);
  if ('code' in cause && typeof cause.code === 'string' && cause.code !== '') return [cause.code];
  return codesOf(cause.cause);
}

/** What lies below fetch's own "fetch failed". */
function innermostOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? innermostOf(cause.cause) : cause.message;
}

function isNoHttp(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  return cause.name === 'HTTPParserError' || codesOf(cause)[0]?.startsWith('HPE_') === true || isNoHttp(cause.cause);
}

/** What else may be the matter where the cause does not tell. */
function hintsOf(cause: unknown, url: string): string[] {
  if (url.startsWith('http:') && closedUnread(cause)) {
    return ['It closed the connection without a word: if it serves https, begin the address with https://.'];
  }
  const origin = pageOrigin();
  if (origin === undefined || origin === new URL(url).origin) return [];
  if (origin === 'null') return ['A page out of a file has no origin that a server could allow: serve it over HTTP.'];
  return [`If it does run, it may not allow pages of ${origin}: add that to its CORS_ORIGINS.`];
}

/** Whether the server hung up before it sent a byte, as one that waits for TLS does. */
function closedUnread(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  if (!('socket' in cause)) return closedUnread(cause.cause);
  const { socket } = cause;
  return typeof socket === 'object' && socket !== null && 'bytesRead' in socket && socket.bytesRead === 0;
}

/** Where the program is a page in a browser: its origin. */
function pageOrigin(): string | undefined {
  const page: { origin?: string } | undefined = globalThis.location;
  return page?.origin;
}

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

function isMixedContent(url: string): boolean {
  return (
    url.startsWith('http:') && pageOrigin()?.startsWith('https:') === true && !LOOPBACK.test(new URL(url).hostname)
  );
}
