import type { Control } from '../controls/control.ts';
import type { RequestEntry } from '../request-entry.ts';

/** The image APIs that there is an emulator of. */
export const emulatedProviders = ['acedatacloud', 'openai', 'agcloud', 'gmicloud'] as const;
export type EmulatedProvider = (typeof emulatedProviders)[number];

/** One emulated image API, as the playground sees it. */
export interface PlaygroundUpstream {
  /** The vendor's name, as people write it. */
  readonly title: string;
  /** What the bot needs to know of it. */
  readonly settings: Readonly<Record<string, string>>;
  /** What may go wrong with it next. */
  readonly controls: readonly Control[];
  /** Whether it answers on the connection alone, so that the bot needs time to stop. */
  readonly holdsConnection: boolean;
  /** Tells of each request when it arrives, where that lasts, and again when it has ended. Returns the way to stop. */
  listen(tell: (entry: RequestEntry) => void): () => void;
  close(): Promise<void>;
}

/** How long an image takes, in milliseconds. */
export interface Speed {
  readonly min: number;
  readonly max: number;
}
