/** Width times height of the largest picture that is read, by anybody. */
export const mostPixels = 100_000_000;
