import type { UnreadFile } from '../domain/pictures/unread-file.ts';
import { plainText, quoteText } from './quoted-text.ts';
import { firstOf, type Words } from './words.ts';

/** The names of what cannot be read, as many as a sentence holds. */
export function unreadWords(words: Words, files: readonly UnreadFile[]) {
  return { files: firstOf(words, files.map(nameOf), 3), count: files.length };
}

/** A file's name as it is, to be found again: in code no marks act, and a name has no slash that an invite needs. */
const nameOf = ({ kind, name }: UnreadFile) =>
  kind === 'file' || kind === 'heic'
    ? `\`${plainText(name.replaceAll(/[`/]/g, ''), limits)}\``
    : quoteText(name, limits);

const limits = { characters: 80, bytes: 240 };

/** Whether there is something to be said about it: what an iPhone takes can be sent otherwise. */
export const hasHeic = (files: readonly UnreadFile[]) => files.some(({ kind }) => kind === 'heic');
