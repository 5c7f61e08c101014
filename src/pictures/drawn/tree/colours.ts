// As Discord's dark look has them.

export const background = '#2b2d31';
export const tileGround = '#383a40';
export const accent = '#5865f2';
export const wordsColour = '#f2f3f5';
export const notesColour = '#b5bac1';
export const faintColour = '#949ba4';

/** Of members, in the order of the circles that stand beside their names in words. */
export const memberColours = ['#5b9df5', '#57c978', '#f49b4a', '#b57edc', '#f2cf4f', '#ed5a5a', '#a5795b', '#e3e5e8'];

export const memberColour = (place: number): string =>
  memberColours[Math.min(place, memberColours.length - 1)] ?? background;
