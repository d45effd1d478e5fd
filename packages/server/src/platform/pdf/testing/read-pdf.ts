import { getDocumentProxy, getMeta } from 'unpdf';

/** A piece of text on a page, measured from its top left corner. Lengths are in points. */
export interface Piece {
  text: string;
  left: number;
  right: number;
  baseline: number;
  size: number;
}

export interface ReadPage {
  width: number;
  height: number;
  /** The horizontal texts, in the order of drawing. */
  pieces: Piece[];
  /** Texts that are turned, such as the mark. */
  turned: string[];
  /** All horizontal texts, joined by spaces. */
  text: string;
}

export interface ReadPdf {
  pages: ReadPage[];
  /** Of all pages. */
  text: string;
  info: Record<string, unknown>;
}

/** Reads a document as another program would: its texts with their places. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  // The reader takes the buffer away, and accepts no Buffer.
  const document = await getDocumentProxy(Uint8Array.from(bytes));
  const { info } = await getMeta(document);
  const pages: ReadPage[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const texts = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item] : []));
    const flat = texts.filter(({ transform }) => transform[1] === 0);
    const pieces = flat.map(({ str, transform, width: length }): Piece => {
      const [size = 0, , , , x = 0, y = 0] = transform as number[];
      return { text: str, left: x, right: x + length, baseline: height - y, size };
    });
    const turned = texts.filter(({ transform }) => transform[1] !== 0).map(({ str }) => str);
    pages.push({ width, height, pieces, turned, text: pieces.map(({ text }) => text).join(' ') });
  }
  await document.cleanup();
  return { pages, text: pages.map(({ text }) => text).join(' '), info: info as Record<string, unknown> };
}

/** Pairs of texts of a page that cover each other. */
export function overlapsOf({ pieces }: ReadPage): [string, string][] {
  const boxes = pieces.map(({ text, left, right, baseline, size }) => ({
    text,
    left,
    right,
    // Capitals and descenders of the font.
    top: baseline - 0.72 * size,
    bottom: baseline + 0.2 * size,
  }));
  return boxes.flatMap((one, at) =>
    boxes
      .slice(at + 1)
      .filter(
        (other) =>
          one.left < other.right - 0.5 &&
          other.left < one.right - 0.5 &&
          one.top < other.bottom &&
          other.top < one.bottom,
      )
      .map((other): [string, string] => [one.text, other.text]),
  );
}
