import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '../../../..');

export interface Block {
  language: string;
  text: string;
  /** Its parent headings, outermost first. */
  under: string[];
}

/** A page of the documentation. */
export function readPage(name: string) {
  const text = readFileSync(join(root, name), 'utf8');
  const blocks: Block[] = [];
  const under: string[] = [];
  for (const [, marks, title, language = '', code = ''] of text.matchAll(
    /^(#+) (.+)$|^```(\w*)\n((?:(?!^```)[^])*?)^```$/gm,
  )) {
    if (marks !== undefined && title !== undefined) under.splice(marks.length - 1, Infinity, title);
    else blocks.push({ language, text: code, under: [...under] });
  }
  const links = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target = '']) => target);
  return { text, blocks, links };
}
