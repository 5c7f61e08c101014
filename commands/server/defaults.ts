import type { Acts, GroupDeclaration } from '../../src/discord/kit/command.ts';
import type { Request } from '../../src/discord/kit/request.ts';
import { type Others, othersChoices } from '../../src/domain/server/server-rules.ts';
import type { Words } from '../../src/words/words.ts';
import { changedBy, forManagers } from './managers.ts';

/** `/server defaults`: what holds for everybody in a server. */
export const serverDefaults = {
  description: 'command.server.defaults',
  subcommands: {
    set: {
      description: 'command.server.defaults.set',
      options: {
        others: { type: 'string', description: 'command.server.defaults.others', choices: othersChoices },
      },
    },
    show: { description: 'command.server.defaults.show', options: {} },
    clear: { description: 'command.server.defaults.clear', options: {} },
  },
} as const satisfies GroupDeclaration;

export const serverDefaultsActs: Acts<typeof serverDefaults> = {
  set: {
    run: ({ others }, request) =>
      forManagers(request, async ({ services, words }, guild) => {
        if (others === undefined) return words.say('server.defaults.set.nothing');
        await services.serverDefaults.set(guild, changedBy(request), { others });
        return words.say('server.defaults.set', { rule: ruleWords(words, others) });
      }),
  },
  show: {
    run: (_options, request: Request) =>
      forManagers(request, async ({ services, words }, guild) => {
        const { others } = await services.serverDefaults.read(guild);
        return others === undefined
          ? words.say('server.defaults.none', { rule: ruleWords(words, usual) })
          : words.say('server.defaults.here', { rule: ruleWords(words, others) });
      }),
  },
  clear: {
    run: (_options, request: Request) =>
      forManagers(request, async ({ services, words }, guild) => {
        await services.serverDefaults.clear(guild, changedBy(request));
        return words.say('server.defaults.cleared', { rule: ruleWords(words, usual) });
      }),
  },
};

/** As it is where nothing is set. */
const usual: Others = 'on';

const ruleWords = (words: Words, others: Others) => words.say(`server.defaults.others.${others}`);
