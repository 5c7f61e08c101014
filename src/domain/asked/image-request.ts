import type { CharacterId, JobId, ModelId, OriginalId, VersionId } from '../ids.ts';
import type { IncomingPicture } from '../pictures/incoming-picture.ts';
import type { Made } from '../pictures/made.ts';
import type { Keep, Mask } from './mask.ts';
import type { SizeChoice } from './size.ts';

/** From the coarsest to the finest, behind the model's own choice. A model offers those that it has. */
export const qualities = ['auto', 'low', 'medium', 'high', 'xhigh', 'max'] as const;
export type Quality = (typeof qualities)[number];
export const backgrounds = ['auto', 'opaque', 'transparent'] as const;
export type Background = (typeof backgrounds)[number];
export const formats = ['png', 'jpeg', 'webp'] as const;
export type Format = (typeof formats)[number];
export type Operation = 'generate' | 'edit';

/**
 * What is done to the one picture that it is made from, by a button instead of words: a variation of it, more pixels, or the
 * finished picture of a draft. Its prompt is then that of the picture.
 */
export const reworks = ['subtle', 'strong', 'upscale', 'finish'] as const;
export type Rework = (typeof reworks)[number];

export type { IncomingPicture } from '../pictures/incoming-picture.ts';

/** How a picture is to be made, apart from the pictures it is made from. Kept with each version, so that Again can repeat it. */
export interface Recipe {
  readonly prompt: string;
  readonly model: ModelId;
  readonly size: SizeChoice;
  readonly quality: Quality;
  readonly background: Background;
  /** Undefined: the vendor's own default (PNG). */
  readonly format?: Format | undefined;
  /** Where an edit may change something; undefined: everywhere. */
  readonly mask?: Mask | undefined;
  /** Of what lies outside the mask; left out where there is none. */
  readonly keep?: Keep | undefined;
  /** 1 to 4 pictures, each a paid request of its own. */
  readonly count: number;
  /** Who is in it, in the order in which they were named. */
  readonly characters?: readonly UsedCharacter[] | undefined;
  /** From the first picture of a chain, with the current one beside it as what it had come to. */
  readonly startsOver?: boolean | undefined;
  /** Left out: the prompt alone says what is to be made. */
  readonly rework?: Rework | undefined;
  /** It makes drafts, small and cheap; what one of them is to be finished with. */
  readonly draft?: FinishedWith | undefined;
  /** The same prompt went to each of these, in this order, to be looked at side by side; `model` is the one that made it. */
  readonly compared?: readonly ModelId[] | undefined;
  /** It makes the reference sheet of this character, which is the first of those above. */
  readonly sheetOf?: CharacterId | undefined;
}

export interface FinishedWith extends Pick<Recipe, 'size' | 'quality'> {
  /** What its asker was told that this costs at most, in millionths of a dollar, before the drafts were made. */
  readonly price?: number | undefined;
}

/**
 * A character as a request uses it: by its id, so that what is said of it is read when it is sent, and one that was deleted
 * is in nothing that is sent after that. What else is here is for whoever looks at the result later.
 */
export interface UsedCharacter {
  readonly id: CharacterId;
  readonly name: string;
  /** Its pictures that go along, as many as the model takes. */
  readonly pictures: readonly OriginalId[];
  /** What a picture with it is called, and whether it is shown covered. */
  readonly made: Made;
  readonly spoiler?: boolean | undefined;
}

/** What was left of a character's pictures where a model takes fewer. */
export interface CutCharacter {
  readonly name: string;
  readonly used: number;
  readonly of: number;
}

export type Source =
  | { readonly kind: 'version'; readonly version: VersionId }
  | { readonly kind: 'picture'; readonly picture: IncomingPicture }
  /** Whatever that request comes to, which is still in hand. At most one, and the first: it is the subject. */
  | { readonly kind: 'job'; readonly job: JobId };

/** What a member asked for. With sources it is an edit (of the first, the rest are references), without a generation. */
export interface ImageTask {
  readonly recipe: Recipe;
  readonly sources: readonly Source[];
}

export const operationOf = (task: { readonly sources: { readonly length: number } }): Operation =>
  task.sources.length > 0 ? 'edit' : 'generate';

/** How many pictures go to whoever makes it: those that it is made from, and those of its characters. */
export const picturesSent = ({
  recipe: { characters = [] },
  sources,
}: {
  readonly recipe: Pick<Recipe, 'characters'>;
  readonly sources: { readonly length: number };
}): number => characters.reduce((sum, { pictures }) => sum + pictures.length, sources.length);

/** Bounds of Discord's slash options and forms; a vendor's own limit is far higher (32,000, reference section 3). */
export const maxPromptLength = 4000;
export const maxCount = 4;
