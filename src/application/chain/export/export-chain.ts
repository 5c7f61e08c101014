import type { Version } from '../../../domain/chain/chain.ts';
import { chainOf } from '../../../domain/chain/heads.ts';
import { outlineOf } from '../../../domain/chain/outline.ts';
import type { JobId, VersionId } from '../../../domain/ids.ts';
import type { ZipEntry } from '../../../lib/zip.ts';
import type { ImageStore } from '../../../ports/store/image-store.ts';
import type { Scratch } from '../../../ports/store/scratch.ts';
import type { VersionStore } from '../../../ports/store/version-store.ts';
import { type HandOverNeeds, handOver, type LentExport, type PartNumber } from '../../archives/hand-over.ts';
import { type Packable, pack } from '../../archives/pack.ts';
import { pictureEntry, writeArchive } from '../../archives/picture-entry.ts';
import { createArchiveTurns } from '../../archives/turns.ts';
import type { Place } from '../../asking.ts';
import type { HiddenWords } from '../../conduct/hidden-words.ts';
import { type Marking, roomForMark } from '../../handing-out/marking.ts';
import type { Addresses } from '../../requests/calling/prepare-call.ts';
import { exportedVersion, type Whereabouts } from './exported-version.ts';
import { type GatherNeeds, gatherChain, type ListedVersion, mostExported } from './gather-chain.ts';
import { type PageItem, type PageTexts, pageOf } from './page.ts';

export interface ChainExportTexts {
  /** Beside a part. */
  message(part: PartNumber): string;
  readonly page: PageTexts;
}

/** Sends a chain, as far as this member sees it, to their direct messages: pictures, `chain.json`, and a page that shows it. */
export type ExportChain = (asked: {
  readonly id: JobId;
  readonly place: Place;
  readonly texts: ChainExportTexts;
}) => Promise<LentExport | EmptyChain>;

export type EmptyChain = { readonly kind: 'empty' } & AsyncDisposable;

type Needs = GatherNeeds &
  HandOverNeeds & {
    readonly versions: Pick<VersionStore, 'find' | 'findMany' | 'head'>;
    readonly images: Pick<ImageStore, 'has' | 'lend'>;
    readonly marking: Pick<Marking, 'lend'>;
    readonly scratch: Scratch;
    readonly addresses: Pick<Addresses, 'fullSize'>;
    readonly hiddenWords: HiddenWords;
  };

/** What stands in an archive. `tells`: of the whole chain, in the first. */
interface Part {
  readonly name: string;
  readonly number: number;
  readonly things: readonly ListedVersion[];
  readonly without: ReadonlySet<string>;
  readonly tells: Telling | null;
}

interface Telling {
  readonly place: Place;
  readonly at: number;
  readonly all: readonly ListedVersion[];
  readonly current: VersionId | null;
  /** Of a picture, by its name in the archive: in which of them it is; left out: in none. */
  readonly partOf: ReadonlyMap<string, number>;
  readonly texts: PageTexts;
}

/** So that nobody keeps the disk busy by asking. */
const againMs = 60_000;

export function createExportChain(needs: Needs): ExportChain {
  const { clock, cut, scratch } = needs;
  const take = createArchiveTurns({ clock, againMs });

  return async function exportChain({ id, place, texts }) {
    const { channel, user: member } = place;
    if ((await needs.index.list(channel, member, 1)).length === 0) return empty;
    const name = `chain-${clock.uuid()}`;
    const at = clock.now();
    return handOver(needs, take, {
      ...{ id, member, what: channel, name: 'retouch-history', message: texts.message },
      async plan(limit) {
        const all = await gatherChain(needs, place);
        const current = (await versionsHead(place)) ?? null;
        return planned(needs, name, { place, at, all, current, partOf: new Map(), texts: texts.page }, limit);
      },
      left: ({ without }: Part) => without.size,
      write: (part) => writeArchive(scratch, part.name, entriesOf(needs, part), cut),
    });
  };

  async function versionsHead(place: Place) {
    return (await needs.versions.head(chainOf(place), place.user, 'asker'))?.version;
  }
}

const empty: EmptyChain = { kind: 'empty', [Symbol.asyncDispose]: () => Promise.resolve() };

async function planned(needs: Needs, name: string, telling: Telling, limit: number): Promise<readonly Part[]> {
  const texts = await sizeOfTexts(needs, name, telling);
  const packed = [];
  for await (const each of pack(packables(telling.all), limit - reserved, texts + reserved)) packed.push(each);
  const partOf = new Map(
    packed.flatMap(({ things, without }, index) =>
      things.flatMap(({ file }) => (file === null || without.has(file.name) ? [] : [[file.name, index + 1] as const])),
    ),
  );
  return packed.map((each, index) => ({
    ...each,
    name: `${name}-${index + 1}`,
    number: index + 1,
    tells: index === 0 ? { ...telling, partOf } : null,
  }));
}

/** Packed they are a small part of what they are, and how small nobody knows before: they are written once to see it. */
async function sizeOfTexts(needs: Needs, name: string, telling: Telling): Promise<number> {
  const anywhere = new Map(telling.all.flatMap(({ file }) => (file === null ? [] : [[file.name, 99] as const])));
  const told: Telling = { ...telling, partOf: anywhere };
  await using written = await writeArchive(needs.scratch, `${name}-texts`, textsOf(needs, told, new Set()), needs.cut);
  return Math.ceil(written.bytes * 1.1);
}

async function* packables(all: readonly ListedVersion[]): AsyncGenerator<Packable<ListedVersion>, void> {
  for (const thing of all) {
    const { file } = thing;
    const files = file === null ? [] : [{ name: file.name, bytes: file.bytes + roomForMark }];
    yield { thing, textBytes: 0, files };
  }
}

async function* entriesOf(needs: Needs, part: Part): AsyncGenerator<ZipEntry, void> {
  const gone = new Set<string>();
  for (const { version: id, file } of part.things) {
    if (file === null || part.without.has(file.name)) continue;
    const version = await needs.versions.find(id);
    const found = new Set<string>();
    if (version !== null) {
      const mark = (path: string, name: string) => needs.marking.lend(version, path, name);
      yield pictureEntry(needs.images, { file, at: version.madeAt, mark }, part.name, found);
    }
    if (!found.has(file.name)) gone.add(file.name);
  }
  // Last, so that they say what is there.
  if (part.tells !== null) yield* textsOf(needs, part.tells, gone);
}

async function* textsOf(needs: Needs, telling: Telling, gone: ReadonlySet<string>): AsyncGenerator<ZipEntry, void> {
  yield { kind: 'text', name: 'chain.json', pieces: () => jsonOf(needs, telling, gone) };
  yield { kind: 'text', name: 'index.html', pieces: () => htmlOf(needs, telling, gone) };
}

async function* jsonOf(needs: Needs, telling: Telling, gone: ReadonlySet<string>): AsyncGenerator<string, void> {
  const { place, at, all } = telling;
  const about = {
    server: place.guild,
    channel: place.channel,
    for: place.user,
    at: new Date(at).toISOString(),
    complete: all.length < mostExported,
  };
  yield `${JSON.stringify(about, null, 2).slice(0, -2)},\n  "versions": [`;
  const names = new Map(all.map(({ version, name }) => [version, name]));
  let before = '\n';
  for await (const item of itemsOf(needs, telling, all, gone)) {
    if (item === null) continue;
    const { listed, version, where, isCurrent, isWordless } = item;
    const nameOf = (id: VersionId) => names.get(id) ?? null;
    yield `${before}    ${JSON.stringify(exportedVersion(listed, version, { nameOf, where, isCurrent, isWordless }))}`;
    before = ',\n';
  }
  yield '\n  ]\n}\n';
}

async function* htmlOf(needs: Needs, telling: Telling, gone: ReadonlySet<string>): AsyncGenerator<string, void> {
  const { all, texts } = telling;
  const outline = [...outlineOf(all)];
  const listed = new Map(all.map((each) => [each.version, each]));
  const inOrder = outline.flatMap((step) => (step.kind === 'version' ? (listed.get(step.version) ?? []) : []));
  const items = itemsOf(needs, telling, inOrder, gone);
  yield* pageOf(outline, items, texts, { versions: all.length, older: all.length >= mostExported });
}

const page = 100;

/** Each with its record, read a page at a time; null where it was deleted meanwhile. */
async function* itemsOf(
  { versions, addresses, hiddenWords }: Needs,
  { place: { guild, user }, all, current, partOf }: Telling,
  wanted: readonly ListedVersion[],
  gone: ReadonlySet<string>,
): AsyncGenerator<PageItem | null, void> {
  const names = new Map(all.map(({ version, name }) => [version, name]));
  const isWordless = await hiddenWords(guild, user);
  for (let from = 0; from < wanted.length; from += page) {
    const some = wanted.slice(from, from + page);
    const records = await versions.findMany(some.map(({ version }) => version));
    for (const [place, listed] of some.entries()) {
      const version: Version | null = records[place] ?? null;
      if (version === null) {
        yield null;
        continue;
      }
      const where = whereIs(listed);
      yield {
        ...{ listed, version, where },
        isWordless: isWordless(version),
        parent: listed.parent === null ? null : (names.get(listed.parent) ?? null),
        isCurrent: listed.version === current,
        isElsewhere: where.file !== null && where.part !== 1,
      };
    }
  }

  function whereIs({ version, file }: ListedVersion): Whereabouts {
    if (file === null || gone.has(file.name)) return { file: null, why: 'gone' };
    const part = partOf.get(file.name);
    if (part !== undefined) return { file: file.name, part };
    return { file: null, why: 'too large', link: addresses.fullSize(version) ?? undefined };
  }
}

/** For what is not known before: two headers, the text of the message. */
const reserved = 20_000;
