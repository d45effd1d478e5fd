/** Random bytes as hexadecimal text. Unlike `crypto.randomUUID`, `getRandomValues` also works on plain HTTP pages. */
export function hex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
}
