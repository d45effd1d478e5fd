import type { DocumentFile } from '@mechanic-shop/shared';
import type { Call } from '../../core/call.ts';
import type { PdfContent } from '../../platform/pdf/content.ts';

/** Lays a document out. The name of the file comes from a number, whose prefix may hold slashes. */
export async function documentFile(
  { shop }: Call,
  { name, content, signal }: { name: string; content: PdfContent; signal: AbortSignal | undefined },
): Promise<DocumentFile> {
  const bytes = await shop.pdfs.render(content, signal);
  return {
    fileName: `${name.replaceAll(/[^\w.-]+/g, '-')}.pdf`,
    contentType: 'application/pdf',
    base64: Buffer.from(bytes.buffer).toString('base64'),
  };
}
