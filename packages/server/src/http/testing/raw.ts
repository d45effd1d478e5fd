import { connect } from 'node:net';

/** Everything received over a new connection until the other side closes it. */
export function talk(url: string, ...parts: (string | Buffer)[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    let heard = '';
    const socket = connect(Number(port), hostname, () => {
      for (const part of parts) socket.write(part);
    });
    socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
    socket.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
    socket.on('close', () => resolve(heard));
  });
}

/** The responses in what a connection received. */
export function answersIn(heard: string): { status: number; headers: Record<string, string>; body: string }[] {
  const answers = [];
  for (let rest = heard; rest !== '';) {
    const [head = ''] = rest.split('\r\n\r\n', 1);
    const [line = '', ...fields] = head.split('\r\n');
    const headers = Object.fromEntries(
      fields.map((field) => [field.split(':', 1)[0]!.toLowerCase(), field.slice(field.indexOf(':') + 1).trim()]),
    );
    const start = head.length + 4;
    const end = start + Number(headers['content-length'] ?? 0);
    answers.push({ status: Number(line.split(' ')[1]), headers, body: rest.slice(start, end) });
    rest = rest.slice(end);
  }
  return answers;
}
