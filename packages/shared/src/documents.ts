import * as z from 'zod';

/** A document as a file. */
export interface DocumentFile {
  /** A name to save it under: ASCII letters, digits, dots and hyphens. */
  fileName: string;
  contentType: 'application/pdf';
  /** The bytes in base64. Equal data gives equal bytes. */
  base64: string;
}
/** @internal */
export const DocumentFile: z.ZodType<DocumentFile> = z.object({
  fileName: z.string(),
  contentType: z.literal('application/pdf'),
  base64: z.string(),
});
