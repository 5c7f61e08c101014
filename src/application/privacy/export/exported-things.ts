import type { Version } from '../../../domain/chain/chain.ts';
import type { Character } from '../../../domain/characters/character.ts';
import { originalOf, type VersionId } from '../../../domain/ids.ts';
import { extensionOf } from '../../../domain/pictures/picture-type.ts';
import type { LedgerLine } from '../../../ports/store/members/privacy-store.ts';
import type { ArchivedFile } from '../../archives/picture-entry.ts';

/** Where its picture is in the archive, or why it is not. */
export type Whereabouts = { readonly file: string } | { readonly file: null; readonly why: 'gone' | 'too large' };

export const fileOfVersion = (version: Pick<Version, 'id' | 'type' | 'bytes'>): ArchivedFile => ({
  original: originalOf(version.id),
  bytes: version.bytes,
  name: `pictures/${version.id}.${extensionOf(version.type)}`,
});

export const filesOfCharacter = ({ id, pictures }: Character): readonly ArchivedFile[] =>
  pictures.map(({ original, type, bytes }, index) => ({
    original,
    bytes,
    name: `characters/${id}-${index + 1}.${extensionOf(type)}`,
  }));

/** A version as its owner gets it, in the file's own words: how it was made, from what, when, for how much. */
export function exportedVersion(
  version: Version,
  { name, cost, where }: { readonly name: string | null; readonly cost: JobCost | null; readonly where: Whereabouts },
): object {
  const { id, kind, channel, guild, audience, sources, restOf, recipe, model, revisedPrompt, madeAt } = version;
  return {
    id,
    name,
    kind,
    madeAt: new Date(madeAt).toISOString(),
    server: guild,
    channel,
    private: audience === 'asker',
    spoiler: version.spoiler ?? false,
    parents: restOf === undefined ? sources : [restOf],
    model,
    recipe,
    revisedPrompt,
    ...pixelsOf(version),
    cost,
    picture: where,
  };
}

const pixelsOf = ({ type, width, height, bytes }: Version) => ({ type, width, height, bytes });

export const exportedCharacter = (character: Character, pictures: readonly Whereabouts[]): object => ({
  id: character.id,
  name: character.name,
  about: character.about,
  server: character.guild,
  consent: character.consent,
  madeAt: new Date(character.madeAt).toISOString(),
  pictures,
});

/** What a request cost, with all the pictures that it made. */
export interface JobCost {
  readonly usd: number;
  readonly pictures: number;
}

/** By job. */
export const costsIn = (lines: readonly LedgerLine[]): ReadonlyMap<string, JobCost> =>
  new Map(
    lines.flatMap(({ job, state, images, usd }) =>
      job === null || state === 'held' ? [] : [[job, { usd: usd / 1_000_000, pictures: images }] as const],
    ),
  );

/** A made version begins with its job. */
export const jobIn = (version: VersionId): string => version.split('-')[0] ?? '';

/** Comma separated, amounts as whole millionths of a dollar besides, so that nothing is rounded. */
export function ledgerTable(lines: readonly LedgerLine[]): string {
  const rows = lines.map(({ job, guild, when, images, usd, state }) =>
    [when, guild ?? 'direct', job ?? 'all', state, images, usd / 1_000_000, usd].join(','),
  );
  return ['when,server,request,state,pictures,usd,millionths_of_a_usd', ...rows, ''].join('\r\n');
}
