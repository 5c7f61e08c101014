import { createHash } from 'node:crypto';

/** Text as SVG lines: escaped, wrapped to `columns`, at most `rows` lines (the last one then ends in an ellipsis). */
export function wrapCaption(text: string, columns: number, rows: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/u).flatMap((part) => pieces(part, columns))) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const shown = lines.slice(0, rows);
  if (lines.length > rows) shown[rows - 1] = `${(shown[rows - 1] ?? '').slice(0, columns - 1)}…`;
  return shown.map(escapeXml);
}

/** What may not stand in XML text; characters that XML forbids altogether become a replacement character. */
export function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the characters XML 1.0 forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu, '\ufffd')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&apos;')
  );
}

/**
 * What is asked for, of a prompt that first gives each picture its role: a painter does not write that into the picture.
 */
export const askedIn = (prompt: string): string => /^(?:Change|Make): (.*)$/msu.exec(prompt)?.[1] ?? prompt;

/** A hue from 0 to 359 that is always the same for the same text. */
export function hueOf(text: string): number {
  return createHash('sha256').update(text).digest().readUInt16BE(0) % 360;
}

function pieces(word: string, columns: number): readonly string[] {
  const letters = [...word];
  const parts: string[] = [];
  for (let from = 0; from < letters.length; from += columns) parts.push(letters.slice(from, from + columns).join(''));
  return parts;
}
