import { expect, test } from 'vitest';
import { runServerAudit } from '../../../commands/server/audit.ts';
import { runServerDoctor } from '../../../commands/server/doctor.ts';
import type { Request } from '../../../src/discord/kit/request.ts';
import { channelId, guildId, userId } from '../../../src/domain/ids.ts';
import { english } from '../../../src/words/words.ts';
import { recordedReply } from '../../discord/recorded-reply.ts';
import { scriptedServices } from '../../discord/scripted-services.ts';

test.each([
  ['is no manager', guildId('1000000000000000001'), false],
  ['is in no server', null, true],
] as const)(
  'whoever %s is told so, though Discord let them ask, and nothing is looked at',
  async (_who, guild, managesServer) => {
    for (const run of [
      (request: Request) => runServerAudit({ channel: undefined, off: true, prompts: true }, request),
      (request: Request) => runServerDoctor({}, request),
    ]) {
      const { reply, done } = recordedReply();
      const place = { guild, channel: channelId('1000000000000000007'), user: userId('5') };
      const request = { place, managesServer, reply, services: scriptedServices({}), words: english() };
      // Nothing else of a request is looked at.
      await run(request as unknown as Request);
      expect(done).toEqual([['show', 'Only those who manage this server may do that.', 'asker']]);
    }
  },
);
