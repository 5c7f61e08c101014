import { expect, test } from 'vitest';
import { drawPage, panelActs } from '../../../commands/server/panel/pages.ts';
import type { Panel, Settings } from '../../../commands/server/panel/panel.ts';
import { channelId, guildId } from '../../../src/domain/ids.ts';
import { english } from '../../../src/words/words.ts';
import { scriptedServices } from '../../discord/scripted-services.ts';

const nothingSet: Settings = { limits: [], unreadable: [], logChannel: null };

/** Drawing reads no more of a request than this. */
const panelOf = (settings: Settings) =>
  ({
    request: {
      words: english(),
      mention: (path: string) => `/${path}`,
      services: scriptedServices({ complete: { everyModel: () => [] } }),
    },
    guild: guildId('9'),
    settings,
  }) as unknown as Panel;

test('a page that another version of the panel had shows all rules', () => {
  const all = drawPage(panelOf(nothingSet), 'rules');
  for (const part of ['gone', 'gone.7', '']) expect(drawPage(panelOf(nothingSet), part)).toEqual(all);
});

test('what is not among the choices of a rule changes nothing', () => {
  const replies = panelActs.get('replies') ?? expect.fail('there is no such act');
  for (const values of [[], ['maybe'], ['__proto__']])
    expect(replies.change(nothingSet, { values, before: [] }, undefined)).toBe(nothingSet);
  expect(replies.change(nothingSet, { values: ['ask'], before: [] }, undefined)).toEqual({
    ...nothingSet,
    replies: 'ask',
  });
});

test('the usual choice is as if nothing were set', () => {
  const replies = panelActs.get('replies') ?? expect.fail('there is no such act');
  const changed = replies.change({ ...nothingSet, replies: 'off' }, { values: ['edit'], before: ['off'] }, undefined);
  expect(changed.replies).toBeUndefined();
});

test('what another manager added meanwhile stays, though this panel never showed it', () => {
  const denied = panelActs.get('channels-denied') ?? expect.fail('there is no such act');
  const [seen, later, fresh] = ['11', '12', '13'].map(channelId);
  const now: Settings = {
    ...nothingSet,
    channels: { allowed: [], denied: [seen, later].filter((each) => each !== undefined) },
  };
  const changed = denied.change(now, { values: [String(seen), String(fresh)], before: [String(seen)] }, '1');
  expect(changed.channels?.denied).toEqual([seen, later, fresh]);
});
