import type { AboutVersion } from '../../../src/application/services.ts';
import type { VersionKind } from '../../../src/discord/kit/custom-id.ts';
import type { Request } from '../../../src/discord/kit/request.ts';
import type { Words } from '../../../src/words/words.ts';

/** A button behind **More**. */
export interface MoreEntry {
  readonly kind: VersionKind;
  label(words: Words, about: AboutVersion): string;
  /** It takes something away for good. */
  readonly isDanger?: true;
  /** When it is there at all. */
  makesSense(about: AboutVersion, request: Request): boolean | Promise<boolean>;
}

/** All that may stand behind **More** of one version, in this order. At most 25 (five rows of five). */
export const behindMore: readonly MoreEntry[] = [
  {
    kind: 'what-changed',
    label: (words) => words.say('button.what-changed'),
    makesSense: isEdit,
  },
  {
    kind: 'keep-rest',
    label: (words) => words.say('button.keep-rest'),
    // Seen by looking at pictures, which takes its time.
    makesSense: (about, { services, place }) => isEdit(about) && services.likeness.mayKeepRest(about.version, place),
  },
  {
    kind: 'start-over',
    label: (words) => words.say('button.start-over'),
    makesSense: async (about, { services, place }) =>
      isEdit(about) && (await services.likeness.origin(about.version, place)) !== null,
  },
  {
    kind: 'use-as-character',
    label: (words) => words.say('button.use-as-character'),
    makesSense: () => true,
  },
  {
    kind: 'recipe',
    label: (words) => words.say('button.recipe'),
    makesSense: ({ record }) => record.recipe !== null,
  },
  {
    kind: 'send-to-me',
    label: (words) => words.say('button.send-to-me'),
    // In direct messages it is there already.
    makesSense: (_about, { place }) => place.guild !== null,
  },
  {
    kind: 'spoiler',
    label: (words, { record }) => words.say(record.spoiler === true ? 'button.spoiler.off' : 'button.spoiler'),
    makesSense: ({ spoiler, shown }) =>
      shown !== null && (spoiler === 'may be covered' || spoiler === 'may be uncovered'),
  },
  {
    kind: 'delete-version',
    label: (words) => words.say('button.delete'),
    isDanger: true,
    makesSense: ({ mayDelete }) => mayDelete,
  },
];

/** It was made from another picture. */
function isEdit({ record }: AboutVersion): boolean {
  return record.sources.length > 0;
}
