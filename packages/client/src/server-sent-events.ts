/** The part of a response body that is read. */
export interface ByteStream {
  getReader(): {
    read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>;
    cancel(): Promise<void>;
  };
}

/** An event as a server sent it. */
export interface ServerSentEvent {
  /** `message` unless it has a name. */
  event: string;
  data: string;
  /** Empty without one. */
  id: string;
}

/** Reads the events of a body, whose lines end in \n or \r\n. Calls `onBytes` whenever something arrives. */
export async function* serverSentEvents(body: ByteStream, onBytes: () => void): AsyncGenerator<ServerSentEvent, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  let fields = new Map<string, string>();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      onBytes();
      const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const text = line.endsWith('\r') ? line.slice(0, -1) : line;
        if (text !== '') {
          addField(fields, text);
          continue;
        }
        const data = fields.get('data');
        const found = { event: fields.get('event') ?? 'message', data: data ?? '', id: fields.get('id') ?? '' };
        fields = new Map();
        if (data !== undefined) yield found;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function addField(fields: Map<string, string>, line: string): void {
  const colon = line.indexOf(':');
  const name = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
  const before = name === 'data' ? fields.get(name) : undefined;
  fields.set(name, before === undefined ? value : `${before}\n${value}`);
}
