import type { Version } from '../../../domain/chain/chain.ts';
import { versionName } from '../../../domain/chain/version-name.ts';
import type { ZipEntry } from '../../../lib/zip.ts';
import type { ChainIndex } from '../../../ports/store/chain-index.ts';
import type { ImageStore, LentFile } from '../../../ports/store/image-store.ts';
import type { CharacterStore } from '../../../ports/store/members/character-store.ts';
import type { Scratch } from '../../../ports/store/scratch.ts';
import type { VersionStore } from '../../../ports/store/version-store.ts';
import type { Packed } from '../../archives/pack.ts';
import { type ArchivedFile, pictureEntry, type ToMark, textEntry, writeArchive } from '../../archives/picture-entry.ts';
import type { Marking } from '../../handing-out/marking.ts';
import {
  exportedCharacter,
  exportedVersion,
  fileOfVersion,
  filesOfCharacter,
  type JobCost,
  jobIn,
  type Whereabouts,
} from './exported-things.ts';
import type { Thing } from './gather.ts';

interface Needs {
  readonly index: Pick<ChainIndex, 'byVersion'>;
  readonly versions: Pick<VersionStore, 'find'>;
  readonly characters: Pick<CharacterStore, 'find'>;
  readonly images: Pick<ImageStore, 'lend'>;
  readonly marking: Marking;
  readonly scratch: Scratch;
}

export interface Part extends Packed<Thing> {
  /** A name of its own among the files of the scratch. */
  readonly name: string;
  /** Texts that stand in it as they are, by name. */
  readonly texts: ReadonlyMap<string, string>;
  readonly costs: ReadonlyMap<string, JobCost>;
}

/** Writes one archive of an export into the scratch: pictures one at a time, and the lists of them last. */
export const writePart = (needs: Needs, part: Part, signal: AbortSignal): Promise<LentFile> =>
  writeArchive(needs.scratch, part.name, entriesOf(needs, part), signal);

async function* entriesOf(needs: Needs, part: Part): AsyncGenerator<ZipEntry, void> {
  for (const [name, content] of part.texts) yield textEntry(name, content);
  const found = new Set<string>();
  for (const thing of part.things) yield* picturesOf(needs, thing, part, found);
  const where = (file: ArchivedFile): Whereabouts => {
    if (found.has(file.name)) return { file: file.name };
    return { file: null, why: part.without.has(file.name) ? 'too large' : 'gone' };
  };
  for (const [kind, name] of lists) {
    const things = part.things.filter((each) => each.kind === kind);
    if (things.length === 0) continue;
    yield { kind: 'text', name, pieces: () => listOf(things, (thing) => lineOf(needs, thing, part, where)) };
  }
}

const lists = [
  ['character', 'characters.json'],
  ['version', 'versions.json'],
] as const;

/** Of one thing, those that are there; `found` learns their names. */
async function* picturesOf(
  needs: Needs,
  thing: Thing,
  { without, name: part }: Part,
  found: Set<string>,
): AsyncGenerator<ZipEntry, void> {
  for (const each of await filesOf(needs, thing)) {
    if (!without.has(each.file.name)) yield pictureEntry(needs.images, each, part, found);
  }
}

async function filesOf({ versions, characters, marking }: Needs, thing: Thing): Promise<readonly ToMark[]> {
  if (thing.kind === 'version') {
    const version = await versions.find(thing.id);
    if (version === null) return [];
    const mark = (path: string, name: string) => marking.lend(version, path, name);
    return [{ file: fileOfVersion(version), at: version.madeAt, mark }];
  }
  const character = await characters.find(thing.id);
  if (character === null) return [];
  const files = filesOfCharacter(character);
  return character.pictures.flatMap(({ made }, index) => {
    const file = files[index];
    if (file === undefined) return [];
    const mark = async (path: string, name: string) =>
      made === undefined ? asItIs(path) : marking.lendMade(made, path, name);
    return [{ file, at: character.madeAt, mark }];
  });
}

const asItIs = (path: string): LentFile => ({ path, [Symbol.asyncDispose]: () => Promise.resolve() });

async function lineOf(
  { versions, characters, index }: Needs,
  thing: Thing,
  { costs }: Part,
  where: (file: ArchivedFile) => Whereabouts,
): Promise<object | null> {
  if (thing.kind === 'character') {
    const character = await characters.find(thing.id);
    return character === null ? null : exportedCharacter(character, filesOfCharacter(character).map(where));
  }
  const version = await versions.find(thing.id);
  if (version === null) return null;
  const entry = await index.byVersion(version.id);
  const name = entry === null ? null : versionName(entry);
  return exportedVersion(version, { name, cost: costOf(version, costs), where: where(fileOfVersion(version)) });
}

const costOf = ({ kind, restOf, id }: Version, costs: Part['costs']): JobCost | null =>
  kind === 'made' && restOf === undefined ? (costs.get(jobIn(id)) ?? null) : null;

/** JSON, an element to a line. */
async function* listOf(
  things: readonly Thing[],
  line: (thing: Thing) => Promise<object | null>,
): AsyncGenerator<string> {
  let before = '[\n';
  for (const thing of things) {
    const said = await line(thing);
    if (said === null) continue;
    yield `${before}${JSON.stringify(said)}`;
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
