import type { Version } from '../domain/chain.ts';
import { coverageId } from '../domain/ids.ts';
import { operationOf, type Recipe } from '../domain/image-request.ts';
import { type Job, type JobWork, type PaidRequest, type StoredPicture, withoutToken } from '../domain/job.ts';
import { extensionOf } from '../domain/picture-type.ts';
import { settle } from '../domain/settlement.ts';
import type { ChainIndex } from '../ports/chain-index.ts';
import type { Clock } from '../ports/clock.ts';
import type { ImageStore } from '../ports/image-store.ts';
import type { Journal } from '../ports/journal.ts';
import type { Log } from '../ports/log.ts';
import type { Answer, AnsweredPicture, Messenger, Posted, UsedPicture } from '../ports/messenger.ts';
import type { Pictures } from '../ports/pictures.ts';
import type { VersionStore } from '../ports/version-store.ts';
import { backoffAfter, type Pace } from './pace.ts';
import type { Addresses } from './prepare-call.ts';

export type Deliver = (work: JobWork, signal: AbortSignal) => Promise<void>;

/** A message created by the bot may be at most 25 MiB in all (reference, Discord section 2); a word of room for its text. */
const maxMessageBytes = 24 * 1024 * 1024;
/** Below this no picture is worth showing; Discord's smallest limit is far above. */
const leastLimit = 256 * 1024;

/**
 * Writes the versions, moves the head, writes the answer's message, and ends the job. Every one of these may be done
 * again with the same effect, so a crash anywhere in it is answered by doing it again.
 */
export function createDeliver({
  journal,
  versions,
  index,
  images,
  pictures,
  messenger,
  addresses,
  clock,
  pace,
  log,
}: {
  readonly journal: Journal;
  readonly versions: VersionStore;
  readonly index: ChainIndex;
  readonly images: ImageStore;
  readonly pictures: Pictures;
  readonly messenger: Messenger;
  readonly addresses: Addresses;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly log: Log;
}): Deliver {
  return async function deliver({ job, requests }, signal) {
    const made = requests.flatMap((each) => (each.ending?.kind === 'pictures' ? each.ending.pictures : []));
    if (job.failure !== null || made.length === 0) return answerFailure({ job, requests }, signal);
    await record(job, requests);
    if (job.shown.kind === 'hidden' || job.shown.kind === 'hiding') return endUnseen({ job, requests });
    const answer = await compose(job, requests, made);
    const posted = await messenger.answer(job, answer);
    if (posted.kind === 'posted') {
      await index.showIn(
        posted.message,
        made.map((each) => each.version),
      );
    }
    return afterPosting({ job, requests }, posted, 'done', signal);
  };

  /** Cancelled after it was sent: what was made waits in /history, and its message has said so. */
  async function endUnseen({ job, requests }: JobWork): Promise<void> {
    const state = job.failure === null ? 'done' : 'failed';
    const settled = { ...settle(requests, 'reachable'), at: clock.now() };
    const address = withoutToken(job.address);
    await journal.advance(job, { state, task: null, address, wakeAt: null }, { settle: settled });
  }

  async function answerFailure(work: JobWork, signal: AbortSignal): Promise<void> {
    const { job } = work;
    if (job.shown.kind === 'hidden') return endUnseen(work);
    const failure = job.failure ?? { code: 'bug', reference: job.id };
    const neutral = job.address.kind === 'message' && job.task === null;
    const posted = await messenger.answer(job, { kind: 'failure', failure, neutral });
    return afterPosting(work, posted, 'failed', signal);
  }

  /** Version records and numbers first: the buttons under the picture must work as soon as it is seen. */
  async function record(job: Job, requests: readonly PaidRequest[]): Promise<void> {
    const { channel, guild, asker, audience } = job.address;
    const records: Version[] = [];
    for (const request of requests) {
      if (request.ending?.kind !== 'pictures') continue;
      for (const picture of request.ending.pictures) {
        const known = await versions.find(picture.version);
        records.push(
          known ?? {
            schema: 1,
            id: picture.version,
            kind: 'made',
            channel,
            guild,
            owner: asker,
            audience,
            sources: job.sources ?? [],
            recipe: keptRecipe(job),
            model: job.task?.recipe.model ?? null,
            type: picture.type,
            width: picture.width,
            height: picture.height,
            bytes: picture.bytes,
            madeAt: clock.now(),
          },
        );
      }
    }
    for (const version of records) await versions.put(version);
    await index.enter(records.map(({ id }) => ({ version: id, channel, audience, owner: asker })));
    const [first] = records;
    const isHidden = job.shown.kind === 'hidden' || job.shown.kind === 'hiding';
    if (first !== undefined && !isHidden) {
      await versions.moveHead(channel, audience, asker, { version: first.id, movedBy: job.id });
    }
  }

  async function compose(job: Job, requests: readonly PaidRequest[], made: readonly StoredPicture[]): Promise<Answer> {
    const recipe = job.task?.recipe;
    if (recipe === undefined) return { kind: 'failure', failure: { code: 'bug', reference: job.id }, neutral: false };
    const limit = Math.min(job.address.sizeLimit, Math.floor(maxMessageBytes / made.length));
    const shown: AnsweredPicture[] = [];
    for (const picture of made) {
      const fitted = await images.withFile(picture.version, (path) =>
        pictures.fit(path, limit, images.scratchPath(`${picture.version}.shown`)),
      );
      const entry = await index.byVersion(picture.version);
      if (fitted === null || entry === null) continue;
      const number = entry.number;
      shown.push({
        version: picture.version,
        number,
        path: fitted.path,
        filename: `retouch-${number}.${extensionOf(fitted.type)}`,
        width: picture.width,
        height: picture.height,
        reduced: fitted.changed,
        fullSizeUrl: fitted.changed ? addresses.picture(picture.version) : null,
      });
    }
    const paid = requests.filter((each) => each.ending?.kind === 'pictures');
    const cost = paid.every((each) => each.price !== null)
      ? paid.reduce((sum, each) => sum + (each.price ?? 0), 0)
      : null;
    return {
      kind: 'pictures',
      operation: operationOf({ sources: job.sources ?? [] }),
      recipe,
      pictures: shown,
      used: await usedPicture(job),
      warnings: job.warnings,
      cost,
    };
  }

  async function usedPicture(job: Job): Promise<UsedPicture | null> {
    const [source, ...others] = job.sources ?? [];
    if (source === undefined) return null;
    const entry = await index.byVersion(source);
    const version = await versions.find(source);
    if (entry === null || version === null) return null;
    const incoming = job.task?.sources[0];
    // A message of another channel is linked to as long as the job knows of it.
    const elsewhere = incoming?.kind === 'picture' ? incoming.picture.message : undefined;
    const shownIn = entry.message === null ? elsewhere : { channel: entry.channel, id: entry.message };
    return {
      version: source,
      number: entry.number,
      message: shownIn?.id ?? null,
      channel: shownIn?.channel ?? entry.channel,
      kind: version.kind,
      others: others.length,
    };
  }

  async function afterPosting(
    work: JobWork,
    posted: Posted,
    ended: 'done' | 'failed',
    signal: AbortSignal,
  ): Promise<void> {
    const { job, requests } = work;
    const now = clock.now();
    switch (posted.kind) {
      case 'posted':
        await journal.advance(
          job,
          {
            state: ended,
            task: null,
            address: { ...withoutToken(job.address), message: posted.message },
            shown: { kind: 'ending' },
            wakeAt: null,
          },
          { settle: { ...settle(requests, 'reachable'), at: now } },
        );
        log.info(
          { job: job.id, state: ended, code: job.failure?.code, seconds: (now - job.acceptedAt) / 1000 },
          'job ended',
        );
        return;
      case 'too large': {
        const sizeLimit = Math.max(leastLimit, Math.floor(job.address.sizeLimit / 2));
        log.info({ job: job.id, sizeLimit }, 'the answer is over the limit of this place');
        if (sizeLimit === job.address.sizeLimit) return giveUp(work, 'too large');
        await journal.advance(job, { address: { ...job.address, sizeLimit }, wakeAt: now });
        return;
      }
      case 'later': {
        // Cut short by stopping: the row says where it was, and the next start goes on at once.
        if (signal.aborted) return;
        if (now - job.acceptedAt > pace.deliverFor) return giveUp(work, 'Discord takes no answer');
        const pause = Math.max(posted.afterMs, backoffAfter(job.tries, pace, clock.random()));
        await journal.advance(job, { tries: job.tries + 1, wakeAt: now + pause });
        return;
      }
      case 'impossible':
        return giveUp(work, posted.code);
      default:
        posted satisfies never;
    }
  }

  /** Nothing can be written there any more: nobody is charged. What was made stays in the chain, should the place come back. */
  async function giveUp({ job, requests }: JobWork, why: string): Promise<void> {
    log.warn({ job: job.id, code: why }, 'the answer cannot be delivered');
    await journal.advance(
      job,
      {
        state: 'failed',
        task: null,
        address: withoutToken(job.address),
        failure: { code: 'undeliverable', vendorCode: why },
        shown: { kind: 'ending' },
        wakeAt: null,
      },
      { settle: { ...settle(requests, 'undeliverable'), at: clock.now() } },
    );
  }
}

/** A mask that came as an upload is kept as the coverage that it was read as: its address does not last. */
function keptRecipe(job: Job): Recipe | null {
  const recipe = job.task?.recipe ?? null;
  if (recipe?.mask?.kind !== 'picture') return recipe;
  return { ...recipe, mask: { kind: 'coverage', id: coverageId(job.id) } };
}
