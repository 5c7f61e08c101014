import { parentOf, type Version } from '../../../domain/chain/chain.ts';
import { versionName } from '../../../domain/chain/version-name.ts';
import { jobId, originalOf, shownCopyId, type VersionId } from '../../../domain/ids.ts';
import { extensionOf } from '../../../domain/pictures/picture-type.ts';
import { isRefused } from '../../../domain/pictures/refused-picture.ts';
import type { Pictures } from '../../../ports/pictures.ts';
import type { ChainEntry, ChainIndex } from '../../../ports/store/chain-index.ts';
import type { ImageStore } from '../../../ports/store/image-store.ts';
import type { JobCharge, Ledger } from '../../../ports/store/ledger.ts';
import type { VersionStore } from '../../../ports/store/version-store.ts';
import type { ArchivedFile } from '../../archives/picture-entry.ts';
import type { Place } from '../../asking.ts';

/** What an export knows of a version while it is planned; what is said of it is read when it is written. */
export interface ListedVersion {
  readonly version: VersionId;
  readonly name: string;
  readonly parent: VersionId | null;
  /** The original, or else the copy that was shown; null: both are gone. */
  readonly file: ArchivedFile | null;
  readonly isOriginal: boolean;
  /** What its request was charged with all its pictures; null where that is not known (any more). */
  readonly charge: JobCharge | null;
}

export interface GatherNeeds {
  readonly index: Pick<ChainIndex, 'list'>;
  readonly versions: Pick<VersionStore, 'findMany'>;
  readonly images: Pick<ImageStore, 'has' | 'lend'>;
  readonly pictures: Pick<Pictures, 'measure'>;
  readonly ledger: Pick<Ledger, 'charges'>;
}

/** Of a longer chain the newest: its page could not be opened. */
export const mostExported = 10_000;
const page = 100;

/** What this member may see of a chain, oldest first. */
export async function gatherChain(
  needs: GatherNeeds,
  { channel, user }: Pick<Place, 'channel' | 'user'>,
): Promise<readonly ListedVersion[]> {
  const found: ListedVersion[] = [];
  let before: number | undefined;
  do {
    const entries = await needs.index.list(channel, user, page, before);
    const records = await needs.versions.findMany(entries.map(({ version }) => version));
    const charges = await needs.ledger.charges(records.flatMap((record) => (record === null ? [] : jobOf(record))));
    for (const [place, entry] of entries.entries()) {
      const record = records[place] ?? null;
      if (record !== null) found.push(await listed(needs, entry, record, charges));
    }
    before = entries.length < page ? undefined : entries.at(-1)?.order;
  } while (before !== undefined && found.length < mostExported);
  return found.slice(0, mostExported).toReversed();
}

async function listed(
  { images, pictures }: GatherNeeds,
  entry: ChainEntry,
  record: Version,
  charges: ReadonlyMap<string, JobCharge>,
): Promise<ListedVersion> {
  const { version } = entry;
  const name = versionName(entry);
  const [job] = jobOf(record);
  const common = {
    ...{ version, name, parent: parentOf(record) },
    charge: job === undefined ? null : (charges.get(job) ?? null),
  };
  const nameAs = (type: Version['type']) => `pictures/${name}.${extensionOf(type)}`;
  if (await images.has(originalOf(version))) {
    const file = { original: originalOf(version), name: nameAs(record.type), bytes: record.bytes };
    return { ...common, file, isOriginal: true };
  }
  const copy = shownCopyId(version);
  await using lent = await images.lend(copy);
  const measured = lent === null ? null : await pictures.measure(lent.path);
  if (measured === null || isRefused(measured)) return { ...common, file: null, isOriginal: false };
  return { ...common, file: { original: copy, name: nameAs(measured.type), bytes: measured.bytes }, isOriginal: false };
}

/** That a member's own picture was brought along, or the rest of one put back, cost nothing. */
const jobOf = ({ id, kind, restOf }: Version) =>
  kind === 'made' && restOf === undefined ? [jobId(id.split('-')[0] ?? '')] : [];
