import type { DocumentFile } from '@mechanic-shop/shared';

/** A file for the documentation, cut after its first bytes. */
export function examplePdf(name: string): DocumentFile {
  return { fileName: `${name}.pdf`, contentType: 'application/pdf', base64: 'JVBERi0xLjcKJf////8K' };
}
