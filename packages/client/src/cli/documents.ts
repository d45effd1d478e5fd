import { writeFile } from 'node:fs/promises';
import type { DocumentFile } from '@mechanic-shop/shared';
import type { Command } from 'commander';
import { type Context, addAction, asJson } from './command.ts';
import { Failure, status } from './failure.ts';
import { type Field, text } from './fields.ts';
import { type Io, printLines, write } from './io.ts';

interface PdfCommand {
  about: string;
  id: Field<number, true>;
  call: (context: Context, input: { id: number }) => Promise<DocumentFile>;
}

const output = text('--output <file>', 'the file to write; default standard output');

async function save(path: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(path, bytes);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure(status.failed, `The document was not saved (${why}): give another file with --output.`);
  }
}

/** `pdf`: saves a document, or writes its bytes to standard output. */
export function addPdf(group: Command, io: Io, { about, id, call }: PdfCommand): void {
  addAction(group, io, {
    name: 'pdf',
    about,
    args: { id },
    options: { output },
    run: async (context, { id, output: path }) => {
      if (path === undefined && !context.json && io.stdout.isTTY) {
        throw new Failure(status.usage, 'A terminal cannot show a PDF: name a file with --output, or use a pipe.');
      }
      const file = await call(context, { id });
      const bytes = Buffer.from(file.base64, 'base64');
      if (path !== undefined) await save(path, bytes);
      if (context.json) return printLines(io, [asJson(io, file)]);
      if (path === undefined) return write(io.stdout, bytes);
      return context.quiet ? undefined : printLines(io, [`Saved ${file.fileName} as ${path}.`]);
    },
  });
}
