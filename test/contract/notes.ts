import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sampleJob } from '../../scripts/sample-records.ts';
import {
  applicationId,
  channelId,
  draftId,
  guildId,
  jobId,
  messageId,
  userId,
  versionId,
} from '../../src/domain/ids.ts';
import type { Confirmation, Draft, Notes } from '../../src/ports/store/notes.ts';

export interface OpenedNotes {
  readonly notes: Notes;
  close(): Promise<void>;
}

/** What all notes promise. `open` gives empty ones. */
export function describeNotes(name: string, open: () => Promise<OpenedNotes>): void {
  describe(`the notes: ${name}`, () => {
    let opened: OpenedNotes;
    let notes: Notes;
    beforeEach(async () => {
      opened = await open();
      notes = opened.notes;
    });
    afterEach(() => opened.close());

    const hour = 3_600_000;
    const picture = messageId('70');
    const channel = channelId('10');
    const draft = (id: string, madeAt: number): Draft => ({
      id: draftId(id),
      asker: userId('50'),
      channel,
      audience: 'asker',
      sources: [
        { kind: 'version', version: versionId('1-0-0') },
        { kind: 'picture', picture: { id: '5', url: 'https://x.test/a', filename: 'a.png', owner: userId('51') } },
      ],
      madeAt,
    });

    test('a draft is taken once, with its words', async () => {
      const kept = { ...draft('1', 10), prompt: 'a red fox', leftOut: [{ kind: 'heic', name: 'a.heic' } as const] };
      await notes.keepDraft(kept);
      expect(await notes.takeDraft(draftId('1'))).toEqual(kept);
      expect(await notes.takeDraft(draftId('1'))).toBeNull();
      expect(await notes.findDraft(draftId('1'))).toBeNull();
    });

    test('a draft comes back as it was kept, and keeping it again replaces it', async () => {
      await notes.keepDraft(draft('1', 10));
      expect(await notes.findDraft(draftId('1'))).toEqual(draft('1', 10));
      await notes.keepDraft({ ...draft('1', 20), sources: [] });
      expect(await notes.findDraft(draftId('1'))).toEqual({ ...draft('1', 20), sources: [] });
      expect(await notes.findDraft(draftId('2'))).toBeNull();
    });

    const confirmation = (id: string, madeAt: number): Confirmation => {
      const { address, task } = sampleJob(id);
      if (task === null) throw new Error('the sample asks for nothing');
      return { id: jobId(id), ...task, address: { ...address, token: null }, price: 331_000, madeAt };
    };

    test('a confirmation comes back as it was kept, the last of an id, until it is dropped or a day has passed', async () => {
      await notes.keepConfirmation(confirmation('1', 10));
      await notes.keepConfirmation({ ...confirmation('1', 20), price: 5 });
      await notes.keepConfirmation(confirmation('2', hour));
      expect(await notes.findConfirmation(jobId('1'))).toEqual({ ...confirmation('1', 20), price: 5 });
      await notes.dropConfirmation(jobId('1'));
      expect(await notes.findConfirmation(jobId('1'))).toBeNull();
      await notes.prune(25 * hour);
      expect(await notes.findConfirmation(jobId('2'))).toEqual(confirmation('2', hour));
      await notes.prune(25 * hour + 1);
      expect(await notes.findConfirmation(jobId('2'))).toBeNull();
    });

    test('a hint is claimed once per picture and hour', async () => {
      expect(await notes.claimHint(picture, 0)).toBe(true);
      expect(await notes.claimHint(picture, hour - 1)).toBe(false);
      expect(await notes.claimHint(messageId('71'), hour - 1)).toBe(true);
      expect(await notes.claimHint(picture, hour)).toBe(true);
      expect(await notes.claimHint(picture, hour + 1)).toBe(false);
    });

    test('messages to remove fall due in time and are forgotten once removed', async () => {
      expect(await notes.nextRemovalAt()).toBeNull();
      await notes.removeLater(channel, messageId('81'), 200);
      await notes.removeLater(channel, messageId('80'), 100);
      expect(await notes.nextRemovalAt()).toBe(100);
      expect(await notes.dueRemovals(99)).toEqual([]);
      expect(await notes.dueRemovals(200)).toEqual([
        { channel, message: '80' },
        { channel, message: '81' },
      ]);
      await notes.removed(messageId('80'));
      await notes.removed(messageId('80'));
      expect(await notes.dueRemovals(200)).toEqual([{ channel, message: '81' }]);
      expect(await notes.nextRemovalAt()).toBe(200);
    });

    test('of what a place refused the lowest of a day counts, for a day', async () => {
      const [place, other] = [guildId('1'), channelId('2')];
      expect(await notes.uploadLimit(place, 0)).toBeNull();
      await notes.keepUploadLimit(place, 500, 0);
      await notes.keepUploadLimit(place, 800, hour);
      expect(await notes.uploadLimit(place, 2 * hour)).toBe(500);
      await notes.keepUploadLimit(place, 300, 2 * hour);
      expect(await notes.uploadLimit(place, 26 * hour - 1)).toBe(300);
      expect(await notes.uploadLimit(place, 26 * hour)).toBeNull();
      await notes.keepUploadLimit(place, 900, 26 * hour);
      expect(await notes.uploadLimit(place, 26 * hour)).toBe(900);
      expect(await notes.uploadLimit(other, 26 * hour)).toBeNull();
      await notes.prune(50 * hour - 1);
      expect(await notes.uploadLimit(place, 50 * hour - 1)).toBe(900);
      await notes.keepUploadLimit(place, null, 50 * hour - 1);
      expect(await notes.uploadLimit(place, 50 * hour - 1)).toBeNull();
    });

    test('where commands were registered is known until they are taken back, for each bot', async () => {
      const [bot, another] = [applicationId('7'), applicationId('70')];
      expect(await notes.registeredIn(bot)).toEqual([]);
      for (const place of [null, guildId('1'), null]) await notes.keepRegistered(bot, place);
      await notes.keepRegistered(another, guildId('2'));
      expect(await notes.registeredIn(bot)).toEqual([null, '1']);
      await notes.forgetRegistered(bot, null);
      expect(await notes.registeredIn(bot)).toEqual(['1']);
      expect(await notes.registeredIn(another)).toEqual(['2']);
    });

    test('of a chain that drifted the original is offered once, with one version however often that asks', async () => {
      const [drifted, later, elsewhere] = [versionId('1-0-0'), versionId('2-0-0'), versionId('3-0-0')];
      const [answer, another] = [versionId('4-0-0'), versionId('5-0-0')];
      expect(await notes.offerOriginal(drifted, answer)).toBe(false);
      for (const version of [drifted, later, drifted]) await notes.keepDrift(version, 'i1-10');
      await notes.keepDrift(elsewhere, 'i1-10 50');
      expect(await notes.isOriginalOffered('i1-10')).toBe(false);
      expect(await notes.offerOriginal(drifted, answer)).toBe(true);
      expect(await notes.offerOriginal(drifted, answer)).toBe(true);
      expect(await notes.offerOriginal(drifted, another)).toBe(false);
      expect(await notes.offerOriginal(later, another)).toBe(false);
      expect(await notes.isOriginalOffered('i1-10')).toBe(true);
      expect(await notes.isOriginalOffered('i1-10 50')).toBe(false);
      expect(await notes.offerOriginal(elsewhere, another)).toBe(true);
    });

    test('the secret is made once', async () => {
      expect(await notes.secret(() => 'first')).toBe('first');
      expect(await notes.secret(() => 'second')).toBe('first');
    });

    test('drafts and hints older than a day are forgotten, removals are not', async () => {
      await notes.keepDraft(draft('1', 0));
      await notes.keepDraft(draft('2', hour));
      await notes.removeLater(channel, messageId('80'), 0);
      await notes.claimHint(picture, 0);
      await notes.prune(24 * hour + 1);
      expect(await notes.findDraft(draftId('1'))).toBeNull();
      expect(await notes.findDraft(draftId('2'))).toEqual(draft('2', hour));
      expect(await notes.dueRemovals(1)).toEqual([{ channel, message: '80' }]);
    });
  });
}
