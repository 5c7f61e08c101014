import type { CharacterId, UserId, VersionId } from '../../../domain/ids.ts';
import type { ChainIndex } from '../../../ports/store/chain-index.ts';
import type { ImageStore } from '../../../ports/store/image-store.ts';
import type { CharacterStore } from '../../../ports/store/members/character-store.ts';
import type { PrivacyStore } from '../../../ports/store/members/privacy-store.ts';
import type { VersionStore } from '../../../ports/store/version-store.ts';
import type { Packable } from '../../archives/pack.ts';
import type { ArchivedFile } from '../../archives/picture-entry.ts';
import { roomForMark } from '../../handing-out/marking.ts';
import { exportedCharacter, exportedVersion, fileOfVersion, filesOfCharacter } from './exported-things.ts';

/** By their ids alone, so that a hundred thousand of them are a few megabytes: what is said of each is read when it is written. */
export type Thing =
  | { readonly kind: 'character'; readonly id: CharacterId }
  | { readonly kind: 'version'; readonly id: VersionId };

interface Needs {
  readonly privacy: Pick<PrivacyStore, 'characters'>;
  readonly index: Pick<ChainIndex, 'versionsOf'>;
  readonly versions: Pick<VersionStore, 'findMany'>;
  readonly characters: Pick<CharacterStore, 'find'>;
  readonly images: Pick<ImageStore, 'has'>;
}

const page = 100;

/** What a member has made and saved up to then, characters first, with what each takes in an archive. */
export async function* gather(needs: Needs, member: UserId, upTo: number): AsyncGenerator<Packable<Thing>, void> {
  const { privacy, index, versions, characters } = needs;
  for (const id of await privacy.characters(member, upTo)) {
    const character = await characters.find(id);
    if (character === null) continue;
    const files = await there(needs, filesOfCharacter(character));
    const line = exportedCharacter(character, whereabouts(character.pictures.length));
    yield { thing: { kind: 'character', id }, textBytes: lengthOf(line), files };
  }
  let after: VersionId | undefined;
  do {
    const ids = await index.versionsOf({ kind: 'owner', member }, upTo, page, after);
    for (const version of await versions.findMany(ids)) {
      if (version === null) continue;
      const files = await there(needs, [fileOfVersion(version)]);
      const line = exportedVersion(version, { name: null, cost: null, where: longest });
      yield { thing: { kind: 'version', id: version.id }, textBytes: lengthOf(line), files };
    }
    after = ids.at(-1);
  } while (after !== undefined);
}

async function there({ images }: Needs, files: readonly ArchivedFile[]) {
  const found: { readonly name: string; readonly bytes: number }[] = [];
  for (const { original, name, bytes } of files) {
    if (await images.has(original)) found.push({ name, bytes: bytes + roomForMark });
  }
  return found;
}

/** Of the line with all that is not known yet: a cost and a name of many digits. Compressed it is a fraction of that. */
const lengthOf = (line: object) => Buffer.byteLength(JSON.stringify(line)) + 100;
const longest = { file: `pictures/${'0'.repeat(90)}` };
const whereabouts = (many: number) => Array.from({ length: many }, () => longest);
