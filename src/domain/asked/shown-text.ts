/**
 * Whether a person sees anything in these words. White space aside, Unicode has characters that are drawn as nothing:
 * joiners, fillers such as U+3164, variation selectors, marks of direction; and the braille pattern without a dot.
 */
export const showsAnything = (text: string): boolean =>
  /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800]/u.test(text);
