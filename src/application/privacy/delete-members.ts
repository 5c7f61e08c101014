import type { Version } from '../../domain/chain/chain.ts';
import { filesOfJob } from '../../domain/chain/version-files.ts';
import type { JobId, UserId } from '../../domain/ids.ts';
import { periodEnd, periods } from '../../domain/money/period.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { ChainIndex, VersionsOf } from '../../ports/store/chain-index.ts';
import type { ImageStore } from '../../ports/store/image-store.ts';
import type { CharacterStore } from '../../ports/store/members/character-store.ts';
import type { Deletion, PrivacyStore } from '../../ports/store/members/privacy-store.ts';
import type { SettingsStore } from '../../ports/store/settings-store.ts';
import type { VersionStore } from '../../ports/store/version-store.ts';
import type { TakeAway } from '../characters/take-away.ts';
import type { EraseVersion } from './erase-version.ts';

interface Needs {
  readonly privacy: PrivacyStore;
  readonly index: Pick<ChainIndex, 'versionsOf' | 'countOf'>;
  readonly versions: Pick<VersionStore, 'find' | 'forgetHeads'>;
  readonly characters: Pick<CharacterStore, 'remove'>;
  readonly images: Pick<ImageStore, 'remove'>;
  readonly settings: Pick<SettingsStore, 'all' | 'change'>;
  /** Removes the files of characters that went. */
  readonly takeAway: TakeAway;
  readonly eraseVersion: EraseVersion;
  /** Cancels a job for its asker. */
  readonly cancel: (job: JobId, user: UserId) => Promise<unknown>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

/** Takes what is due of members' data out of the store, a part of it at a time; answers when to come again; null: nothing waits. */
export type DeleteMembers = (now: number) => Promise<number | null>;

/** So many versions at once, a moment apart: a picture's files, its record and its number are a few milliseconds each. */
const batch = 25;
const batchesApart = 50;
/** For a job that was sent, and ends when its vendor says so. */
const lookAgain = 1_000;

/**
 * Everything of a member, in steps of which each may be done twice; their order is what a crash in the middle relies on.
 * Jobs in hand end first: what was sent is followed to its end, and what comes of it is taken away with the rest. The name
 * in the ledger goes last.
 */
export function createDeleteMembers(needs: Needs): DeleteMembers {
  const { privacy, index, versions, characters, images, takeAway, eraseVersion, cancel, clock, log } = needs;
  /** This process: those whose heads were put elsewhere. */
  const withoutHeads = new Set<JobId>();

  return async function deleteMembers(now) {
    await privacy.forgetPseudonyms(now);
    let next: number | null = null;
    for (const deletion of await privacy.deletions()) {
      const wait = await step(deletion);
      if (wait !== null) next = Math.min(next ?? Number.POSITIVE_INFINITY, clock.now() + wait);
    }
    return next;
  };

  /** How long until its next step; null: it is done. */
  async function step(deletion: Deletion): Promise<number | null> {
    const { id, member, agreedAt } = deletion;
    const open = await privacy.openJobs(member, agreedAt);
    for (const job of open) await cancel(job, member);
    for (const question of await privacy.confirmations(member, agreedAt)) await removeFiles(question);
    await privacy.forgetNotes(member, agreedAt);
    for (const character of await privacy.characters(member, agreedAt)) await characters.remove(character);
    await takeAway();
    await leaveHeads(deletion);
    if (await eraseSome(deletion)) return batchesApart;
    if ((await privacy.openJobs(member, agreedAt)).length > 0) return lookAgain;
    if (await forgetSomeJobs(deletion)) return batchesApart;
    await distrust(member);
    await privacy.forgetName(member, Math.max(...periods.map((each) => periodEnd(each, clock.now()))));
    await privacy.done(id, clock.now());
    withoutHeads.delete(id);
    log.info({ deletion: id }, 'everything of a member was deleted');
    return null;
  }

  /** What managers trusted them with. Limits that they set for this member stay theirs: deleting lifts none. */
  async function distrust(member: UserId): Promise<void> {
    for await (const { guild, settings } of needs.settings.all()) {
      if (settings.trusted?.includes(member) !== true) continue;
      await needs.settings.change(guild, (now) => ({
        ...now,
        trusted: now.trusted?.filter((each) => each !== member),
      }));
    }
  }

  /** All of them before the first version goes: what was before it is known as long as none has gone. */
  async function leaveHeads(deletion: Deletion): Promise<void> {
    if (withoutHeads.has(deletion.id)) return;
    const { member, agreedAt } = deletion;
    await versions.forgetHeads(member, async (id) => {
      const version = await versions.find(id);
      return version !== null && version.madeAt > agreedAt;
    });
    for (const whose of bothOf(member)) {
      let after: Version['id'] | undefined;
      do {
        const page = await index.versionsOf(whose, agreedAt, pageOfHeads, after);
        for (const id of page) await eraseVersion.leaveHeads(id, goesWith(deletion));
        after = page.at(-1);
      } while (after !== undefined);
    }
    withoutHeads.add(deletion.id);
  }

  /** False: none was left. */
  async function eraseSome(deletion: Deletion): Promise<boolean> {
    const { member, agreedAt } = deletion;
    for (const whose of bothOf(member)) {
      const some = await index.versionsOf(whose, agreedAt, batch);
      for (const id of some) await eraseVersion.erase(id, goesWith(deletion));
      if (some.length > 0) return true;
    }
    return false;
  }

  /** With whatever they made that has no place in a chain yet, or was made after it was agreed to. */
  async function forgetSomeJobs(deletion: Deletion): Promise<boolean> {
    const jobs = await privacy.endedJobs(deletion.member, deletion.agreedAt, batch);
    for (const { id, versions: made } of jobs) {
      for (const version of made) await eraseVersion.erase(version, goesWith(deletion));
      await removeFiles(id);
    }
    if (jobs.length > 0) {
      await privacy.forgetJobs(
        deletion.member,
        jobs.map(({ id }) => id),
      );
    }
    return jobs.length > 0;
  }

  async function removeFiles(job: JobId): Promise<void> {
    for (const file of filesOfJob(job)) await images.remove(file);
  }
}

const pageOfHeads = 200;

const bothOf = (member: UserId): readonly VersionsOf[] => [
  { kind: 'owner', member },
  { kind: 'sender', member },
];

const goesWith =
  ({ member, agreedAt }: Deletion) =>
  ({ owner, sentBy, madeAt }: Version) =>
    (owner === member || sentBy === member) && madeAt <= agreedAt;
