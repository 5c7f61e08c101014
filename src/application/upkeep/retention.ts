import { type KeptOriginal, outlived, type RetentionRule, type ShorterAges } from '../../domain/chain/retention.ts';
import { standsFor, thumbnailId, versionId } from '../../domain/ids.ts';
import type { Log } from '../../ports/log.ts';
import type { ImageStore } from '../../ports/store/image-store.ts';
import type { NeededOriginals } from '../../ports/store/needed-originals.ts';

export interface Retention {
  /** Removes what is due; does nothing where nothing can be. Answers when to come again. */
  run(now: number): Promise<number>;
  /** What the originals take; null until they were counted once. */
  keptBytes(): number | null;
}

const every = 3_600_000;
/** Over the size, where what is left is needed: whether it still is. */
const overEvery = 15_000;

/**
 * Keeps the originals within their size and age. Hourly, and when they grow over the size. Only the pictures themselves
 * go: the records of their versions stay, so that histories still list them.
 */
export function createRetention({
  images,
  needed,
  rule,
  shorterAges,
  log,
}: {
  readonly images: ImageStore;
  readonly needed: NeededOriginals;
  readonly rule: RetentionRule;
  /** What servers have set, read anew for each look. */
  readonly shorterAges: () => Promise<ShorterAges | undefined>;
  readonly log: Log;
}): Retention {
  /** What was counted last, and how much the store had grown by then. */
  let counted: { readonly at: number; readonly bytes: number; readonly growth: number } | null = null;

  const keptBytes = () => (counted === null ? null : counted.bytes + images.growth() - counted.growth);
  const dueAt = () => {
    if (counted === null) return Number.NEGATIVE_INFINITY;
    return counted.at + ((keptBytes() ?? 0) > rule.maxBytes ? overEvery : every);
  };

  return {
    keptBytes,
    async run(now) {
      if (now < dueAt()) return dueAt();
      const growth = images.growth();
      const kept: KeptOriginal[] = [];
      for await (const original of images.list()) kept.push(original);
      counted = { at: now, growth, bytes: kept.reduce((sum, { bytes }) => sum + bytes, 0) };

      const isNeeded = await needed.look(now);
      let removed = 0;
      let bytes = 0;
      const shorter = await shorterAges();
      for await (const original of outlived(kept, isNeeded, { ...rule, shorter }, now)) {
        await images.remove(original.id);
        await images.remove(thumbnailId(versionId(standsFor(original.id))));
        removed += 1;
        bytes += original.bytes;
      }
      if (removed > 0) log.info({ removed, bytes, kept: keptBytes() }, 'old originals were removed');
      return dueAt();
    },
  };
}
