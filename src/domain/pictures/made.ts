/**
 * How AI had a part in a picture. `generated`: it is made from words, or from pictures that were. `composite`: a picture
 * that somebody brought along is among what it was made from.
 */
export type Made = 'generated' | 'composite';
