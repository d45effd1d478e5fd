import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { type Font, openSync } from 'fontkit';

/** Noto Sans: one face for Latin, Greek and Cyrillic, whose digits are all of one width. Paths in its package. */
const fontFiles = {
  regular: '400Regular/NotoSans_400Regular.ttf',
  bold: '700Bold/NotoSans_700Bold.ttf',
} as const;

export type FontName = keyof typeof fontFiles;
export const fontNames = Object.keys(fontFiles) as FontName[];

function installed(path: string): string {
  return createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans/${path}`);
}

/** The files that a bundle needs, in the installed package: the fonts, and their license. */
export function packagedFonts(): string[] {
  return [...Object.values(fontFiles), 'LICENSE_FONT'].map(installed);
}

/** The path of a font: next to the code in a bundle, else in the installed package. */
function fontFile(name: FontName): string {
  const bundled = join(import.meta.dirname, 'fonts', basename(fontFiles[name]));
  return existsSync(bundled) ? bundled : installed(fontFiles[name]);
}

const parsed = new Map<FontName, PDFKit.Mixins.PDFFontSource>();

// The font takes some letters apart (ccmp: `ị` becomes `i` and a dot) or joins them (liga), and pdfkit then records
// other letters for readers that copy or search the text. Its own glyphs for composed letters look the same.
const asTyped = { ccmp: false, liga: false } as Record<string, boolean>;

/**
 * Tells every glyph which letter it is. fontkit keeps that from a glyph's first use, and the first use may be as a
 * part of another: after `Ç` without a `C`, every later `C` was a letter that readers cannot copy or find.
 */
function nameGlyphs(font: Font): void {
  for (const codePoint of font.characterSet) font.glyphForCodePoint(codePoint);
}

function parse(name: FontName): Font {
  const font = openSync(fontFile(name)) as Font;
  const { layout } = font;
  font.layout = (text) => layout.call(font, text, asTyped);
  nameGlyphs(font);
  return font;
}

/** A font for pdfkit. Parsing it takes longer than a document, so it is kept. */
export function parsedFont(name: FontName): PDFKit.Mixins.PDFFontSource {
  // pdfkit accepts parsed fonts; its types do not say so.
  const font = parsed.get(name) ?? (parse(name) as unknown as PDFKit.Mixins.PDFFontSource);
  parsed.set(name, font);
  return font;
}
