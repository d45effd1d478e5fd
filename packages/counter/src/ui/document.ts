import type { DocumentFile } from '@mechanic-shop/client';

const KEPT_MS = 60_000;

/** Saves a document of the server as a file. */
export function openDocument({ fileName, contentType, base64 }: DocumentFile): void {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0);
  const url = URL.createObjectURL(new Blob([bytes], { type: contentType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // Browsers read it after the click returns.
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}
