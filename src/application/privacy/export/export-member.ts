import type { ChannelId, GuildId, JobId, MessageId, UserId } from '../../../domain/ids.ts';
import type { Clock } from '../../../ports/clock.ts';
import type { Log } from '../../../ports/log.ts';
import type { HandedOver, Messenger } from '../../../ports/messenger.ts';
import type { LentFile } from '../../../ports/store/image-store.ts';
import type { DefaultsStore } from '../../../ports/store/members/defaults-store.ts';
import type { PrivacyStore } from '../../../ports/store/members/privacy-store.ts';
import type { SettingsStore } from '../../../ports/store/settings-store.ts';
import type { UploadLimits } from '../../jobs/upload-limits.ts';
import { costsIn, ledgerTable } from './exported-things.ts';
import { gather, type Thing } from './gather.ts';
import { type Packed, pack } from './pack.ts';
import { type Part, writePart } from './write-part.ts';

/** What people read of it, in the member's language. */
export interface ExportTexts {
  /** Beside part `part` of `parts`, and in its README; `left`: pictures that are too large for any. */
  message(part: PartNumber): string;
  readme(part: PartNumber): string;
}

export interface PartNumber {
  readonly part: number;
  readonly parts: number;
  /** In this part: pictures that no part can hold. */
  readonly left: number;
}

export type Exported =
  /** Theirs is being made; or too many are. */
  | { readonly kind: 'busy' }
  /** They had one a moment ago; `at`: when they may ask again. */
  | { readonly kind: 'too soon'; readonly at: number }
  /** The first part is there. `rest` sends the others, one after the other, and tells how many parts there are in all that arrived. */
  | {
      readonly kind: 'sent';
      readonly parts: number;
      readonly message: { readonly channel: ChannelId; readonly id: MessageId };
      rest(): Promise<number>;
    }
  /** They take no direct messages from us: the first part, for wherever else it can be handed to them. */
  | {
      readonly kind: 'refused';
      readonly parts: number;
      readonly file: { readonly path: string; readonly filename: string };
    }
  /** Discord takes nothing just now. */
  | { readonly kind: 'later' };

/** Until it is disposed of nobody else's place is taken by the next one of this member. */
export type LentExport = Exported & AsyncDisposable;

export type ExportMember = (asked: {
  readonly id: JobId;
  readonly member: UserId;
  readonly texts: ExportTexts;
}) => Promise<LentExport>;

type Needs = Parameters<typeof gather>[0] &
  Parameters<typeof writePart>[0] & {
    readonly privacy: Pick<PrivacyStore, 'characters' | 'ledgerLines'>;
    readonly settings: Pick<SettingsStore, 'all'>;
    readonly defaults: Pick<DefaultsStore, 'of'>;
    readonly uploads: UploadLimits;
    readonly messenger: Pick<Messenger, 'directChannel' | 'hand'>;
    readonly clock: Pick<Clock, 'now' | 'uuid' | 'sleep'>;
    readonly log: Log;
    /** Ends what is being made: the grace of a shutdown is over. */
    readonly cut: AbortSignal;
  };

/** What Discord takes of a bot in direct messages, unless it says otherwise (reference, section 2). */
const told = 20 * 1024 * 1024;
/** Beside the file a request holds its text, and there may be as much again in all. */
const mostAtOnce = 4;
const again = 10 * 60_000;

/**
 * Everything that is kept of a member, as archives in their direct messages: each is written to the disk, sent whole, and
 * taken away. Nothing of it is a row: a crash costs another press, and what did not arrive was never half of anything.
 */
export function createExportMember(needs: Needs): ExportMember {
  const { clock } = needs;
  /** This process. */
  const making = new Set<UserId>();
  const madeAt = new Map<UserId, number>();

  return async function exportMember({ id, member, texts }) {
    const nothing = { [Symbol.asyncDispose]: () => Promise.resolve() };
    const last = madeAt.get(member);
    if (making.has(member) || making.size >= mostAtOnce) return { kind: 'busy', ...nothing };
    if (last !== undefined && clock.now() < last + again) return { kind: 'too soon', at: last + again, ...nothing };
    making.add(member);
    await using files = new AsyncDisposableStack();
    files.defer(() => void making.delete(member));
    const exported = await createSending(needs, { id, member, texts }, files).begin();
    // One that could not be begun costs nobody ten minutes.
    if (exported.kind !== 'later') remember(member);
    const lent = files.move();
    return { ...exported, [Symbol.asyncDispose]: () => lent.disposeAsync() };
  };

  function remember(member: UserId): void {
    for (const [other, at] of madeAt) if (at + again < clock.now()) madeAt.delete(other);
    madeAt.set(member, clock.now());
  }
}

/** One export: packed for what Discord takes there, and anew where it takes less. */
function createSending(needs: Needs, { id, member, texts }: Parameters<ExportMember>[0], files: AsyncDisposableStack) {
  const { messenger, uploads, clock, log, cut } = needs;
  const name = `export-${clock.uuid()}`;
  const madeUpTo = clock.now();

  return { begin };

  async function begin(): Promise<Exclude<Exported, { kind: 'busy' | 'too soon' }>> {
    const channel = await messenger.directChannel(member);
    if (channel === 'later') return { kind: 'later' };
    const place = { guild: null, channel };
    for (let limit = await uploads.within(place, told); ; ) {
      const parts = await planned(limit);
      const sent = await send(channel, parts, 0);
      if (sent.kind === 'handed') {
        const { message } = sent;
        return {
          kind: 'sent',
          parts: parts.length,
          message: { channel, id: message },
          rest: () => rest(channel, parts),
        };
      }
      if (sent.kind === 'refused') return { kind: 'refused', parts: parts.length, file: await keptPart(parts) };
      if (sent.kind === 'later') return { kind: 'later' };
      const lower = await uploads.refused(place, limit);
      if (lower === limit) return { kind: 'later' };
      limit = lower;
    }
  }

  async function rest(channel: ChannelId, parts: readonly Part[]): Promise<number> {
    for (let index = 1; index < parts.length; index += 1) {
      let sent = await send(channel, parts, index);
      for (const pause of pausesMs) {
        if (sent.kind !== 'later') break;
        await clock.sleep(pause, cut);
        sent = await send(channel, parts, index);
      }
      if (sent.kind !== 'handed') {
        log.info({ export: id, part: index + 1, parts: parts.length, why: sent.kind }, 'an export was broken off');
        return index;
      }
    }
    return parts.length;
  }

  async function send(channel: ChannelId, parts: readonly Part[], index: number): Promise<HandedOver> {
    await using zip = await written(parts, index);
    const number = numberOf(parts, index);
    const file = { path: zip.path, filename: filenameOf(number) };
    // Awaited here: the file stays until it was sent.
    return await messenger.hand(channel, { id: `${id}.${index + 1}`, content: texts.message(number), file });
  }

  async function keptPart(parts: readonly Part[]) {
    const { path } = files.use(await written(parts, 0));
    return { path, filename: filenameOf(numberOf(parts, 0)) };
  }

  async function written(parts: readonly Part[], index: number): Promise<LentFile> {
    const part = parts[index];
    if (part === undefined) throw new Error(`an export has no part ${index + 1}`);
    const readme = ['README.txt', texts.readme(numberOf(parts, index))] as const;
    return writePart(needs, { ...part, texts: new Map([readme, ...part.texts]) }, cut);
  }

  async function planned(limit: number): Promise<readonly Part[]> {
    const lines = await needs.privacy.ledgerLines(member);
    const costs = costsIn(lines);
    const own = new Map([['ledger.csv', ledgerTable(lines)]]);
    const settings = await settingsAbout();
    if (settings.length > 0) own.set('settings.json', `${JSON.stringify(settings, null, 2)}\n`);
    const first = [...own.values()].reduce((sum, each) => sum + Buffer.byteLength(each), 0);
    const packed: Packed<Thing>[] = [];
    for await (const each of pack(gather(needs, member, madeUpTo), limit - reserved, first + reserved))
      packed.push(each);
    return packed.map((each, index) => ({
      ...each,
      costs,
      name: `${name}-${index + 1}`,
      texts: index === 0 ? own : new Map<string, string>(),
    }));
  }

  /** What servers have set about this member, and what they have set for themselves there. */
  async function settingsAbout() {
    const found: { readonly server: GuildId; readonly limits: readonly unknown[]; readonly trusted: boolean }[] = [];
    for await (const { guild, settings } of needs.settings.all()) {
      const limits = settings.limits.filter(({ subject }) => subject.kind === 'member' && subject.user === member);
      const trusted = settings.trusted?.includes(member) ?? false;
      if (limits.length > 0 || trusted) found.push({ server: guild, limits, trusted });
    }
    const own = await needs.defaults.of(member);
    return [...found, ...own.map(({ guild, defaults }) => ({ server: guild ?? 'direct', defaults }))];
  }

  function filenameOf({ part, parts }: PartNumber): string {
    const day = new Date(madeUpTo).toISOString().slice(0, 10);
    return parts === 1 ? `retouch-${day}.zip` : `retouch-${day}-${part}-of-${parts}.zip`;
  }
}

const numberOf = (parts: readonly Part[], index: number): PartNumber => ({
  part: index + 1,
  parts: parts.length,
  left: parts[index]?.without.size ?? 0,
});

/** For the README, the two lists' own headers, and the text of the message. */
const reserved = 20_000;
const pausesMs = [5_000, 30_000, 60_000] as const;
