import type { Recipe } from '../../domain/asked/image-request.ts';
import { recipeOf } from '../../domain/asked/recipe-of.ts';
import type { Version } from '../../domain/chain/chain.ts';
import { chainOf } from '../../domain/chain/heads.ts';
import type { ChannelId, VersionId } from '../../domain/ids.ts';
import { isHidden, type Job, type JobWork, type PaidRequest } from '../../domain/jobs/job.ts';
import { chargeForPicture } from '../../domain/money/settlement.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ChainIndex } from '../../ports/store/chain-index.ts';
import type { PrivacyStore } from '../../ports/store/members/privacy-store.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { Marking } from '../handing-out/marking.ts';
import { coverageOf } from '../requests/prepare-mask.ts';
import { createIsCovered } from './covered.ts';

/**
 * `thread`: the chain that it belongs to, which was opened from its message; null: that of its channel. `deleted`: what
 * somebody deleted since a first delivery, and never gets a number again.
 */
export type RecordVersions = (
  work: JobWork,
  thread?: ChannelId | null,
  deleted?: ReadonlySet<VersionId>,
) => Promise<void>;

/**
 * Writes what a job made into its chain: version records and numbers, then the head. Before the message, for the buttons
 * under the picture must work as soon as it is seen. Doing it again changes nothing.
 */
export function createRecordVersions({
  versions,
  index,
  marking,
  privacy,
  clock,
}: {
  readonly versions: VersionStore;
  readonly index: ChainIndex;
  readonly marking: Pick<Marking, 'madeFrom'>;
  readonly privacy: Pick<PrivacyStore, 'isForgotten'>;
  readonly clock: Clock;
}): RecordVersions {
  const isCovered = createIsCovered({ versions });

  return async function recordVersions({ job, requests }, thread = null, deleted = new Set()) {
    const { guild, asker, audience } = job.address;
    const place =
      thread === null ? { channel: job.address.channel } : { channel: thread, openedIn: job.address.channel };
    // Its asker had everything deleted meanwhile: it is never one of theirs, and its files go with the job.
    if (isHidden(job) && (await privacy.isForgotten(asker, job.acceptedAt))) return;
    const spoiler = (await isCovered(job)) ? true : undefined;
    const made = await marking.madeFrom(job.sources ?? [], job.task?.recipe.characters);
    const records: Version[] = [];
    for (const request of requests) {
      if (request.ending?.kind !== 'pictures') continue;
      const recipe = keptRecipe(job, request);
      for (const picture of request.ending.pictures) {
        if (deleted.has(picture.version)) continue;
        const known = await versions.find(picture.version);
        records.push(
          known ?? {
            schema: 1,
            id: picture.version,
            kind: 'made',
            ...place,
            guild,
            owner: asker,
            audience,
            sources: job.sources ?? [],
            recipe,
            model: recipe?.model ?? null,
            type: picture.type,
            width: picture.width,
            height: picture.height,
            bytes: picture.bytes,
            madeAt: clock.now(),
            spoiler,
            // A vendor that does not say what it was sent hands back the member's own words.
            revisedPrompt: picture.revisedPrompt === job.task?.recipe.prompt ? undefined : picture.revisedPrompt,
            cost: chargeForPicture(request, requests) ?? undefined,
            made,
          },
        );
      }
    }
    for (const version of records) await versions.put(version);
    await index.enter(
      records.map(({ id, channel, madeAt }) => ({ version: id, channel, audience, owner: asker, guild, madeAt })),
    );
    const [first] = records;
    if (first !== undefined && !isHidden(job)) {
      const move = { version: first.id, movedBy: job.id };
      // In the channel it is the last that its member made, too.
      for (const chain of [...(thread === null ? [] : [{ channel: thread, shared: true }]), chainOf(job.address)]) {
        await versions.moveHead({ chain, user: asker, audience, by: 'result' }, move);
      }
    }
  };
}

/** A mask or marks that came as an upload are kept as the coverage that they were read as: an address does not last. */
function keptRecipe(job: Job, request: PaidRequest): Recipe | null {
  const recipe = job.task === null ? null : recipeOf(job.task, request);
  if (recipe?.mask?.kind !== 'picture' && recipe?.mask?.kind !== 'marks') return recipe;
  const id = coverageOf(job);
  return id === null ? { ...recipe, mask: undefined, keep: undefined } : { ...recipe, mask: { kind: 'coverage', id } };
}
