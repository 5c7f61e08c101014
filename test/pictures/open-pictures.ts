import { createPictures, type OpenPictures } from '../../src/pictures/pictures.ts';

export const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Work on pictures with children of its own, which end with the test's process where nobody closes them before. */
export function openPictures(options: Partial<Parameters<typeof createPictures>[0]> = {}): OpenPictures {
  return createPictures({ memoryMb: 512, log: silent, ...options });
}
