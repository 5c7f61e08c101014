import unhomoglyph from 'unhomoglyph';

/**
 * A text as a reader takes it in: without what is drawn as nothing, in one width, case and spacing, without accents, and
 * with letters that look like others (Unicode's confusables) as those. For comparing only: nobody is shown it. Two texts that
 * were folded are compared; folding twice is folding once.
 *
 * Letters are made small before they are compared by their looks, so that `I` is an `i`; and of ASCII only `0` and `1`
 * look like others here. Unicode also has `m` for `rn`, by which `burn` would be `bum`.
 */
export const foldText = (text: string): string => folded(text, asLetter);

/**
 * Both ways in which somebody may read it, {@link foldText} first: besides, capitals by their looks before they are made
 * small (a Greek `Β` is a `B`), and each mere bar (`I` in a word with small letters, `1`, `|`) as {@link bar}, since it may be an
 * `l` or an `i`.
 */
export function readingsOf(text: string): readonly string[] {
  const looks = folded(withoutMarks(text.replaceAll(notAscii, withBar)).replaceAll(word, withBars), asItLooks);
  return [...new Set([foldText(text), looks])];
}

/** A letter that no folded text has otherwise. */
const bar = '\u01c0';

/** Of two runs the second finds nothing to do but where the first made one look-alike of another. */
function folded(text: string, look: (character: string) => string): string {
  const bare = withoutMarks(text.toWellFormed());
  const looked = withoutMarks(Array.from(bare, look).join(''));
  return Array.from(looked, look).join('').replaceAll(/\s+/gu, ' ').trim();
}

/** Accents go, and what is drawn as nothing; marks of other scripts are letters there, as vowels of Hindi and Thai are. */
const withoutMarks = (text: string): string =>
  text.normalize('NFKD').replaceAll(unseen, '').replaceAll(accents, '').normalize('NFC');

const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}]|[\p{Cc}--\s]/gv;
const accents = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/gu;
const word = /[^\s\p{P}]+/gu;

/** An `I` of another width or face is there for its looks, whatever stands beside it. */
const withBar = (character: string) => (character.normalize('NFKD') === 'I' ? bar : character);
const notAscii = /[^\0-\x7f]/gu;

/** A word that is all capitals has an `I` among them. */
const withBars = (written: string) => (/\p{Ll}/u.test(written) ? written.replaceAll('I', bar) : written);

function asLetter(character: string): string {
  if (isAscii(character)) return character === '0' ? 'o' : character === '1' ? 'l' : character.toLowerCase();
  const enclosed = enclosedLetter(character);
  if (enclosed !== null) return enclosed;
  const looks = Array.from(character.toUpperCase().toLowerCase(), (each) => (isAscii(each) ? each : lookOf(each)));
  // A bar between two words parts them.
  return looks.join('') === 'l' && !isLetter(character) ? character : looks.join('');
}

function asItLooks(character: string): string {
  if (character === '1' || character === '|') return bar;
  if (isAscii(character)) return asLetter(character);
  const looks = enclosedLetter(character) ?? lookOf(character);
  return looks === 'l' ? bar : looks;
}

/** What it looks like, in small letters; itself where that is nothing that words are made of. */
function lookOf(character: string): string {
  const known = knownLooks.get(character);
  if (known !== undefined) return known;
  if (knownLooks.size >= mostKnown) knownLooks.clear();
  const looks = findLook(character);
  knownLooks.set(character, looks);
  return looks;
}

/** The table is one expression of six thousand choices: each character is looked up in it once. */
const knownLooks = new Map<string, string>();
const mostKnown = 10_000;

function findLook(character: string): string {
  const looks = withoutMarks(unhomoglyph(character)).toLowerCase();
  const letters = looks === 'rn' ? 'm' : (smallCapitals.get(looks) ?? looks);
  return /^[\p{L}\p{N}\p{M}]+$/u.test(letters) ? letters : character;
}

const isAscii = (character: string) => character.length === 1 && character.charCodeAt(0) < 0x80;
const isLetter = (character: string) => /[\p{L}\p{N}]/u.test(character);

/** Letters in black circles and squares, and those that flags are made of, which Unicode calls nothing else's look-alike. */
function enclosedLetter(character: string): string | null {
  const code = character.codePointAt(0) ?? 0;
  const first = [0x1f150, 0x1f170, 0x1f1e6].find((start) => code >= start && code < start + 26);
  return first === undefined ? null : String.fromCharCode(0x61 + code - first);
}

/** Nor these: small capitals, and Cyrillic ones that are drawn alike. */
const smallCapitals: ReadonlyMap<string, string> = new Map(
  [
    ...['ᴀa', 'ʙb', 'ᴄc', 'ᴅd', 'ᴇe', 'ꜰf', 'ɢg', 'ʜh', 'ɪi', 'ᴊj', 'ᴋk', 'ĸk', 'ʟl', 'ᴍm', 'ʍm', 'ɴn', 'ᴏo'],
    ...['ᴘp', 'ʀr', 'ꜱs', 'ᴛt', 'ᴜu', 'ᴠv', 'ᴡw', 'ʏy', 'ᴢz'],
  ].map(([from = '', to = '']) => [from, to]),
);

/**
 * Whether a folded text has that folded word in it as a whole word: next to its first and last character stands no
 * other letter, digit or mark. In scripts that write no spaces between words, and where endings are written onto them
 * (Korean), it may be a part of a longer run. A bar in the text is an `l` or an `i`, as the word needs it.
 */
export function hasWord(text: string, word: string): boolean {
  if (word === '') return false;
  const next = text.includes(bar) ? nextAlike : nextSame;
  for (let at = next(text, word, 0); at >= 0; at = next(text, word, at + 1)) {
    const before = text.slice(Math.max(0, at - 2), at);
    const after = text.slice(at + word.length, at + word.length + 2);
    if (isBorder(before, word, 'before') && isBorder(word, after, 'after')) return true;
  }
  return false;
}

const nextSame = (text: string, word: string, from: number) => text.indexOf(word, from);

function nextAlike(text: string, word: string, from: number): number {
  for (let at = from; at + word.length <= text.length; at += 1) if (isAlike(text, word, at)) return at;
  return -1;
}

function isAlike(text: string, word: string, at: number): boolean {
  for (let index = 0; index < word.length; index += 1) {
    const [there, wanted] = [text[at + index], word[index]];
    if (there !== wanted && !(there === bar && (wanted === 'l' || wanted === 'i'))) return false;
  }
  return true;
}

/** Where neither side is a piece of a word, or the word's own side is of a script without borders. */
function isBorder(left: string, right: string, side: 'before' | 'after'): boolean {
  const [own, other] = side === 'before' ? [firstOf(right), lastOf(left)] : [lastOf(left), firstOf(right)];
  return !inWords.test(own) || !inWords.test(other) || unspaced.test(own);
}

const firstOf = (text: string) => Array.from(text)[0] ?? '';
const lastOf = (text: string) => Array.from(text).at(-1) ?? '';

const inWords = /[\p{L}\p{N}\p{M}]/u;
const unspaced =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;
