import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { recipe } from '../../scripts/sample-records.ts';
import type { Head, Version } from '../../src/domain/chain/chain.ts';
import type { Chain, Mover } from '../../src/domain/chain/heads.ts';
import { channelId, guildId, jobId, modelId, type UserId, userId, versionId } from '../../src/domain/ids.ts';
import type { Audience } from '../../src/domain/jobs/job.ts';
import type { VersionStore } from '../../src/ports/store/version-store.ts';

export interface OpenedVersionStore {
  readonly store: VersionStore;
  close(): Promise<void>;
}

/** What every version store promises. `open` gives an empty one. */
export function describeVersionStore(name: string, open: () => Promise<OpenedVersionStore>): void {
  describe(`the version store: ${name}`, () => {
    let opened: OpenedVersionStore;
    let store: VersionStore;
    beforeEach(async () => {
      opened = await open();
      store = opened.store;
    });
    afterEach(() => opened.close());

    const channel = channelId('10');
    const ada = userId('50');
    const bob = userId('51');
    const thread: Chain = { channel, shared: true };
    const plain: Chain = { channel, shared: false };
    const by = (user: UserId, audience: Audience = 'everyone', chain = thread): Mover => ({
      chain,
      user,
      audience,
      by: 'result',
    });
    const move = (version: string | null, by: string): Head => ({
      version: version === null ? null : versionId(version),
      movedBy: jobId(by),
    });

    test('a made version comes back exactly as it was put', async () => {
      const version = sampleVersion('100-0-0', { cost: 41_000 });
      await store.put(version);
      expect(await store.find(version.id)).toEqual(version);
      await store.put({ ...version, recipe: { ...recipe, format: 'webp', size: 'auto' } });
      expect((await store.find(version.id))?.recipe).toEqual({ ...recipe, format: 'webp', size: 'auto' });
    });

    test('an imported version has no recipe, and a direct message no guild', async () => {
      const version = sampleVersion('i33', { kind: 'imported', recipe: null, model: null, guild: null, sources: [] });
      await store.put(version);
      expect(await store.find(version.id)).toEqual(version);
    });

    test('many are found at once, each in its place', async () => {
      const [first, second] = [sampleVersion('100-0-0'), sampleVersion('101-0-0')];
      await store.put(first);
      await store.put(second);
      expect(await store.findMany([second.id, versionId('9-0-0'), first.id])).toEqual([second, null, first]);
      expect(await store.findMany([])).toEqual([]);
    });

    test('what was never put, or was removed, is not found', async () => {
      expect(await store.find(versionId('9-0-0'))).toBeNull();
      await store.put(sampleVersion('100-0-0'));
      await store.remove(versionId('100-0-0'));
      await store.remove(versionId('100-0-0'));
      expect(await store.find(versionId('100-0-0'))).toBeNull();
    });

    test('a change is made of what is there now, and of what is removed meanwhile nothing comes back', async () => {
      const { id } = sampleVersion('100-0-0');
      const covered = (version: Version): Version => ({ ...version, spoiler: true });
      expect(await store.change(id, covered)).toBe(false);
      expect(await store.find(id)).toBeNull();

      await store.put(sampleVersion('100-0-0', { cost: 1 }));
      expect(await store.change(id, covered)).toBe(true);
      expect(await store.find(id)).toEqual(sampleVersion('100-0-0', { cost: 1, spoiler: true }));

      await Promise.all([store.change(id, covered), store.remove(id)]);
      expect(await store.find(id)).toBeNull();
      expect(await Promise.all([store.remove(id), store.change(id, covered)])).toEqual([undefined, false]);
      expect(await store.find(id)).toBeNull();
    });

    test('a chain without a head has none', async () => {
      expect(await store.head(thread, ada, 'asker')).toBeNull();
    });

    test('a result moves the head for everyone in its channel only', async () => {
      expect(await store.moveHead(by(ada), move('100-0-0', '100'))).toBe(true);
      expect(await store.head(thread, bob, 'asker')).toEqual(move('100-0-0', '100'));
      expect(await store.head(thread, bob, 'everyone')).toEqual(move('100-0-0', '100'));
      expect(await store.head({ channel: channelId('11'), shared: true }, bob, 'asker')).toBeNull();
    });

    test('a result that was asked earlier does not move the head that something later has moved', async () => {
      await store.moveHead(by(ada), move('200-0-0', '200'));
      expect(await store.moveHead(by(ada), move('99-0-0', '99'))).toBe(false);
      expect(await store.head(thread, ada, 'asker')).toEqual(move('200-0-0', '200'));
    });

    test('delivering twice moves the head once', async () => {
      expect(await store.moveHead(by(ada), move('100-0-0', '100'))).toBe(true);
      expect(await store.moveHead(by(ada), move('100-0-0', '100'))).toBe(false);
      expect(await store.head(thread, ada, 'asker')).toEqual(move('100-0-0', '100'));
    });

    test('an undo that is told twice goes back once', async () => {
      await store.moveHead(by(ada), move('100-0-0', '110'));
      await store.moveHead(by(ada), move('090-0-0', '110'));
      expect(await store.head(thread, ada, 'asker')).toEqual(move('100-0-0', '110'));
    });

    test('a private head is its asker’s own, until the chain’s moves later', async () => {
      await store.moveHead(by(ada), move('100-0-0', '100'));
      await store.moveHead(by(ada, 'asker'), move('110-0-0', '110'));
      expect(await store.head(thread, ada, 'asker')).toEqual(move('110-0-0', '110'));
      expect(await store.head(thread, bob, 'asker')).toEqual(move('100-0-0', '100'));
      expect(await store.head(thread, bob, 'everyone')).toEqual(move('100-0-0', '100'));
      await store.moveHead(by(bob), move('120-0-0', '120'));
      expect(await store.head(thread, ada, 'asker')).toEqual(move('120-0-0', '120'));
    });

    test('after a reset the chain has a head without a version', async () => {
      await store.moveHead(by(ada), move('100-0-0', '100'));
      await store.moveHead(by(ada), move(null, '101'));
      expect(await store.head(thread, ada, 'asker')).toEqual(move(null, '101'));
    });

    test('in a plain channel each member has their own, and a newcomer starts from the last public one', async () => {
      await store.moveHead(by(ada, 'everyone', plain), move('100-0-0', '100'));
      await store.moveHead(by(bob, 'everyone', plain), move('101-0-0', '101'));
      await store.moveHead(by(bob, 'asker', plain), move('102-0-0', '102'));
      expect(await store.head(plain, ada, 'asker')).toEqual(move('100-0-0', '100'));
      expect(await store.head(plain, bob, 'asker')).toEqual(move('102-0-0', '102'));
      expect(await store.head(plain, bob, 'everyone')).toEqual(move('101-0-0', '101'));
      expect(await store.head(plain, userId('52'), 'asker')).toEqual(move('101-0-0', '101'));
    });

    test('a choice in a plain channel moves nobody else’s start', async () => {
      await store.moveHead(by(ada, 'everyone', plain), move('100-0-0', '100'));
      expect(await store.moveHead({ ...by(ada, 'everyone', plain), by: 'choice' }, move(null, '101'))).toBe(true);
      expect(await store.head(plain, ada, 'asker')).toEqual(move(null, '101'));
      expect(await store.head(plain, bob, 'asker')).toEqual(move('100-0-0', '100'));
    });

    test('what lies ahead is kept with a head, each head its own, and told with all that concern a member', async () => {
      const ahead = [versionId('101-0-0'), versionId('102-0-0')];
      await store.moveHead(by(bob, 'everyone', plain), move('99-0-0', '99'));
      await store.moveHead({ ...by(ada, 'everyone', plain), by: 'choice' }, { ...move('100-0-0', '110'), ahead });
      expect(await store.heads(channel, ada)).toEqual({
        everyones: move('99-0-0', '99'),
        own: { ...move('100-0-0', '110'), ahead },
        hidden: null,
      });
      await store.moveHead(by(ada, 'everyone', plain), move('111-0-0', '111'));
      expect((await store.heads(channel, ada)).own).toEqual(move('111-0-0', '111'));
    });

    test('an older result that ends late becomes the last public one of no channel, and not its maker’s own', async () => {
      await store.moveHead(by(ada, 'everyone', plain), move('200-0-0', '200'));
      expect(await store.moveHead(by(bob, 'everyone', plain), move('150-0-0', '150'))).toBe(true);
      expect(await store.moveHead(by(ada, 'everyone', plain), move('140-0-0', '140'))).toBe(false);
      expect(await store.head(plain, bob, 'asker')).toEqual(move('150-0-0', '150'));
      expect(await store.head(plain, ada, 'asker')).toEqual(move('200-0-0', '200'));
      expect(await store.head(plain, userId('52'), 'asker')).toEqual(move('200-0-0', '200'));
    });

    test('many moves at once leave the head with the latest asked', async () => {
      const moves = Array.from({ length: 40 }, (_, index) => move(`v${index}`, String(1_000 + ((index * 17) % 40))));
      await Promise.all(moves.map((each) => store.moveHead(by(ada), each)));
      expect((await store.head(thread, ada, 'asker'))?.movedBy).toBe('1039');
    });
  });
}

export function sampleVersion(id: string, changes: Partial<Version> = {}): Version {
  return {
    schema: 1,
    id: versionId(id),
    kind: 'made',
    channel: channelId('10'),
    guild: guildId('1'),
    owner: userId('50'),
    audience: 'everyone',
    sources: [versionId('90-0-0'), versionId('i7')],
    recipe,
    model: modelId('gpt-image-2'),
    type: 'image/png',
    width: 1024,
    height: 1536,
    bytes: 2_000_000,
    madeAt: 1_700_000_000_000,
    ...changes,
  };
}
