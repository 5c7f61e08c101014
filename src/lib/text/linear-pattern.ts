import { RE2JS, RE2JSSyntaxException } from 're2js';

/** A pattern that takes time in proportion to a text's length, whatever it is and whatever the text. */
export interface LinearPattern {
  readonly matches: (text: string) => boolean;
  /** Its program's length: what a character costs at most. */
  readonly steps: number;
}

/**
 * - `syntax`: no pattern of RE2's, which has neither looking around nor back-references; `part`: what of it
 * - `too large`: its repetitions come to too many steps for each character
 * - `everything`: it is found in the empty text, and so in all
 */
export type WrongPattern =
  | { readonly kind: 'syntax'; readonly part: string }
  | { readonly kind: 'too large' }
  | { readonly kind: 'everything' };

export type ReadPattern = { readonly kind: 'pattern'; readonly pattern: LinearPattern } | WrongPattern;

/** Upper and lower case are the same to it. */
export function linearPattern(source: string): ReadPattern {
  try {
    const compiled = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
    const steps = compiled.programSize();
    if (steps > mostSteps) return { kind: 'too large' };
    if (compiled.matcher('').find()) return { kind: 'everything' };
    return { kind: 'pattern', pattern: { matches: (text) => compiled.matcher(text).find(), steps } };
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    const isCount = String(error.error).includes('repeat count') || String(error.error).includes('too large');
    return isCount ? { kind: 'too large' } : { kind: 'syntax', part: (error.input ?? '').replace(/^\(\?i\)/, '') };
  }
}

/** Of one pattern. */
const mostSteps = 200;
