import type { Acts, GroupDeclaration } from '../../src/discord/kit/command.ts';
import type { OptionDeclarations, OptionValues } from '../../src/discord/kit/option.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import { type GuildId, modelId } from '../../src/domain/ids.ts';
import { mostOfLimit } from '../../src/domain/money/limit-amount.ts';
import { microUsd } from '../../src/domain/money/limits.ts';
import type { DefaultsChange } from '../../src/domain/server/server-defaults.ts';
import { othersChoices, photosChoices, repliesChoices } from '../../src/domain/server/server-rules.ts';
import { changedText, clearedText, defaultsText } from '../../src/words/server/server-defaults.ts';
import { completingDefaults, typedText } from '../completing-defaults.ts';
import { changedBy } from './managers.ts';
import { serversUsual } from './usual-in.ts';

const options = {
  model: { type: 'string', description: 'command.server.defaults.model', completes: true, maxLength: 100 },
  size: { type: 'string', description: 'command.server.defaults.size', completes: true, maxLength: 100 },
  quality: { type: 'string', description: 'command.server.defaults.quality', completes: true, maxLength: 100 },
  threads: { type: 'boolean', description: 'command.server.defaults.threads' },
  spoiler: { type: 'boolean', description: 'command.server.defaults.spoiler' },
  replies: { type: 'string', description: 'command.server.defaults.replies', choices: repliesChoices },
  others: { type: 'string', description: 'command.server.defaults.others', choices: othersChoices },
  photos: { type: 'string', description: 'command.server.defaults.photos', choices: photosChoices },
  'keep-days': { type: 'integer', description: 'command.server.defaults.keep-days', min: 1, max: 3650 },
  'ask-above': { type: 'number', description: 'command.server.defaults.ask-above', min: 0, max: mostOfLimit },
} as const satisfies OptionDeclarations;

/** `/server defaults`: what holds for everybody in a server. */
export const serverDefaults = {
  description: 'command.server.defaults',
  subcommands: {
    set: { description: 'command.server.defaults.set', options },
    show: { description: 'command.server.defaults.show', options: {} },
    clear: { description: 'command.server.defaults.clear', options: {} },
  },
} as const satisfies GroupDeclaration;

export const serverDefaultsActs: Acts<typeof serverDefaults> = {
  set: {
    run: (given, request) =>
      forManagers(request, async ({ services, words, reply }, guild) => {
        const change = changeIn(given);
        if (change === null) return reply.show(words.say('server.defaults.set.nothing'), 'asker');
        const refused = await services.serverDefaults.set(guild, changedBy(request), change);
        return refused === null ? reply.show(changedText(words, change), 'asker') : reply.fail(refused);
      }),
    complete: completingDefaults(serversUsual),
  },
  show: {
    run: (_options, request: Request) =>
      forManagers(request, async ({ services, words, reply }, guild) => {
        const rules = await services.serverDefaults.read(guild);
        return reply.show(defaultsText(words, rules, services.serverDefaults.usualModel()), 'asker');
      }),
  },
  clear: {
    run: (_options, request: Request) =>
      forManagers(request, async ({ services, words, reply }, guild) => {
        await services.serverDefaults.clear(guild, changedBy(request));
        return reply.show(clearedText(words, services.serverDefaults.usualModel()), 'asker');
      }),
  },
};

/** Does nothing for anybody else, and says so. */
async function forManagers(request: Request, act: (request: Request, guild: GuildId) => Promise<void>): Promise<void> {
  const { place, managesServer, reply, words } = request;
  if (place.guild === null || !managesServer) return reply.show(words.say('server.managers-only'), 'asker');
  return act(request, place.guild);
}

/** Null: nothing was chosen. */
function changeIn({
  model,
  size,
  quality,
  'keep-days': keepDays,
  'ask-above': askAbove,
  ...others
}: OptionValues<typeof options>): DefaultsChange | null {
  const change = {
    ...{ model: typedText(model), size: typedText(size), quality: typedText(quality)?.toLowerCase() },
    ...{ ...others, keepDays },
    askAbove: askAbove === undefined ? undefined : microUsd(askAbove),
  };
  const isNothing = Object.values(change).every((each) => each === undefined);
  return isNothing ? null : { ...change, model: change.model === undefined ? undefined : modelId(change.model) };
}
