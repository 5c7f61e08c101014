import type { Failure } from '../../domain/failure.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { Room } from '../../ports/room.ts';
import type { Journal } from '../../ports/store/journal.ts';

/** Why nothing more is taken just now, whoever asks; null where it is. Cheap: looked at anew once a second. */
export type MayAccept = () => Promise<Failure | null>;

/** How full everything is, in bytes; `originals` is null until they were counted once. */
export interface Fullness {
  readonly disk: Awaited<ReturnType<Room['disk']>>;
  readonly memory: ReturnType<Room['memory']>;
  readonly originals: number | null;
}

/** What a full line is told: places become free all the time, but many wait for them. */
export const queueComeBack = 5 * 60_000;

/** Limits to what is taken in, beside the line's: a refusal at the door, before anything is written down. */
export function createAdmission({
  room,
  journal,
  keptBytes,
  maxBytes,
  clock,
  log,
}: {
  readonly room: Room;
  readonly journal: Pick<Journal, 'line'>;
  /** What the originals take; null until they were counted once. */
  readonly keptBytes: () => number | null;
  /** What they may take (`IMAGE_STORE_MAX_GB`). */
  readonly maxBytes: number;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}): MayAccept {
  let seen: { readonly at: number; readonly answer: Promise<Failure | null> } | null = null;
  let lack: Lack | null = null;

  return function mayAccept() {
    const now = clock.now();
    if (seen === null || now - seen.at >= freshFor) seen = { at: now, answer: look(now) };
    return seen.answer;
  };

  async function look(now: number): Promise<Failure | null> {
    const fullness = { disk: await room.disk(), memory: room.memory(), originals: keptBytes() };
    let lacking = whatIsLacking(fullness, maxBytes);
    // With nothing to do it would not become less by waiting, and one more can do no harm.
    if (lacking === 'memory' && (await isIdle(now))) lacking = null;
    if (lacking !== lack) {
      const { disk, memory, originals } = fullness;
      const fields = { lacking, freeDisk: disk.free, memory: memory.used, originals };
      if (lacking === null) log.info(fields, 'there is room again: requests are taken');
      else log.warn(fields, 'no room: requests are refused at the door');
      lack = lacking;
    }
    return lacking === null ? null : { code: 'no_room', retryAfterMs: comeBack[lacking] };
  }

  async function isIdle(now: number): Promise<boolean> {
    const { waiting, inHand } = await journal.line(now);
    return waiting.length === 0 && inHand.length === 0;
  }
}

export type Lack = 'disk' | 'memory' | 'originals';

/**
 * - disk: what is in hand still has to be written, and a full disk would lose what was paid for
 * - memory: pictures pass through files, so far below this something has gone wrong
 * - originals: retention could not bring them below their limit, for what is left is needed. Some room above it, for
 *   retention runs after pictures have come, not before
 */
export function whatIsLacking({ disk, memory, originals }: Fullness, maxBytes: number): Lack | null {
  if (disk.free < Math.min(leastFreeDisk, disk.total / 20)) return 'disk';
  if (memory.used > Math.min(mostMemory, memory.total * 0.85)) return 'memory';
  if (originals !== null && originals > maxBytes + Math.max(leastMargin, maxBytes / 10)) return 'originals';
  return null;
}

const freshFor = 1_000;
const mebibyte = 2 ** 20;
const leastFreeDisk = 512 * mebibyte;
const mostMemory = 2_048 * mebibyte;
const leastMargin = 1_024 * mebibyte;

const minute = 60_000;
/** Work in hand ends within minutes; a disk or a store that is full needs retention, or its operator. */
const comeBack: Readonly<Record<Lack, number>> = { memory: 3 * minute, disk: 60 * minute, originals: 60 * minute };
