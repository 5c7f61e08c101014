import type { ChannelId, JobId, MessageId, UserId } from '../../domain/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { HandedOver, Messenger } from '../../ports/messenger.ts';
import type { LentFile } from '../../ports/store/image-store.ts';
import type { UploadLimits } from '../jobs/upload-limits.ts';
import type { ArchiveTurns, NoTurn } from './turns.ts';

export interface PartNumber {
  readonly part: number;
  readonly parts: number;
  /** In this part: pictures that no part can hold. */
  readonly left: number;
}

export type Exported =
  /** Theirs is being made; or too many are. Or they had one a moment ago; `at`: when they may ask again. */
  | NoTurn
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

/** What is handed over: packed for what one file may take, and anew where Discord takes less. */
export interface Archives<Part> {
  readonly id: JobId;
  readonly member: UserId;
  /** Of what there are several; left out: of this kind a member has one. */
  readonly what?: string | undefined;
  /** What its files are called, with the day. */
  readonly name: string;
  /** Spread over files of at most so many bytes. */
  plan(limit: number): Promise<readonly Part[]>;
  /** How many pictures this part leaves out because none can hold them. */
  left(part: Part): number;
  write(part: Part, number: PartNumber): Promise<LentFile>;
  /** Beside a part. */
  message(number: PartNumber): string;
}

export interface HandOverNeeds {
  readonly uploads: UploadLimits;
  readonly messenger: Pick<Messenger, 'directChannel' | 'hand'>;
  readonly clock: Pick<Clock, 'now' | 'uuid' | 'sleep'>;
  readonly log: Log;
  /** Ends what is being made: the grace of a shutdown is over. */
  readonly cut: AbortSignal;
}

/** What Discord takes of a bot in direct messages, unless it says otherwise (reference, section 2). */
const told = 20 * 1024 * 1024;

/**
 * Hands archives to a member in their direct messages: each is written to the disk, sent whole, and taken away. Nothing of
 * it is a row: a crash costs another press, and what did not arrive was never half of anything.
 */
export async function handOver<Part>(
  needs: HandOverNeeds,
  take: ArchiveTurns,
  archives: Archives<Part>,
): Promise<LentExport> {
  const turn = take(archives.member, archives.what);
  if (turn.kind !== 'turn') return { ...turn, [Symbol.asyncDispose]: () => Promise.resolve() };
  await using files = new AsyncDisposableStack();
  files.use(turn);
  const exported = await createSending(needs, archives, files).begin();
  // One that could not be begun costs nobody a while.
  if (exported.kind !== 'later') turn.had();
  const lent = files.move();
  return { ...exported, [Symbol.asyncDispose]: () => lent.disposeAsync() };
}

function createSending<Part>(
  { messenger, uploads, clock, log, cut }: HandOverNeeds,
  archives: Archives<Part>,
  files: AsyncDisposableStack,
) {
  const { id, member } = archives;
  const begunAt = clock.now();

  return { begin };

  async function begin(): Promise<Exclude<Exported, NoTurn>> {
    const channel = await messenger.directChannel(member);
    if (channel === 'later') return { kind: 'later' };
    if (channel === 'refused') return refused(await archives.plan(told));
    const place = { guild: null, channel };
    for (let limit = await uploads.within(place, told); ; ) {
      const parts = await archives.plan(limit);
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
      if (sent.kind === 'refused') return refused(parts);
      if (sent.kind === 'later') return { kind: 'later' };
      const lower = await uploads.refused(place, limit);
      if (lower === limit) return { kind: 'later' };
      limit = lower;
    }
  }

  async function refused(parts: readonly Part[]): Promise<Exclude<Exported, NoTurn>> {
    return { kind: 'refused', parts: parts.length, file: await keptPart(parts) };
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
    const { part, number } = partAt(parts, index);
    await using zip = await archives.write(part, number);
    const file = { path: zip.path, filename: filenameOf(number) };
    // Awaited here: the file stays until it was sent.
    return await messenger.hand(channel, { id: `${id}.${index + 1}`, content: archives.message(number), file });
  }

  async function keptPart(parts: readonly Part[]) {
    const { part, number } = partAt(parts, 0);
    const { path } = files.use(await archives.write(part, number));
    return { path, filename: filenameOf(number) };
  }

  function partAt(parts: readonly Part[], index: number) {
    const part = parts[index];
    if (part === undefined) throw new Error(`an export has no part ${index + 1}`);
    return { part, number: { part: index + 1, parts: parts.length, left: archives.left(part) } };
  }

  function filenameOf({ part, parts }: PartNumber): string {
    const name = `${archives.name}-${new Date(begunAt).toISOString().slice(0, 10)}`;
    return parts === 1 ? `${name}.zip` : `${name}-${part}-of-${parts}.zip`;
  }
}

const pausesMs = [5_000, 30_000, 60_000] as const;
