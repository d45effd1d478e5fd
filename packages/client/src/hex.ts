/** Random bytes as hexadecimal text. Unlike `crypto.randomUUID`, browsers have its source on plain HTTP too. */
export function hex(bytes: number): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
}
