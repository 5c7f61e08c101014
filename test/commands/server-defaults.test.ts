import { expect, test } from 'vitest';
import { serverDefaultsActs } from '../../commands/server/defaults.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import { channelId, guildId, userId } from '../../src/domain/ids.ts';
import type { Others, ServerRules } from '../../src/domain/server/server-rules.ts';
import { english } from '../../src/words/words.ts';
import { connectBot } from '../discord/connected-bot.ts';
import { recordedReply } from '../discord/recorded-reply.ts';
import { scriptedServices } from '../discord/scripted-services.ts';

/** A server's defaults as they are kept, and what was asked of them. */
function keptDefaults(kept: ServerRules = {}) {
  const calls: unknown[] = [];
  const serverDefaults = {
    read: async (guild: string) => {
      calls.push(['read', guild]);
      return kept;
    },
    set: async (guild: string, _by: unknown, defaults: { readonly others: Others }) =>
      void calls.push(['set', guild, defaults]),
    clear: async (guild: string) => void calls.push(['clear', guild]),
  };
  return { calls, serverDefaults };
}

/** What a manager of the studio is told, and what was done. */
async function say(command: string, options: Readonly<Record<string, string>> = {}, kept: ServerRules = {}) {
  const { calls, serverDefaults } = keptDefaults(kept);
  await using bot = await connectBot({ serverDefaults });
  const { discord, demo } = bot;
  const run = discord.runCommand({ user: demo.ada, channel: demo.studio.general, command, options });
  const { content } = await run.answered();
  const ofStudio = calls.map((call) => JSON.stringify(call).replace(demo.studio.guild, 'studio'));
  return { content, private: run.view().ephemeral, calls: ofStudio };
}

const on = "members may edit each other's pictures, and make characters of them";
const off = "members may not edit each other's pictures, nor make characters of them";

test.each([
  ['set', { others: 'off' }, {}, `Set: ${off}.`, ['["set","studio",{"others":"off"}]']],
  ['set', { others: 'on' }, {}, `Set: ${on}.`, ['["set","studio",{"others":"on"}]']],
  ['set', {}, {}, 'Nothing was chosen, and nothing was changed: choose `others`.', []],
  ['show', {}, {}, `Nothing is set here: ${on}.`, ['["read","studio"]']],
  ['show', {}, { others: 'on' }, `Set here: ${on}.`, ['["read","studio"]']],
  ['show', {}, { others: 'off' }, `Set here: ${off}.`, ['["read","studio"]']],
  ['clear', {}, { others: 'off' }, `Nothing is set here any more: ${on}.`, ['["clear","studio"]']],
] as const)('/server defaults %s %j where %j is set', async (leaf, options, kept, content, calls) => {
  expect(await say(`server defaults ${leaf}`, options, kept)).toEqual({ content, private: true, calls });
});

test.each([
  ['is no manager', guildId('1000000000000000001'), false],
  ['is in no server', null, true],
] as const)(
  'whoever %s is told so, though Discord let them ask, and nothing is looked at',
  async (_who, guild, manages) => {
    for (const leaf of ['set', 'show', 'clear'] as const) {
      const { reply, done } = recordedReply();
      const place = { guild, channel: channelId('1000000000000000007'), user: userId('5') };
      const request = { place, managesServer: manages, reply, services: scriptedServices({}), words: english() };
      // Nothing else of a request is looked at.
      await serverDefaultsActs[leaf].run({ others: 'off' }, request as unknown as Request);
      expect(done).toEqual([['show', 'Only those who manage this server may do that.', 'asker']]);
    }
  },
);
