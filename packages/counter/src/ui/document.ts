import type { DocumentFile } from '@mechanic-shop/client';

const KEPT_MS = 60_000;

interface NewFile {
  name: string;
  /** Its media type. */
  type: string;
  parts: BlobPart[];
}

/** Saves what the page made as a file. */
export function saveFile({ name, type, parts }: NewFile): void {
  const url = URL.createObjectURL(new Blob(parts, { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Browsers read it after the click returns.
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
}

/** Saves a document of the server as a file. */
export function openDocument({ fileName, contentType, base64 }: DocumentFile): void {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0);
  saveFile({ name: fileName, type: contentType, parts: [bytes] });
}
