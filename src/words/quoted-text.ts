/** Where to cut: UTF-16 units as Discord counts characters at most, and UTF-8 bytes (long non-Latin texts weigh three each). */
export interface Limits {
  readonly characters: number;
  readonly bytes: number;
}

/**
 * Somebody's words for a message of ours, on one line, so that none of it acts: no mention, masked link, invite, code
 * fence, heading or custom emoji, no control of the text's direction, and none of the words by which a message says
 * that it is not the ending yet. Reads the same, apart from invisible characters. Cut between characters, with an
 * ellipsis.
 */
export function quoteText(text: string, limits: Limits): string {
  return cut(Array.from(calm(text), disarm), limits);
}

/** Somebody's words where Discord shows no markdown (alternative texts). */
export function plainText(text: string, limits: Limits): string {
  return cut(Array.from(calm(text)), limits);
}

/** The same text where it fits, else as much of it as does, with an ellipsis; no character is torn apart. */
export function shortText(text: string, limits: Limits): string {
  return cut(Array.from(text.toWellFormed()), limits);
}

/** Somebody's words in a block that is copied as it is: nothing in it acts, and nothing but what would end the block is changed. */
export const blockOf = (text: string, limits: Limits): string =>
  `\`\`\`\n${shortText(text.replaceAll('`', `\`${wordJoiner}`), limits)}\n\`\`\``;

/** One line of well-formed text without control and direction characters. */
const calm = (text: string) =>
  text
    .toWellFormed()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim()
    .replaceAll(/queued|working|preview/gi, takeApart);

/**
 * Whoever waits for an ending reads these words as "not yet", also in the prompt of a working horse, so an invisible
 * character takes them apart.
 */
const takeApart = (word: string) => `${word.slice(0, 1)}${wordJoiner}${word.slice(1)}`;

/** Neither breaks the line nor shows. */
const wordJoiner = '\u2060';

/**
 * A backslash keeps markdown from acting. It does not keep Discord's server from finding mentions, nor the client from
 * finding addresses and invites (`discord.gg/x` works without a scheme): those are taken apart invisibly.
 */
function disarm(character: string): string {
  if (/[\\*_~`|<>[\]#]/.test(character)) return `\\${character}`;
  if (/[@/]/.test(character)) return `${character}${wordJoiner}`;
  return character;
}

function cut(pieces: readonly string[], limits: Limits): string {
  const whole = pieces.join('');
  if (whole.length <= limits.characters && bytesOf(whole) <= limits.bytes) return whole;
  const kept: string[] = [];
  let characters = '…'.length;
  let bytes = bytesOf('…');
  for (const piece of pieces) {
    characters += piece.length;
    bytes += bytesOf(piece);
    if (characters > limits.characters || bytes > limits.bytes) break;
    kept.push(piece);
  }
  return `${kept.join('').trimEnd()}…`;
}

const bytesOf = (text: string) => Buffer.byteLength(text, 'utf8');
