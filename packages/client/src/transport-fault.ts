/** Why a request got no response. */
export interface TransportFault {
  /** What is wrong and what to do, for people. */
  message: string;
  /** Whether a retry may succeed. */
  passing: boolean;
  /** Whether the server certainly did not receive the request. */
  neverSent: boolean;
}

/** Explains why `fetch` failed for a server at `url`. */
export function faultOf(cause: unknown, url: string): TransportFault {
  const codes = codesOf(cause);
  const [code = ''] = codes;
  const lasting = (message: string, neverSent = true): TransportFault => ({ message, passing: false, neverSent });

  if (CERTIFICATE.test(code)) {
    return lasting(
      `The certificate of ${url} is not trusted here (${code}). Use the host name it was issued for, renew it, or ` +
        'trust its authority (in Node with NODE_EXTRA_CA_CERTS).',
    );
  }
  if (TLS.test(code)) {
    return lasting(
      `${url} makes no secure connection (${code}). Check that this port serves https. If it serves plain http, ` +
        'begin the address with http://.',
    );
  }
  if (isNoHttp(cause)) {
    return lasting(`The server at ${url} does not speak HTTP. Check the port in the address.`, false);
  }
  const innermost = innermostOf(cause);
  if (innermost === 'bad port') return lasting(`fetch blocks the port in ${url}. Serve the shop on another port.`);
  if (isMixedContent(url)) {
    return lasting(`Browsers block calls from https pages to http addresses such as ${url}. Serve the shop on https.`);
  }
  return {
    message: [
      `No response from ${url} (${code || innermost}). Check the address, the network and that the server runs, then try again.`,
      ...hintsOf(cause, url),
    ].join(' '),
    passing: true,
    neverSent: codes.length > 0 && codes.every((each) => NEVER_CONNECTED.has(each)),
  };
}

// Node's error codes for invalid certificates, and for failed TLS handshakes.
const CERTIFICATE = new RegExp(
  '^(?:CERT_|CRL_|ERROR_IN_C|ERR_TLS_CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_(?:CA|PURPOSE)|HOSTNAME_MISMATCH)',
);
const TLS = /^(?:ERR_SSL_|ERR_TLS_|EPROTO$)/;

// The connection failed, so the server cannot have received the call. Browsers hide these codes.
const NEVER_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'ConnectionRefused',
]);

/** The system's error codes; several if a host name has several addresses. */
function codesOf(cause: unknown): string[] {
  if (!(cause instanceof Error)) return [];
  if (cause instanceof AggregateError && cause.errors.length > 0) return cause.errors.flatMap(codesOf);
  if ('code' in cause && typeof cause.code === 'string' && cause.code !== '') return [cause.code];
  return codesOf(cause.cause);
}

/** The message of the innermost cause, below "fetch failed". */
function innermostOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  return cause.cause instanceof Error ? innermostOf(cause.cause) : cause.message;
}

function isNoHttp(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  return cause.name === 'HTTPParserError' || codesOf(cause)[0]?.startsWith('HPE_') === true || isNoHttp(cause.cause);
}

/** Other likely causes, if the error does not name one. */
function hintsOf(cause: unknown, url: string): string[] {
  if (url.startsWith('http:') && closedUnread(cause)) {
    return ['It closed the connection without a response: if it serves https, begin the address with https://.'];
  }
  const origin = pageOrigin();
  if (origin === undefined || origin === new URL(url).origin) return [];
  if (origin === 'null')
    return ['A page opened from a file has no origin that a server could allow: serve it over HTTP.'];
  return [`If it runs, it may not allow pages of ${origin}: add that origin to its CORS_ORIGINS.`];
}

/** Whether the server closed the connection before it sent a byte, as TLS servers do on plain HTTP. */
function closedUnread(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  if (!('socket' in cause)) return closedUnread(cause.cause);
  const { socket } = cause;
  return typeof socket === 'object' && socket !== null && 'bytesRead' in socket && socket.bytesRead === 0;
}

/** The origin of the page, if this runs in a browser. */
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
