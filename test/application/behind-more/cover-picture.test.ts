import { expect, test } from 'vitest';
import { createTurnSpoiler } from '../../../src/application/behind-more/cover-picture.ts';
import type { Version } from '../../../src/domain/chain/chain.ts';
import { channelId, messageId, userId, type VersionId } from '../../../src/domain/ids.ts';
import { sampleVersion } from '../../contract/version-store.ts';

const version = sampleVersion('100-0-0');
const ada = {
  user: userId('50'),
  channel: channelId('10'),
  guild: version.guild,
  parent: null,
  shared: false,
  moderates: false,
};

/** One picture in a store, and what happens while Discord covers it. */
function createStage(meanwhile: (kept: Map<VersionId, Version>) => void) {
  const kept = new Map([[version.id, version]]);
  const turnSpoiler = createTurnSpoiler({
    about: async () => ({
      ...{ version: version.id, name: '3', shown: null, record: version, mayDelete: true },
      spoiler: 'may be covered',
    }),
    index: {
      byVersion: async () => ({
        ...{ version: version.id, number: 3, order: 1, channel: version.channel, audience: 'everyone' },
        ...{ owner: version.owner, message: messageId('900') },
      }),
    },
    versions: {
      async change(id, into) {
        const now = kept.get(id);
        if (now !== undefined) kept.set(id, into(now));
        return now !== undefined;
      },
    },
    messenger: {
      async cover() {
        meanwhile(kept);
        return 'done';
      },
    },
  });
  return { kept, turnSpoiler };
}

test('a picture that is deleted while it is covered does not come back', async () => {
  const { kept, turnSpoiler } = createStage((store) => store.clear());
  expect(await turnSpoiler(version.id, ada)).toEqual({ kind: 'gone' });
  expect(kept.size).toBe(0);
});

test('what else changes of a picture while it is covered stays', async () => {
  const { kept, turnSpoiler } = createStage((store) => store.set(version.id, { ...version, cost: 7 }));
  expect(await turnSpoiler(version.id, ada)).toEqual({ kind: 'covered' });
  expect(kept.get(version.id)).toEqual({ ...version, cost: 7, spoiler: true });
});
