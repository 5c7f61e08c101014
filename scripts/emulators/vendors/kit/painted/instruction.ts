import { hueOf } from '../caption.ts';

/** What a painter takes an instruction for. */
export type Instruction =
  | { readonly kind: 'nothing' }
  /** Another picture of what these words say. */
  | { readonly kind: 'anew'; readonly words: string }
  /** All of the picture changes. */
  | { readonly kind: 'style'; readonly style: Style }
  /** One place changes; `place` null where the words name none. */
  | { readonly kind: 'area'; readonly place: Place | null };

export type Style = 'sepia' | 'grey' | 'sketch' | 'watercolour';

/** Fractions of the edges: the box that holds all that changes. */
export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** English alone: so are the words of those who look at emulated pictures. */
export function readInstruction(prompt: string): Instruction {
  if (nothing.test(prompt.trim()) || thisPicture.test(prompt)) return { kind: 'nothing' };
  const words = composedAnew.exec(prompt)?.[1];
  if (words !== undefined) return { kind: 'anew', words };
  const style = styles.find(([words]) => words.test(prompt));
  if (style !== undefined) return { kind: 'style', style: style[1] };
  return { kind: 'area', place: places.find(([words]) => words.test(prompt))?.[1] ?? null };
}

/** Of a colour that the words name, else of the words. */
export function hueIn(prompt: string): number {
  return colours.find(([words]) => words.test(prompt))?.[1] ?? hueOf(prompt);
}

/** One of the nine cells of a picture, by column and row. */
export const cell = (column: number, row: number): Place => ({
  left: column / 3,
  top: row / 3,
  width: 1 / 3,
  height: 1 / 3,
});

const nothing =
  /^(?:please )?(?:(?:do|change) nothing|(?:keep|leave) (?:everything|it|the picture)(?: (?:exactly )?(?:as it is|as is|the same|unchanged|alone))?)[.!]*$/iu;

/** As the bot asks for a draft that is finished, a picture that is enlarged, and a subtle variation. */
const thisPicture = /^Image 1 is (?:a draft of the picture|the picture to enlarge)|^Make: the same picture once more/mu;
const composedAnew = /^What was asked for [^:]*: (.*)\nMake: the same subject and idea, composed anew/mu;

const styles: readonly (readonly [words: RegExp, style: Style])[] = [
  [/\bsepia\b/iu, 'sepia'],
  [/\bblack[ -]and[ -]white\b|\bmonochrome\b|\bgr[ae]yscale\b/iu, 'grey'],
  [/\bas an? (?:[a-z]+ )?(?:sketch|drawing)\b|\b(?:pencil|ink) (?:sketch|drawing)\b/iu, 'sketch'],
  [/\bas an? (?:[a-z]+ )?(?:watercolou?r|painting|cartoon|comic)\b|\bstyle of\b|\b[a-z]+ style\b/iu, 'watercolour'],
];

/** The first that is found: the narrower ones stand first. */
const places: readonly (readonly [words: RegExp, place: Place])[] = [
  [/\b(?:top|upper)[ -]left\b/iu, cell(0, 0)],
  [/\b(?:top|upper)[ -]right\b/iu, cell(2, 0)],
  [/\b(?:bottom|lower)[ -]left\b/iu, cell(0, 2)],
  [/\b(?:bottom|lower)[ -]right\b/iu, cell(2, 2)],
  [/\b(?:top|upper) half\b/iu, { left: 0.05, top: 0.03, width: 0.9, height: 0.44 }],
  [/\b(?:bottom|lower) half\b/iu, { left: 0.05, top: 0.53, width: 0.9, height: 0.44 }],
  [/\bleft half\b/iu, { left: 0.03, top: 0.05, width: 0.44, height: 0.9 }],
  [/\bright half\b/iu, { left: 0.53, top: 0.05, width: 0.44, height: 0.9 }],
  [/\bsky\b|\bclouds?\b/iu, { left: 0.1, top: 0.03, width: 0.8, height: 0.28 }],
  [/\bground\b|\bfloor\b|\bgrass\b|\bforeground\b/iu, { left: 0.1, top: 0.69, width: 0.8, height: 0.28 }],
  [/\btop\b|\babove\b/iu, cell(1, 0)],
  [/\bbottom\b|\bbelow\b/iu, cell(1, 2)],
  [/\bleft\b/iu, cell(0, 1)],
  [/\bright\b/iu, cell(2, 1)],
  [/\bmiddle\b|\bcent(?:re|er)\b/iu, cell(1, 1)],
];

const colours: readonly (readonly [words: RegExp, hue: number])[] = [
  [/\bred\b/iu, 2],
  [/\borange\b/iu, 28],
  [/\b(?:yellow|gold|golden)\b/iu, 48],
  [/\bgreen\b/iu, 128],
  [/\b(?:turquoise|teal|cyan)\b/iu, 182],
  [/\bblue\b/iu, 214],
  [/\b(?:purple|violet)\b/iu, 274],
  [/\bpink\b/iu, 330],
];
