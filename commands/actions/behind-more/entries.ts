import type { AboutVersion } from '../../../src/application/services.ts';
import type { VersionKind } from '../../../src/discord/kit/custom-id.ts';
import type { Request } from '../../../src/discord/kit/request.ts';
import type { Upscale } from '../../../src/domain/asked/larger-size.ts';
import { priced } from '../rework.ts';

/** A button behind **More**. */
export interface MoreEntry {
  readonly kind: VersionKind;
  /** It takes something away for good. */
  readonly isDanger?: true;
  /** What it is called there; null where it makes no sense. */
  label(about: AboutVersion, request: Request): string | null | Promise<string | null>;
}

/** All that may stand behind **More** of one version, in this order. At most 25 (five rows of five). */
export const behindMore: readonly MoreEntry[] = [
  larger('2K', 'upscale-2k'),
  larger('4K', 'upscale-4k'),
  {
    kind: 'what-changed',
    label: (about, { words }) => (isEdit(about) ? words.say('button.what-changed') : null),
  },
  {
    kind: 'keep-rest',
    // Seen by looking at pictures, which takes its time.
    label: async (about, { services, place, words }) =>
      isEdit(about) && (await services.likeness.mayKeepRest(about.version, place))
        ? words.say('button.keep-rest')
        : null,
  },
  {
    kind: 'start-over',
    label: async (about, { services, place, words }) =>
      isEdit(about) && (await services.likeness.origin(about.version, place)) !== null
        ? words.say('button.start-over')
        : null,
  },
  {
    kind: 'use-as-character',
    label: (_about, { words }) => words.say('button.use-as-character'),
  },
  {
    kind: 'recipe',
    label: ({ record }, { words }) => (record.recipe === null ? null : words.say('button.recipe')),
  },
  {
    kind: 'send-to-me',
    // In direct messages it is there already.
    label: (_about, { place, words }) => (place.guild === null ? null : words.say('button.send-to-me')),
  },
  {
    kind: 'spoiler',
    label: ({ record, spoiler, shown }, { words }) => {
      if (shown === null || (spoiler !== 'may be covered' && spoiler !== 'may be uncovered')) return null;
      return words.say(record.spoiler === true ? 'button.spoiler.off' : 'button.spoiler');
    },
  },
  {
    kind: 'delete-version',
    isDanger: true,
    label: ({ mayDelete }, { words }) => (mayDelete ? words.say('button.delete') : null),
  },
];

/** The same with more pixels, where its model makes so many. */
function larger(to: Upscale, kind: 'upscale-2k' | 'upscale-4k'): MoreEntry {
  return {
    kind,
    async label({ version }, { services, place, words }) {
      const offered = (await services.rework.offered(version, place))?.larger.find((each) => each.to === to);
      return offered === undefined ? null : priced(words, words.say('button.upscale', { size: to }), offered.price);
    },
  };
}

/** It was made from another picture. */
function isEdit({ record }: AboutVersion): boolean {
  return record.sources.length > 0;
}
