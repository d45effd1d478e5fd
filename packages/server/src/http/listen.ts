import type { Server } from 'node:http';
import { ConfigError, messageOf } from '../platform/config/error.ts';

const problems: Record<string, (port: number, host: string) => ConfigError> = {
  EADDRINUSE: (port, host) =>
    new ConfigError(
      'PORT',
      `${port} on ${host} is in use: stop the other program, or set another port (0 = any free).`,
    ),
  EACCES: (port) => new ConfigError('PORT', `${port} needs privileges that this user lacks: use one above 1023.`),
};

function faultOf(error: NodeJS.ErrnoException, port: number, host: string): Error {
  return (
    problems[error.code ?? '']?.(port, host) ??
    new ConfigError(
      'HOST',
      `cannot listen on ${host} (${error.code ?? messageOf(error)}): use an address of this machine.`,
    )
  );
}

const WILDCARDS = new Set(['0.0.0.0', '::']);

/** Opens the port; returns the URL for this machine. */
export function listen(server: Server, { port, host }: { port: number; host: string }): Promise<string> {
  return new Promise((resolve, reject) => {
    const failed = (error: Error): void => reject(faultOf(error, port, host));
    server.once('error', failed);
    server.listen({ port, host }, () => {
      server.off('error', failed);
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      const name = WILDCARDS.has(host) ? '127.0.0.1' : host;
      resolve(`http://${name.includes(':') ? `[${name}]` : name}:${bound}`);
    });
  });
}
