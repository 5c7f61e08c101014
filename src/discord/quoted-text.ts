/** Where to cut: UTF-16 units as Discord counts characters at most, and UTF-8 bytes (long non-Latin texts weigh three each). */
export interface Limits {
  readonly characters: number;
  readonly bytes: number;
}

/**
 * Somebody's words for a message of ours, on one line, so that none of it acts: no mention, masked link, invite, code
 * fence, heading or custom emoji, and no control of the text's direction. Reads the same, apart from invisible
 * characters. Cut between characters, with an ellipsis.
 */
export function quoteText(text: string, limits: Limits): string {
  return cutPieces(Array.from(calmText(text), disarm), limits);
}

/** Somebody's words where Discord shows no markdown (alternative texts, file names in them). */
export function plainText(text: string, limits: Limits): string {
  return cutPieces(Array.from(calmText(text)), limits);
}

/**
 * For an ending: a word that says "not yet" is taken apart invisibly, wherever it comes from (a prompt about a working
 * horse), because whoever waits for the ending reads these words as "not yet".
 */
export const asEnding = (text: string) => text.replaceAll(/(q)(ueued)|(w)(orking)|(p)(review)/gi, takeApart);

/** UTF-8 bytes. */
export const bytesOf = (text: string) => Buffer.byteLength(text, 'utf8');

const takeApart = (word: string) => `${word.slice(0, 1)}${wordJoiner}${word.slice(1)}`;

/** Neither breaks the line nor shows. */
const wordJoiner = '\u2060';

/** One line of well-formed text without control and direction characters. */
const calmText = (text: string) =>
  text
    .toWellFormed()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim();

/**
 * A backslash keeps markdown from acting. It does not keep Discord's server from finding mentions, nor the client from
 * finding addresses and invites (`discord.gg/x` works without a scheme): those are taken apart invisibly.
 */
function disarm(character: string): string {
  if (/[\\*_~`|<>[\]#]/.test(character)) return `\\${character}`;
  if (/[@/]/.test(character)) return `${character}${wordJoiner}`;
  return character;
}

function cutPieces(pieces: readonly string[], limits: Limits): string {
  const whole = pieces.join('');
  if (whole.length <= limits.characters && bytesOf(whole) <= limits.bytes) return whole;
  let text = '';
  let bytes = bytesOf('…');
  for (const piece of pieces) {
    bytes += bytesOf(piece);
    if (text.length + piece.length + 1 > limits.characters || bytes > limits.bytes) break;
    text += piece;
  }
  return `${text.trimEnd()}…`;
}
