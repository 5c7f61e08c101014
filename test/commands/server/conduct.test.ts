import { expect, test } from 'vitest';
import { serverBlocklistActs } from '../../../commands/server/lists/blocklist.ts';
import { serverPauseAct } from '../../../commands/server/pause.ts';
import type { Request } from '../../../src/discord/kit/request.ts';
import { channelId, guildId, userId } from '../../../src/domain/ids.ts';
import { english } from '../../../src/words/words.ts';
import { recordedReply } from '../../discord/recorded-reply.ts';
import { scriptedServices } from '../../discord/scripted-services.ts';

const member = userId('200000000000000002');
const acts: Readonly<Record<string, (request: Request) => Promise<void>>> = {
  'blocklist add': (request) => serverBlocklistActs.add.run({ words: 'gore' }, request),
  'blocklist remove': (request) => serverBlocklistActs.remove.run({ words: 'gore' }, request),
  'blocklist list': (request) => serverBlocklistActs.list.run({}, request),
  'blocklist action': (request) => serverBlocklistActs.action.run({ do: 'warn' }, request),
  pause: (request) => serverPauseAct.run({ member, for: '1h' }, request),
};

// Discord may let others use the command: what it protects stays with those who manage the server.
test.each(Object.keys(acts))('/server %s does nothing for whoever does not manage the server', async (name) => {
  const { reply, done } = recordedReply();
  const place = { guild: guildId('1'), channel: channelId('2'), parent: null, user: userId('3') };
  const request = { place, managesServer: false, reply, words: english(), services: scriptedServices({}) };
  await acts[name]?.(request as unknown as Request);
  expect(done).toEqual([['show', 'Only those who manage this server may do that.', 'asker']]);
});
