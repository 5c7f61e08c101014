/** What members draw, in a picture of 100 by 100. `width`: of its line, in the same measure. */
export const strokeKinds = {
  ring: '<ellipse cx="34" cy="40" rx="14" ry="11"/>',
  'ring that does not quite close': '<path d="M60 22c-14 -6 -26 4 -25 17s14 20 26 13s14 -20 6 -26"/>',
  arrow: '<path d="M82 18L58 42M58 42l9 -2M58 42l1.5 -9"/>',
  cross: '<path d="M60 58l18 20M79 57l-20 21"/>',
  'freehand line': '<path d="M12 78c6 -12 10 8 17 -3s8 9 15 -2s9 6 14 0"/>',
} as const;
export type StrokeKind = keyof typeof strokeKinds;

export const drawn = (kind: StrokeKind, colour: string, width: number, opacity = 1): string =>
  `<g fill="none" stroke="${colour}" stroke-width="${width}" stroke-opacity="${opacity}" stroke-linecap="round" stroke-linejoin="round">${strokeKinds[kind]}</g>`;
